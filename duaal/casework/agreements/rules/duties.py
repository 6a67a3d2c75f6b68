"""Who tells whom what about an agreement, and by when (`meldingsplicht`).

Law: arts. 22 and 24 of the decree of 10 June 2016, arts. 20 and 22 of that of 25 March 2022; the days of the
end reports are assumed (`agreements.md` 5 and 6). A part-time contract has none of these. An end by the
withdrawal of the recognition is decided by the partnerships, so that nobody tells them (an assumption).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duaal.casework.agreements.facts import Kind, Party
from duaal.casework.agreements.rules.law import EndingLaw, SuspensionLaw
from duaal.casework.agreements.rules.outcomes import Day
from duaal.casework.agreements.rules.suspension import (
    Suspension,
    long_stretches,
    notice_day,
    resumption_due,
)
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.lawbook.dated import Version

PLANNED_ENDS = frozenset({"ENDED_TERM", "ENDED_SUCCESS"})
BY_WITHDRAWAL = "ENDED_RECOGNITION"


class Duty(StrEnum):
    """What has to be told (`melding`)."""

    LONG_SUSPENSION = "LONG_SUSPENSION"
    RESUMPTION = "RESUMPTION"
    END_BY_COMPANY = "END_BY_COMPANY"
    END_BY_LEARNER = "END_BY_LEARNER"
    EARLY_END = "EARLY_END"


TOLD_HERE = frozenset({Duty.LONG_SUSPENSION, Duty.RESUMPTION, Duty.EARLY_END})
"""What is told with a step of its own; the end reports have theirs."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to tell: by whom to whom, about which day, from when, and at the latest when."""

    duty: Duty
    by: Party
    to: Party
    about: date
    since: date
    last: Day


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What the duties follow from; `ended_as` is empty as long as the agreement did not end."""

    kind: Kind
    suspensions: tuple[Suspension, ...] = ()
    ended_on: date | None = None
    ended_as: str = ""


def duties(facts: DutyFacts, suspension: SuspensionLaw, ending: EndingLaw, *, on: date) -> tuple[Due, ...]:
    """Everything that had to be told by the day or has to be told now, the oldest first."""
    if facts.kind not in ending.ending_kinds.value:
        return ()
    found = [*_of_suspensions(facts, suspension), *_of_the_end(facts, ending)]
    return tuple(sorted((one for one in found if one.since <= on), key=lambda one: one.last.day))


def _of_suspensions(facts: DutyFacts, law: SuspensionLaw) -> Iterator[Due]:
    for stretch in long_stretches(facts.suspensions, law):
        told = notice_day(stretch, law)
        if told is None or _is_after(told.day, facts.ended_on):
            continue
        yield Due(Duty.LONG_SUSPENSION, Party.COMPANY, Party.COUNSELLOR, stretch.first, told.day, told)
        back = resumption_due(stretch, law)
        if back is None or stretch.last is None or _is_after(stretch.last + ONE_DAY, facts.ended_on):
            continue
        since = stretch.last + ONE_DAY
        yield Due(Duty.RESUMPTION, Party.COMPANY, Party.COUNSELLOR, stretch.first, since, back)


def _of_the_end(facts: DutyFacts, law: EndingLaw) -> Iterator[Due]:
    ended = facts.ended_on
    if ended is None or not facts.ended_as or facts.ended_as in PLANNED_ENDS:
        return
    report = _day(ended, law.end_report_days)
    yield Due(Duty.END_BY_COMPANY, Party.COMPANY, Party.COUNSELLOR, ended, ended, report)
    yield Due(Duty.END_BY_LEARNER, Party.LEARNER, Party.COUNSELLOR, ended, ended, report)
    if facts.ended_as != BY_WITHDRAWAL:
        register = _day(ended, law.end_register_days)
        yield Due(Duty.EARLY_END, Party.COUNSELLOR, Party.PARTNERSHIP, ended, ended, register)


def _day(ended: date, days: Version[int]) -> Day:
    return Day(ended + timedelta(days=days.value), (days,))


def _is_after(day: date, ended: date | None) -> bool:
    """Whether a day comes after the end: who does not come back has no resumption to tell."""
    return ended is not None and day > ended
