"""Pure computations on sanctions: shortcoming codes, the day of effect, the end of an exclusion.

Values are those of `recognition.md` 11; all of them are assumptions of this project, and dated.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from duaal.casework.recognition.rules.law import MENTOR_CONDITIONS, UNDERTAKING_CONDITIONS
from duaal.casework.recognition.rules.terms import receipt_of_decision
from duaal.casework.recognition.sanctions.states import WithdrawalGround
from duaal.foundation.kernel.anniversary import add_months
from duaal.foundation.lawbook.dated import Version

CONDITIONS = UNDERTAKING_CONDITIONS + MENTOR_CONDITIONS
"""A condition that is no longer met (art. 7 § 1, "to stay recognised")."""

DUTIES = (
    "D1",
    "D2",
    "D4",
    "D5",
    "D6",
    "D7",
    "D8",
    "D9",
    "D10",
    "D11",
    "D12",
    "D13",
    "D14",
    "D15",
    "D16",
    "D17",
)
"""A duty of art. 11 (the number is that of its point) or art. 14 that is not kept; point 3 ended in 2020."""

SHORTCOMINGS = CONDITIONS + DUTIES

CODES_OF = {WithdrawalGround.CONDITION_LOST: CONDITIONS, WithdrawalGround.DUTY_BREACH: DUTIES}


@dataclass(frozen=True, slots=True)
class EffectLaw:
    """The dated values behind the day on which a withdrawal takes effect."""

    receipt_working_days: Version[int]
    effect_days: Version[int]
    effect_days_in_danger: Version[int]


@dataclass(frozen=True, slots=True)
class Effect:
    """When a decision counts as received, when it takes effect, and the dated values behind both."""

    received_on: date
    day: date
    because: tuple[Version[Any], ...]


def effect_of_withdrawal(
    decided_on: date, read_on: date | None, *, in_danger: bool, last_day: date, law: EffectLaw
) -> Effect:
    """The day of effect: some days after receipt, never after the last day of the recognition itself.

    With danger for a learner the day of the decision counts instead of its receipt, so that nobody stays in
    danger because a decision was not opened.
    """
    receipt = receipt_of_decision(decided_on, read_on, law.receipt_working_days)
    if in_danger:
        day = decided_on + timedelta(days=law.effect_days_in_danger.value)
        return Effect(receipt.last_day, min(day, last_day), (law.effect_days_in_danger,))
    day = receipt.last_day + timedelta(days=law.effect_days.value)
    return Effect(receipt.last_day, min(day, last_day), (*receipt.because, law.effect_days))


def last_end_of_exclusion(from_day: date, max_months: Version[int]) -> date:
    """The latest last day of a temporary exclusion that begins on the day."""
    return add_months(from_day, max_months.value) - timedelta(days=1)


def hearing_term(invited_on: date, days: Version[int]) -> date:
    """The last day to react to an invitation to be heard."""
    return invited_on + timedelta(days=days.value)


def last_day_of_precaution(since: date, max_days: Version[int]) -> date:
    """The last day of the longest precaution that begins on the day; the first day counts."""
    return since + timedelta(days=max_days.value - 1)
