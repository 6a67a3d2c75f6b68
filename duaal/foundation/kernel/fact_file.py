"""Strict reading of reference files (CSV): the first thing wrong stops the reading, with file and line.

A file is UTF-8 with exactly the columns asked for, in that order; an empty cell is an empty text. Nothing is
guessed, trimmed or skipped.
"""

import csv
import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, NoReturn, TypeVar

from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.sentences import gettext_noop

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Key = TypeVar("Key", bound=Hashable)
Values = TypeVar("Values")

SENTENCES = {
    "file_missing": gettext_noop("Het bestand bestaat niet. Zet het terug en laad opnieuw."),
    "file_not_utf8": gettext_noop("Het bestand is geen UTF-8. Bewaar het als UTF-8 en laad opnieuw."),
    "file_empty": gettext_noop("Het bestand heeft geen rijen. Zet de gegevens terug en laad opnieuw."),
    "file_wrong_columns": gettext_noop(
        "De kolommen zijn {value}. Dat moeten precies deze zijn, in deze volgorde: {expected}."
    ),
    "row_wrong_length": gettext_noop(
        "De rij heeft {value} cellen in plaats van {expected}. Kijk de komma's en aanhalingstekens na."
    ),
    "row_not_csv": gettext_noop("De rij is geen geldige CSV. Kijk de komma's en aanhalingstekens na."),
    "row_twice": gettext_noop("{column} {value} staat er twee keer in. Verwijder een van de rijen."),
    "cell_empty": gettext_noop("{column} is leeg. Vul een waarde in."),
    "cell_wrong_form": gettext_noop("{column} is {value}. Dat moet {expected} zijn."),
    "cell_unknown": gettext_noop("{column} is {value}. Die waarde bestaat niet. Kies uit {expected}."),
    "cell_no_day": gettext_noop(
        "{column} is {value}. Dat is geen dag. Schrijf jjjj-mm-dd, bijvoorbeeld 2025-01-01."
    ),
    "cell_no_number": gettext_noop("{column} is {value}. Dat is geen getal tussen {expected}."),
    "row_ends_first": gettext_noop("De rij eindigt op {value}, voor ze begint. Verbeter een van de dagen."),
    "row_overlaps": gettext_noop(
        "{column} {value} staat er twee keer in met dagen die samenvallen. Verbeter een van de perioden."
    ),
    "file_not_one": gettext_noop("Precies één rij moet {column} {value} hebben. Verbeter het bestand."),
    "row_refers_to_nothing": gettext_noop("{column} is {value}, maar die staat in geen rij van {expected}."),
}


class WrongFile(Exception):
    """A reference file that cannot be loaded: where, which rule (`code`), and the value that broke it."""

    def __init__(
        self, path: Path, line: int, code: str, *, column: str = "", value: str = "", expected: str = ""
    ) -> None:
        self.path, self.line, self.code = path, line, code
        self.column, self.value, self.expected = column, value, expected
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """File, line and the Dutch sentence, for instance `municipalities.csv, regel 12: …`."""
        words = SENTENCES[self.code].format(
            column=self.column, value=self.value or "leeg", expected=self.expected
        )
        return f"{self.path.name}, regel {self.line}: {words}" if self.line else f"{self.path.name}: {words}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, with the checks that a cell may need; each raises `WrongFile` with this line."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """A cell that must be filled in."""
        return self.cells[column] or self._stop("cell_empty", column)

    def optional(self, column: str) -> str:
        return self.cells[column]

    def matching(self, column: str, form: re.Pattern[str], expected: str) -> str:
        """A cell of a fixed form; `expected` says in Dutch which one."""
        value = self.text(column)
        return value if form.fullmatch(value) else self._stop("cell_wrong_form", column, expected)

    def choice(self, column: str, allowed: Collection[str], *, empty: bool = False) -> str:
        value = self.cells[column] if empty else self.text(column)
        if value in allowed or (empty and not value):
            return value
        return self._stop("cell_unknown", column, ", ".join(sorted(allowed)))

    def reference(self, column: str, known: Collection[str], where: str) -> str:
        """A cell that must name a row of another file or table."""
        value = self.text(column)
        return value if value in known else self._stop("row_refers_to_nothing", column, where)

    def references(self, column: str, known: Collection[str], where: str) -> tuple[str, ...]:
        """A cell that names one or more rows of another file, each once, separated by `|`."""
        values = tuple(self.text(column).split("|"))
        if len(set(values)) != len(values) or not set(values) <= set(known):
            self._stop("row_refers_to_nothing", column, where)
        return values

    def day(self, column: str) -> date:
        value = self.text(column)
        if ISO_DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        return self._stop("cell_no_day", column)

    def optional_day(self, column: str) -> date | None:
        return self.day(column) if self.cells[column] else None

    def period(self) -> Period:
        """The columns `valid_from` and `valid_to` of a closed period; no `valid_to` means no known end."""
        first, last = self.day("valid_from"), self.optional_day("valid_to")
        if last is not None and last < first:
            self._stop("row_ends_first", "valid_to")
        return Period(first, last)

    def number(self, column: str, lowest: float, highest: float) -> float:
        value = self.text(column)
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        if lowest <= number <= highest:
            return number
        return self._stop("cell_no_number", column, f"{lowest} en {highest}")

    def _stop(self, code: str, column: str, expected: str = "") -> NoReturn:
        raise WrongFile(
            self.path, self.line, code, column=column, value=self.cells[column], expected=expected
        )


