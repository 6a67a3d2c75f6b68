"""`make bench`: measures every figure of the project beside its reference, and keeps them in results.json.

By default all but the first demo, which makes a fresh clone and an environment: add it with `--first-demo`.
`--scales 1` leaves out the large register. The exit code is 1 when a bound is not held.
"""

import argparse
import json
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure
from bench.figures import demo
from bench.places import Place, bench_folder, new_place

RESULTS = Path(__file__).with_name("results.json")
PAGES = ("queue", "company", "tables")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--first-demo", action="store_true", help="also `make demo` in a fresh clone")
    parser.add_argument(
        "--scales", type=int, nargs="+", default=[1, 10], help="how many times Flanders (1 10)"
    )
    options = parser.parse_args()
    figures = []
    for figure in _figures(options.scales, first_demo=options.first_demo):
        print(figure.line(), flush=True)
        figures.append(figure)
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    results = {"machine": machine, "figures": [figure.as_dict() for figure in figures]}
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    return 0 if all(figure.holds for figure in figures) else 1


def _figures(scales: list[int], *, first_demo: bool) -> Iterator[Figure]:
    if first_demo:
        ours, alone = demo.first_demo(bench_folder() / "clone")
        yield Figure("first demo until a page", ours, "s", "its environment alone", alone, 90)
    filled: dict[int, tuple[Place, dict[str, float]]] = {}
    for scale in sorted(scales):
        place = new_place(scale)
        filled[scale] = place, place.measure("filling", str(scale))
    yield from _filling({scale: measured for scale, (_, measured) in filled.items()})
    for scale, (place, _) in filled.items():
        tables = place.measure("tables")
        name = f"five tables, scale {scale}"
        yield Figure(
            name, tables["ours"], "s", "plain queries by hand", tables["by hand"], 1.5, limit_on_ratio=True
        )
    yield from _pages({scale: place.measure("pages") for scale, (place, _) in filled.items()})
    smallest = filled[min(filled)][0]
    yield from _http(smallest)
    ours, plain = demo.second_demo(smallest)
    yield Figure("second demo until a page", ours, "s", "an empty Django project", plain, 10)


def _filling(measured: dict[int, dict[str, float]]) -> Iterator[Figure]:
    first = min(measured)
    for scale, found in measured.items():
        limit = 40 if scale == 1 else None
        yield Figure(
            f"populate, scale {scale}", found["populate"], "s", "COPY of the same rows", found["copy"], limit
        )
        if scale != first:
            bound = 1.2 * scale / first
            small = measured[first]["populate"]
            yield Figure(
                f"populate, scale {scale} to {first}",
                found["populate"],
                "s",
                f"scale {first}",
                small,
                bound,
                limit_on_ratio=True,
            )
        yield Figure(
            f"snapshot and its tables, scale {scale}",
            found["snapshot"],
            "s",
            "COPY of the same rows",
            found["copy"],
        )


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
