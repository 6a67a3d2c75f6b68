"""`make bench`: measures every figure of the project beside its reference, and keeps them in results.json.

By default all but the first demo, which makes a fresh clone and an environment: add it with `--first-demo`.
`--scales 1` leaves out the large register. The exit code is 1 when a bound is not held.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure
from bench.figures import demo
from bench.places import Place, bench_folder, new_place

RESULTS = Path(__file__).with_name("results.json")
PAGES = ("queue", "company", "tables")
BUSY = 0.5  # other processes that want a core, on average over the last minute


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--first-demo", action="store_true", help="also `make demo` in a fresh clone")
    parser.add_argument(
        "--scales", type=int, nargs="+", default=[1, 10], help="how many times Flanders (1 10)"
    )
    options = parser.parse_args()
    load = os.getloadavg()[0]
    if load > BUSY:
        print(
            f"This machine is busy (load {load:.1f}): times will be too long, ratios less so.",
            file=sys.stderr,
        )
    figures = []
    for figure in _figures(options.scales, first_demo=options.first_demo):
        print(figure.line(), flush=True)
        figures.append(figure)
    machine = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load before": load,
    }
    results = {"machine": machine, "figures": [figure.as_dict() for figure in figures]}
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    return 0 if all(figure.holds for figure in figures) else 1


def _figures(scales: list[int], *, first_demo: bool) -> Iterator[Figure]:
    if first_demo:
        ours, alone = demo.first_demo(bench_folder() / "clone")
        yield Figure("first demo until a page", ours, "s", "its environment alone", alone, 90)
    places = {scale: new_place(scale) for scale in sorted(scales)}
    yield from _filling(places)
    for scale, place in places.items():
        tables = place.measure("tables")
        name = f"five tables, scale {scale}"
        reference = "plain queries by hand"
        yield Figure(name, tables["ours"], "s", reference, tables["by hand"], 1.5, limit_on_ratio=True)
    yield from _pages({scale: place.measure("pages") for scale, place in places.items()})
    smallest = places[min(places)]
    yield from _http(smallest)
    ours, plain = demo.second_demo(smallest)
    yield Figure("second demo until a page", ours, "s", "an empty Django project", plain, 10)
    papers = smallest.measure("papers")
    sealed, typeset = 1000 * papers["sealed p95"], 1000 * papers["typeset p95"]
    yield Figure("sealed paper of an agreement, p95", sealed, "ms", "typesetting alone", typeset, 250)
    yield from _learners(smallest.measure("learners"))
    yield from _recognition(smallest.measure("recognition"))
    yield from _workplaces(smallest.measure("workplaces"))


def _filling(places: dict[int, Place]) -> Iterator[Figure]:
    first = min(places)
    small: dict[str, float] = {}
    for scale, place in places.items():
        if scale == first:
            small = place.measure("filling", str(scale), "--plain")
            limit = 40 if scale == 1 else None
            took, reference = small["populate"], "COPY of the same rows"
            yield Figure(f"populate, scale {scale}", took, "s", reference, small["copy"], limit)
            yield Figure(f"snapshot, scale {scale}", small["snapshot"], "s", reference, small["copy"])
            continue
        large = place.measure("filling", str(scale))
        reference, bound = f"scale {first}", 1.2 * scale / first
        took, before = large["populate"], small["populate"]
        yield Figure(f"populate, scale {scale}", took, "s", reference, before, bound, limit_on_ratio=True)
        yield Figure(f"snapshot, scale {scale}", large["snapshot"], "s", reference, small["snapshot"])


def _pages(measured: dict[int, dict[str, float]]) -> Iterator[Figure]:
    small, large = measured[min(measured)], measured[max(measured)]
    scale = max(measured)
    for name in PAGES:
        milliseconds, login = 1000 * large[f"{name} p95"], 1000 * large["login p95"]
        yield Figure(
            f"{name} page p95 in process, scale {scale}", milliseconds, "ms", "login form", login, 150
        )
        queries, before = large[f"{name} queries"], small[f"{name} queries"]
        yield Figure(
            f"{name} page queries, scale {scale}",
            queries,
            "queries",
            f"scale {min(measured)}",
            before,
            1,
            limit_on_ratio=True,
        )
        size, form = large[f"{name} bytes"] / 1024, large["login bytes"] / 1024
        yield Figure(f"{name} page size, scale {scale}", size, "KB", "login form", form, 40)


def _recognition(found: dict[str, float]) -> Iterator[Figure]:
    """The last ones: they fill the register that the others measured on."""
    login = 1000 * found["login p95"]
    for name, limit in (
        ("queue of 50,000 open cases", 150),
        ("queue of 50,000, page 1000", 150),
        ("company with 500 sites, 2,000 recognitions", 200),
    ):
        yield Figure(f"{name}, p95", 1000 * found[f"{name} p95"], "ms", "login form", login, limit)
    large, small = (
        found["company with 500 sites, 2,000 recognitions queries"],
        found["largest company queries"],
    )
    yield Figure(
        "queries of that company", large, "queries", "largest of the register", small, 1, limit_on_ratio=True
    )
    scan, updates = found["scan seconds"], found["updates seconds"]
    yield Figure(
        "deadline job, 400,000 recognitions, nothing due",
        found["nothing due seconds"],
        "s",
        "reading every row once",
        scan,
        5,
    )
    yield Figure(
        "deadline job, 1,500 files due",
        found["busy day seconds"],
        "s",
        "as many bare updates, each kept",
        updates,
        60,
    )


def _workplaces(found: dict[str, float]) -> Iterator[Figure]:
    """After everything else: it fills 60,000 offers."""
    for name, words in (
        ("fullest programme", "ranked workplaces among 60,000, fullest programme"),
        ("one programme", "ranked workplaces, 60,000 of one programme"),
    ):
        took, bare = 1000 * found[f"{name} p95"], 1000 * found[f"{name} bare p95"]
        yield Figure(f"{words}, p95", took, "ms", "the nearest rows, bare", bare, 100)
    yield Figure(
        "a withdrawal until the list of a learner who lost the place, p95",
        found["rescue p95"],
        "s",
        "the same page, nothing lost",
        found["rescue page p95"],
        1,
    )
    full, all_in_one = found["fullest programme queries"], found["one programme queries"]
    yield Figure(
        "queries of the ranked list", all_in_one, "queries", "fewer places", full, 1, limit_on_ratio=True
    )


def _learners(found: dict[str, float]) -> Iterator[Figure]:
    """These fill the register too: with a class list of 10,000 and with 60,000 searches."""
    took, alone = found["checked"] + found["carried out"], found["persons alone"]
    yield Figure("class list of 10,000 learners", took, "s", "their persons alone", alone, 60)
    scan = found["scan"]
    yield Figure(
        "job over 60,000 searches, nothing due", found["nothing due"], "s", "reading every one", scan, 1
    )
    yield Figure("job over 60,000 searches, 500 due", found["due"], "s", "reading every one", scan, 30)
    yield Figure(
        "questions of that job on an index", found["plans on an index"], "of 2", "all", 2, 2, at_least=True
    )
    login = 1000 * found["login p95"]
    for name in ("list", "tasks"):
        milliseconds = 1000 * found[f"{name} p95"]
        yield Figure(
            f"{name} of a school with 2,000 learners, p95", milliseconds, "ms", "login form", login, 150
        )


def _http(place: Place) -> Iterator[Figure]:
    measured = place.measure("http")
    for name in PAGES:
        speed, login = measured[f"{name} per second"], measured["login per second"]
        yield Figure(
            f"{name} page over HTTP, scale {place.scale}",
            speed,
            "requests/s",
            "login form",
            login,
            80,
            at_least=True,
        )


if __name__ == "__main__":
    sys.exit(main())