def read(path: Path, columns: tuple[str, ...], *, key: tuple[str, ...]) -> tuple[Row, ...]:
    """All rows of a file that has exactly these columns and no two rows with the same `key`.

    Raises `WrongFile` on the first thing that is wrong; cells are checked by whoever reads them.
    """
    rows: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    for line, cells in _lines(path):
        if line == 1:
            if tuple(cells) != columns:
                raise WrongFile(
                    path, 1, "file_wrong_columns", value=",".join(cells), expected=",".join(columns)
                )
            continue
        if len(cells) != len(columns):
            raise WrongFile(path, line, "row_wrong_length", value=str(len(cells)), expected=str(len(columns)))
        row = Row(path, line, dict(zip(columns, cells, strict=True)))
        identity = tuple(row.cells[column] for column in key)
        if identity in seen:
            raise WrongFile(path, line, "row_twice", column=", ".join(key), value=" ".join(identity))
        seen.add(identity)
        rows.append(row)
    if not rows:
        raise WrongFile(path, 0, "file_empty")
    return tuple(rows)


def refuse_overlap(rows: Iterable[Row], key: tuple[str, ...]) -> None:
    """Raises `WrongFile` on the first row that has a day in common with an earlier one of the same key."""
    periods: dict[tuple[str, ...], list[Period]] = {}
    for row in rows:
        identity, period = tuple(row.cells[column] for column in key), row.period()
        earlier = periods.setdefault(identity, [])
        if any(period.overlaps(other) for other in earlier):
            raise WrongFile(
                row.path, row.line, "row_overlaps", column=", ".join(key), value=" ".join(identity)
            )
        earlier.append(period)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file with their number. A cell may not run on over two lines: that is a lost quote."""
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise WrongFile(path, 0, "file_missing") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise WrongFile(path, line, "file_not_utf8") from None
    for number, line_text in enumerate(text.splitlines(), start=1):
        try:
            cells = next(csv.reader([line_text], strict=True), [])
        except csv.Error:
            raise WrongFile(path, number, "row_not_csv") from None
        yield number, cells


@dataclass(frozen=True, slots=True)
class Difference(Generic[Key, Values]):
    """What must happen to a table to make it equal to a file."""

    new: dict[Key, Values]
    changed: dict[Key, Values]
    gone: tuple[Key, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.gone)


def difference(stored: Mapping[Key, Values], wanted: Mapping[Key, Values]) -> Difference[Key, Values]:
    """Compares what is stored with what a file says; rows that are equal appear nowhere."""
    return Difference(
        new={key: values for key, values in wanted.items() if key not in stored},
        changed={key: values for key, values in wanted.items() if key in stored and stored[key] != values},
        gone=tuple(key for key in stored if key not in wanted),
    )
