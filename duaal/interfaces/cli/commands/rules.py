"""`duaal rules [--on DATE] [--json]`: every dated value with its source, certainty and reading date."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.foundation.lawbook.book import BOOK, Book
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


def run(args: argparse.Namespace) -> int:
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
    unit = "" if isinstance(row.value, bool | str | tuple) else f" {row.unit}"
    value = STOPPED if row.value is None else f"{_plain(row.value)}{unit}"
    return (
        f"{row.key}: {value} | sinds {row.since} | {row.source} | {row.certainty.value}"
        f" | nagelezen op {row.checked_on}"
    )


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
