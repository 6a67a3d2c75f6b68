"""`duaal states [--write MAP]`: every kind of file with its states and steps, as text with a diagram.

What it writes comes from the tables of steps themselves. `docs/states` is made with it; a test compares.
"""

import argparse
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duaal.casework
import duaal.register
from duaal.foundation.kernel.workflow import Step, never_blocked

NAME = "states"
HELP = "toont per soort dossier de toestanden, de stappen en wie ze zet"

SUFFIX = "_STEPS"
START = "[*]"


@dataclass(frozen=True, slots=True)
class StepTable:
    """One table of steps: its name, the module it stands in, and its rows."""

    name: str
    module: str
    steps: tuple[Step[Any], ...]

    @property
    def title(self) -> str:
        return self.name.removesuffix(SUFFIX).replace("_", " ").capitalize()

    @property
    def file_name(self) -> str:
        return self.name.removesuffix(SUFFIX).lower().replace("_", "-") + ".md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--write", metavar="MAP", type=Path, help="schrijft een bestand per soort in deze map"
    )


def run(args: argparse.Namespace) -> int:
    tables = step_tables()
    if args.write is None:
        print("\n".join(markdown(table) for table in tables))
        return 0
    args.write.mkdir(parents=True, exist_ok=True)
    for name, text in pages(tables).items():
        (args.write / name).write_text(text, encoding="utf-8")
    print(f"{len(tables)} bestanden geschreven in {args.write}.")
    return 0


def step_tables() -> tuple[StepTable, ...]:
    """Every tuple of steps named `..._STEPS` in the states of casework and register, by name.

    A package that hands a table on is looked at after the module that makes it.
    """
    found: dict[str, StepTable] = {}
    names = sorted(_state_modules(), key=lambda name: (-name.count("."), name))
    for module in [importlib.import_module(name) for name in names]:
        for name, value in vars(module).items():
            if name.endswith(SUFFIX) and isinstance(value, tuple):
                found.setdefault(name, StepTable(name, module.__name__, value))
    return tuple(table for _name, table in sorted(found.items()))


def pages(tables: Iterable[StepTable]) -> dict[str, str]:
    """The text of each file by its name, with a list of them."""
    rows = tuple(tables)
    contents = "\n".join(f"* [{table.title}]({table.file_name}), {len(table.steps)} steps" for table in rows)
    first = "# States and steps\n\nMade from the code by `duaal states --write docs/states`.\n"
    return {"README.md": f"{first}\n{contents}\n", **{table.file_name: markdown(table) for table in rows}}


def markdown(table: StepTable) -> str:
    """A diagram of the steps that change the state, and a table of all of them."""
    edges = [f"    {a} --> {b}: {name}" for a, b, name in _edges(table.steps)]
    diagram = ["```mermaid", "stateDiagram-v2", *edges, "```", ""] if edges else []
    rows = [
        "| Step | From | To | Who | What can block it |",
        "|---|---|---|---|---|",
        *(_row(step) for step in table.steps),
    ]
    return "\n".join([f"# {table.title}", "", f"From `{table.module}`.", "", *diagram, *rows, ""])


def _edges(steps: Iterable[Step[Any]]) -> Iterator[tuple[str, str, str]]:
    for step in steps:
        if step.target is not None:
            for source in sorted(step.sources) or [START]:
                yield str(source), str(step.target), step.name


def _row(step: Step[Any]) -> str:
    sources = ", ".join(sorted(map(str, step.sources))) or "-"
    target = str(step.target) if step.target is not None else "stays"
    roles = ", ".join(sorted(map(str, step.roles)))
    return f"| `{step.name}` | {sources} | {target} | {roles} | {_guard(step)} |"


def _guard(step: Step[Any]) -> str:
    """The first sentence that the guard says of itself."""
    if step.blockers is never_blocked:
        return "-"
    lines = (step.blockers.__doc__ or step.blockers.__name__).strip().split("\n\n")[0].split()
    return " ".join(lines).replace("|", "\\|")


def _state_modules() -> Iterator[str]:
    for package in (duaal.casework, duaal.register):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "states" in found.name.split("."):
                yield found.name
