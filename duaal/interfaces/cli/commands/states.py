"""`duaal states [--write MAP]`: every kind of file with its states and steps, as text with a diagram.

What it writes comes from the tables of steps themselves. `docs/states` is made with it; a test compares.
"""

import argparse
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import duaal.casework
import duaal.register
from duaal.foundation.kernel.workflow import Step, never_blocked

NAME = "states"
HELP = "toont per soort dossier de toestanden, de stappen en wie ze zet"

SUFFIX = "_STEPS"
START = "[*]"
SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: its name, the modules in which its steps stand, and the steps."""

    name: str
    modules: tuple[str, ...]
    steps: tuple[Step[Any], ...]

    @property
    def title(self) -> str:
        return SPLIT.sub(" ", self.name).capitalize()

    @property
    def file_name(self) -> str:
        return SPLIT.sub("-", self.name).lower() + ".md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--write", metavar="MAP", type=Path, help="schrijft een bestand per soort in deze map"
    )


def run(args: argparse.Namespace) -> int:
    kinds = kinds_of_files()
    if args.write is None:
        print("\n".join(markdown(kind) for kind in kinds))
        return 0
    args.write.mkdir(parents=True, exist_ok=True)
    for name, text in pages(kinds).items():
        (args.write / name).write_text(text, encoding="utf-8")
    print(f"{len(kinds)} bestanden geschreven in {args.write}.")
    return 0


def kinds_of_files() -> tuple[FileKind, ...]:
    """Every step in a tuple named `..._STEPS` of casework and register, by the kind of states it is about.

    A package that hands a table on is looked at after the module that makes it. A step without states stands
    under the name of its table.
    """
    steps: dict[str, list[Step[Any]]] = {}
    modules: dict[str, dict[str, None]] = {}
    seen: set[int] = set()
    names = sorted(_modules_with_steps(), key=lambda name: (-name.count("."), name))
    for module in [importlib.import_module(name) for name in names]:
        for table, value in sorted(vars(module).items()):
            if not table.endswith(SUFFIX) or not isinstance(value, tuple) or id(value) in seen:
                continue
            seen.add(id(value))
            for step in value:
                kind = _kind(step, table)
                modules.setdefault(kind, {})[module.__name__] = None
                if step not in steps.setdefault(kind, []):
                    steps[kind].append(step)
    return tuple(FileKind(name, tuple(sorted(modules[name])), tuple(steps[name])) for name in sorted(steps))


def pages(kinds: Iterable[FileKind]) -> dict[str, str]:
    """The text of each file by its name, with a list of them."""
    rows = tuple(kinds)
    contents = "\n".join(f"* [{kind.title}]({kind.file_name}), {len(kind.steps)} steps" for kind in rows)
    first = "# States and steps\n\nMade from the code by `duaal states --write docs/states`.\n"
    return {"README.md": f"{first}\n{contents}\n", **{kind.file_name: markdown(kind) for kind in rows}}


def markdown(kind: FileKind) -> str:
    """A diagram of the steps that change the state, and a table of all of them."""
    edges = [f"    {a} --> {b}: {name}" for a, b, name in _edges(kind.steps)]
    diagram = ["```mermaid", "stateDiagram-v2", *edges, "```", ""] if edges else []
    rows = [
        "| Step | From | To | Who | What can block it |",
        "|---|---|---|---|---|",
        *(_row(step) for step in kind.steps),
    ]
    origin = ", ".join(f"`{module}`" for module in kind.modules)
    return "\n".join([f"# {kind.title}", "", f"From {origin}.", "", *diagram, *rows, ""])


def _edges(steps: Iterable[Step[Any]]) -> Iterator[tuple[str, str, str]]:
    for step in steps:
        if step.target is not None:
            for source in sorted(step.sources) or [START]:
                yield str(source) or START, str(step.target), step.name


def _row(step: Step[Any]) -> str:
    sources = ", ".join(str(source) or "-" for source in sorted(map(str, step.sources))) or "-"
    target = str(step.target) if step.target is not None else "stays"
    roles = ", ".join(sorted(map(str, step.roles)))
    return f"| `{step.name}` | {sources} | {target} | {roles} | {_guard(step)} |"


def _guard(step: Step[Any]) -> str:
    """The first sentence that the guard says of itself."""
    if step.blockers is never_blocked:
        return "-"
    lines = (step.blockers.__doc__ or step.blockers.__name__).strip().split("\n\n")[0].split()
    return " ".join(lines).replace("|", "\\|")


def _kind(step: Step[Any], table: str) -> str:
    """The name of the states of a step, or of its table when it has none."""
    for state in (step.target, *sorted(step.sources)):
        if isinstance(state, StrEnum):
            return type(state).__name__.removesuffix("State")
    return table.removesuffix(SUFFIX).capitalize()


def _modules_with_steps() -> Iterator[str]:
    for package in (duaal.casework, duaal.register):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if {"states", "steps"} & set(found.name.split(".")):
                yield found.name
