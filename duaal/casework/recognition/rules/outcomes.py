"""What the rules of recognition give back: an answer and the dated values it stands on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from duaal.casework.recognition.facts import Verdict
from duaal.foundation.kernel.period import Period
from duaal.foundation.lawbook.dated import Certainty, Version, weakest


@dataclass(frozen=True, slots=True)
class FactUsed:
    """One fact that a verdict looked at: its name in `facts.py`, and its value or what was counted."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict (`oordeel`) of the rules on one condition, with the law and the facts it used.

    `reference` is that of the mentor for M-conditions, empty for U-conditions.
    """

    code: str
    verdict: Verdict
    because: tuple[Version[Any], ...]
    facts: tuple[FactUsed, ...]
    reference: str = ""

    @property
    def is_met(self) -> bool:
        return self.verdict == Verdict.MET

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of a grant: neither met, nor a duty for later."""
        return self.verdict not in (Verdict.MET, Verdict.LATER)

    @property
    def certainty(self) -> Certainty:
        return weakest(version.certainty for version in self.because)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The term to decide (`beslissingstermijn`): closed, counted in dates.

    `last_day` is the legal end. `working_target` is the end "without the waiting days", None when nothing
    was asked or when waiting already moved the legal end. `waiting_days` counts the days between question
    and answer.
    """

    last_day: date
    working_target: date | None
    waiting_days: int
    because: tuple[Version[Any], ...]


@dataclass(frozen=True, slots=True)
class Validity:
    """Validity of a recognition (`geldigheidsduur`)."""

    period: Period
    because: tuple[Version[Any], ...]

    @property
    def last_day(self) -> date:
        if self.period.last is None:
            raise ValueError("a recognition always has a last day")
        return self.period.last


@dataclass(frozen=True, slots=True)
class TrainingDeadline:
    """Until when a mentor must have followed the training (`mentoropleiding`); `plan_by` only where asked."""

    follow_by: date
    plan_by: date | None
    min_hours: int | None
    because: tuple[Version[Any], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A last day (`termijn`) and the dated values it stands on."""

    last_day: date
    because: tuple[Version[Any], ...]
