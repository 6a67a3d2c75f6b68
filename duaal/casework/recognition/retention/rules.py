"""Until when the personal data of a file are kept. Pure.

The decree on adults says five years and names no first day; that of 2016 says nothing (`recognition.md` 6.3).
Assumed for both: the term runs from the day on which the file closed. What still runs in it keeps it longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.anniversary import add_years
from duaal.foundation.lawbook.dated import Version


class FileKind(StrEnum):
    """Kind of file with personal data (`soort dossier`); each is erased on its own."""

    RECOGNITION = "recognition"
    APPLICATION = "application"
    SANCTION = "sanction"
    MANDATE = "mandate"
    CHANGE = "reported_change"
    CONTROL = "control"


class Hold(StrEnum):
    """Why a file is kept although its term is over (`reden om langer te bewaren`)."""

    RUNNING_APPEAL = "running_appeal"
    OPEN_SANCTION = "open_sanction"
    OPEN_CASE = "open_case"
    RECOGNISED = "recognised"


YEARS: dict[FileKind, str] = {
    FileKind.RECOGNITION: "recognition.retention_years",
    FileKind.APPLICATION: "retention.application_years",
    FileKind.SANCTION: "retention.sanction_years",
    FileKind.MANDATE: "retention.mandate_years",
    FileKind.CHANGE: "retention.reported_change_years",
    FileKind.CONTROL: "retention.control_years",
}
"""The dated value with the term of each kind of file."""


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """`closed_on` is the last day of the file, None while it runs; `holds` is what still needs it."""

    closed_on: date | None
    holds: frozenset[Hold] = frozenset()


@dataclass(frozen=True, slots=True)
class Kept:
    """The last day on which the data are kept, None while nobody knows; and what keeps them after it."""

    until: date | None
    holds: tuple[Hold, ...]
    because: tuple[Version[int], ...]

    def is_over(self, on: date) -> bool:
        """Whether the data are to be erased on the day: from the day after the last one."""
        return self.until is not None and not self.holds and self.until < on


def keep_until(facts: RetentionFacts, years: Version[int]) -> Kept:
    """The last day on which the personal data of a file are kept.

    The anniversary itself is still a day of the term; what closed on 29 February is kept until 1 March.
    """
    until = None if facts.closed_on is None else add_years(facts.closed_on, years.value)
    return Kept(until, tuple(sorted(facts.holds)), (years,))


def closed_before(on: date, years: Version[int]) -> date:
    """A first sieve: no file that closed on this day or later can be over its term on `on`."""
    return add_years(on, -years.value)


def last_of(days: Iterable[date | None]) -> date | None:
    """The last of the days that are known."""
    return max((day for day in days if day is not None), default=None)
