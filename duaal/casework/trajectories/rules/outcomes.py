"""What the rules on learners give back: an answer and the dated values it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.foundation.lawbook.dated import Certainty, Version, weakest


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of admission (`toelatingsvoorwaarde`): met or not, with the law it stands on."""

    code: str
    is_met: bool
    because: tuple[Version[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a learner may enter (`toelating`): every condition that fails, and what only informs."""

    conditions: tuple[Condition, ...]
    notes: tuple[str, ...]

    @property
    def blockers(self) -> tuple[str, ...]:
        return tuple(condition.code for condition in self.conditions if not condition.is_met)

    @property
    def is_admitted(self) -> bool:
        return not self.blockers

    @property
    def because(self) -> tuple[Version[Any], ...]:
        return tuple(version for condition in self.conditions for version in condition.because)


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """The days that are left to find a workplace (`zoektijd`) from the first day of one search.

    `first_day` is day 1 of the count. `last_day` is the last day on which an agreement can be concluded;
    None when nothing can run out, or when no day was left (`days_left` 0). `next_year` tells that the school
    year ends before the days do, so that the count begins anew in the next one.
    """

    first_day: date | None
    days_left: int | None
    last_day: date | None
    next_year: bool
    because: tuple[Version[Any], ...]

    @property
    def is_used_up(self) -> bool:
        return self.days_left == 0

    @property
    def certainty(self) -> Certainty:
        return certainty_of(self.because)


@dataclass(frozen=True, slots=True)
class Term:
    """A last day (`termijn`) and the dated values it stands on."""

    last_day: date
    because: tuple[Version[Any], ...]


def certainty_of(because: Iterable[Version[Any]]) -> Certainty:
    """The weakest mark of the values used."""
    return weakest(version.certainty for version in because)
