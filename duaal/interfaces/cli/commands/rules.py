"""`duaal rules [--on DATE] [--json] [--check FOLDER]`: every dated value with its source and certainty.

With `--check` it reads a folder with later versions as an installation would, shows what they change and from
when, and changes nothing.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from duaal.foundation.lawbook.book import ADDED, BOOK, Book
from duaal.foundation.lawbook.casebook import written
from duaal.foundation.lawbook.dated import Certainty, Dated, NotInForce, Version
from duaal.foundation.lawbook.errors import WrongFile
from duaal.interfaces.cli.stop import Stop

NAME = "rules"
HELP = "toont elke gedateerde waarde met bron en zekerheid"

STOPPED = "(gestopt)"


@dataclass(frozen=True, slots=True)
class Row:
    """One version of one dated value, as it is printed."""

    key: str
    value: Any
    unit: str
    since: date
    source: str
    certainty: Certainty
    checked_on: date
    label: str
    note: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DATE", help="alleen wat op die dag geldt, bijvoorbeeld 2026-01-31")
    parser.add_argument("--json", action="store_true", help="als JSON; de telling staat dan op stderr")
    parser.add_argument(
        "--check",
        metavar="MAP",
        type=Path,
        help="kijkt een map met nieuwe versies na: wat wijzigt er?",
    )


def run(args: argparse.Namespace) -> int:
    if args.check:
        return _check(args.check.absolute())
    on = _day(args.on) if args.on else None
    try:
        rows = list(rows_of(BOOK, on))
    except WrongFile as error:
        raise Stop(str(error)) from error
    if args.json:
        print(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=2))
        print(summary(rows), file=sys.stderr)
        return 0
    for row in rows:
        print(_as_line(row))
    print(summary(rows))
    return 0


def _check(folder: Path) -> int:
    """Reads the folder over the lawbook of the project, and prints every change with its first day."""
    book = Book(BOOK.folder, folder)
    try:
        added = book.added_versions()
    except WrongFile as error:
        raise Stop(str(error)) from error
    for version in added:
        dated = next(dated for dated in book.rows() if dated.key == version.key)
        earlier = [one for one in dated.versions if one.since < version.since]
        before = _value(earlier[-1].value, dated.unit) if earlier else "nog niets"
        print(
            f"{version.key}: {before} wordt {_value(version.value, dated.unit)} vanaf {version.since}"
            f" | {version.source} | {version.certainty.value}"
        )
    if not added:
        raise Stop(f"{folder} heeft geen nieuwe versies onder parameters/. Er verandert niets.")
    print(f"{len(added)} nieuwe versies. Zet {ADDED}={folder} en herstart `duaal serve` en `duaal worker`.")
    return 0


def rows_of(book: Book, on: date | None) -> Iterator[Row]:
    """Every version of every value; with a day only the version in force, and none where nothing is in
    force.
    """
    for dated in book.rows():
        for version in _versions(dated, on):
            yield Row(
                dated.key,
                version.value,
                dated.unit,
                version.since,
                version.source,
                version.certainty,
                dated.checked_on,
                dated.label,
                version.note,
            )


def summary(rows: list[Row]) -> str:
    """The last line of the command: how many values, and how many of each certainty."""
    counted = Counter(row.certainty for row in rows)
    return f"{len(rows)} values: " + ", ".join(f"{counted[mark]} {mark.value}" for mark in Certainty)


def _versions(dated: Dated[Any], on: date | None) -> tuple[Version[Any], ...]:
    if on is None:
        return dated.versions
    try:
        return (dated.on(on),)
    except NotInForce:
        return ()


def _as_line(row: Row) -> str:
    return (
        f"{row.key}: {_value(row.value, row.unit)} | sinds {row.since} | {row.source} | {row.certainty.value}"
        f" | nagelezen op {row.checked_on}"
    )


def _value(value: Any, unit: str) -> str:
    if value is None:
        return STOPPED
    return _plain(value) if isinstance(value, bool | str | tuple) else f"{_plain(value)} {unit}"


def _as_json(row: Row) -> dict[str, Any]:
    return {name: written(getattr(row, name)) for name in Row.__dataclass_fields__}


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(f"{text} is geen datum. Schrijf een datum als 2026-01-31.") from None
