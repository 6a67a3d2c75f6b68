"""`duaal tables`: prints the official tables of a snapshot, or compares them with the published ones."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ValidationError

from duaal.foundation.kernel.fact_file import WrongFile
from duaal.insight.statistics import official_files, queries
from duaal.insight.statistics.exports import notes
from duaal.insight.statistics.layout import OfficialTable
from duaal.insight.statistics.models import Snapshot
from duaal.insight.statistics.publications import QUESTION_757
from duaal.insight.statistics.snapshots import Damaged
from duaal.interfaces.cli.stop import Stop

NAME = "tables"
HELP = "toont de officiële tabellen van een momentopname, of vergelijkt ze met de gepubliceerde"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--snapshot", metavar="ID", help="de momentopname; standaard de laatste")
    parser.add_argument(
        "--check",
        metavar="MAP",
        type=Path,
        help="vergelijk met de CSV-bestanden van schriftelijke vraag 757 in deze map",
    )


def run(args: argparse.Namespace) -> int:
    """Prints the tables; with `--check` every difference, and 1 as exit code when not every cell is equal."""
    snapshot = _snapshot(args.snapshot)
    try:
        if args.check is None:
            _print(queries.tables_of(snapshot).values())
            return 0
        return _check(args.check, snapshot)
    except WrongFile as wrong:
        raise Stop(f"{wrong.sentence} Map: {wrong.path.parent}.") from None
    except Damaged as damaged:
        raise Stop(str(damaged)) from damaged
    except ValidationError as error:
        raise Stop(" ".join(error.messages)) from error


def _check(folder: Path, snapshot: Snapshot) -> int:
    if not folder.is_dir():
        raise Stop(f"De map {folder} bestaat niet. Geef de map met de officiële CSV-bestanden.")
    published = official_files.read_all(folder)
    tables = queries.tables_of(snapshot, publication=QUESTION_757)
    comparison = official_files.compare(published, tables)
    for line in comparison.differences:
        print(line)
    print(tables["R1"].remark or tables["R1"].title)
    print(f"{comparison.equal} of {comparison.cells} cells equal")
    return 0 if comparison.all_equal else 1


def _snapshot(code: str | None) -> Snapshot:
    if code is None:
        latest = queries.latest_snapshot()
        if latest is None:
            raise Stop("Er is nog geen momentopname. Maak er een met `duaal snapshot --write`.")
        return latest
    found = queries.snapshots().filter(pk=code).first()
    if found is None:
        known = ", ".join(queries.snapshots().values_list("code", flat=True)[:5]) or "geen"
        raise Stop(f"Momentopname {code} bestaat niet. De laatste zijn: {known}.")
    return found


def _print(tables: Iterable[OfficialTable]) -> None:
    for table in tables:
        print(_text(table))


def _text(table: OfficialTable) -> str:
    """The table for a terminal: labels to the left, numbers to the right, notes below."""
    headings = [column.heading for column in table.columns]
    grid = [headings, *([cell.text for cell in row.cells] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*grid, strict=True)]
    label_width = max((len(row.label) for row in table.rows), default=0)
    lines = [table.title, _line("", headings, label_width, widths)]
    lines += [_line(row.label, [c.text for c in row.cells], label_width, widths) for row in table.rows]
    return "\n".join([*lines, "", *notes(table), ""])


def _line(label: str, cells: list[str], label_width: int, widths: list[int]) -> str:
    values = "  ".join(text.rjust(width) for text, width in zip(cells, widths, strict=True))
    return f"{label.ljust(label_width)}  {values}"
