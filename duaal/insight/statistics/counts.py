"""What is asked of a snapshot, and the bare counts that come out."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from duaal.foundation.kernel.school_year import SchoolYear

MOST_YEARS = 60  # one bit each in a signed 64-bit number

RECOGNITIONS = "recognitions"
COMPANIES = "companies"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of a snapshot: up to which day, for which school years, under which allocation of
    committees.
    """

    extraction: date
    years: tuple[SchoolYear, ...]
    mapping_version: str

    def last_counted_day(self, year: SchoolYear) -> date:
        return min(year.last_day, self.extraction)

    def is_running(self, year: SchoolYear) -> bool:
        """Whether figures of the year are provisional: extracted before 1 September after it."""
        return self.extraction <= year.last_day


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One row: its code, its Dutch label, and one value per school year (or one value)."""

    code: str
    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """All rows of one table in official order, empty ones included, and its distinct total if any."""

    rows: tuple[CountedRow, ...]
    total: tuple[int, ...] | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": [[row.code, row.label, list(row.values)] for row in self.rows],
            "total": None if self.total is None else list(self.total),
        }

    @classmethod
    def from_json(cls, cells: dict[str, Any]) -> Self:
        return cls(
            rows=tuple(CountedRow(code, label, tuple(values)) for code, label, values in cells["rows"]),
            total=None if cells["total"] is None else tuple(cells["total"]),
        )
