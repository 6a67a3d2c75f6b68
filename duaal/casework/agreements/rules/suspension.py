"""Suspensions of an agreement (`schorsing`): grounds, who is told by when, and the first period.

Law: arts. 18-23 and 25 of the decree of 10 June 2016, arts. 18-21 and 23 of that of 25 March 2022. Days are
calendar days. A planned school holiday is no long suspension (an assumption: every summer would be one);
suspensions that touch are one (an assumption). Not covered: amounts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.rules.law import SuspensionLaw
from duaal.casework.agreements.rules.outcomes import Check, Day, Finding, Versions, used
from duaal.foundation.kernel.period import ONE_DAY, Period

LABOUR_LAW = "LABOUR_LAW"
GROUND_NOT_KNOWN = "GROUND_NOT_KNOWN"
OUTSIDE_AGREEMENT = "OUTSIDE_AGREEMENT"
NOTICE_DUE = "NOTICE_DUE"
MAY_END = "MAY_END"

NO_PAY = "NO_PAY"
"""An internship agreement has no allowance, whatever the ground."""


class Ground(StrEnum):
    """Why the execution lies still (`schorsingsgrond`); the lawbook says who pays."""

    SCHOOL_HOLIDAY = "school_holiday"
    SICKNESS = "sickness"
    WORK_ACCIDENT = "work_accident"
    BIRTH_LEAVE = "birth_leave"
    PROPHYLACTIC_LEAVE = "prophylactic_leave"
    PARTIAL_INCAPACITY = "partial_incapacity"
    SHORT_LEAVE = "short_leave"
    TEMPORARY_UNEMPLOYMENT = "temporary_unemployment"
    TEMPORARY_EXCLUSION = "temporary_exclusion"
    EXCLUSION_UNDER_APPEAL = "exclusion_under_appeal"
    PREVENTIVE_SUSPENSION = "preventive_suspension"


@dataclass(frozen=True, slots=True)
class Suspension:
    """One suspension, from its first to its last day; None as long as it lasts."""

    ground: Ground
    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"a suspension of {self.first} cannot end on {self.last}")

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Suspensions that touch, as one (`aaneengesloten schorsing`)."""

    first: date
    last: date | None

    def is_over(self, day: date) -> bool:
        return self.last is not None and self.last < day


@dataclass(frozen=True, slots=True)
class SuspensionCheck:
    """Whether the suspension can stand, and who pays meanwhile."""

    check: Check
    pay: str | None


def check_suspension(
    suspension: Suspension, *, kind: Kind, period: Period, law: SuspensionLaw
) -> SuspensionCheck:
    """Whether the ground exists for this kind of agreement, within its days; and the code of who pays."""
    if kind not in law.ending_kinds.value:
        found = Finding(LABOUR_LAW, (law.ending_kinds,), used(kind=kind))
        return SuspensionCheck(Check((found,), (law.ending_kinds,)), None)
    findings = []
    ground = law.grounds.get(suspension.ground)
    if ground is None:
        findings.append(Finding(GROUND_NOT_KNOWN, (law.ending_kinds,), used(ground=suspension.ground)))
    if not period.contains(suspension.first):
        seen = used(first=suspension.first)
        findings.append(Finding(OUTSIDE_AGREEMENT, (law.ending_kinds,), seen, on=suspension.first))
    because: Versions = (law.ending_kinds, ground) if ground else (law.ending_kinds,)
    pay = ground.value if ground else None
    return SuspensionCheck(Check(tuple(findings), because), NO_PAY if pay and kind == Kind.SAO else pay)


def long_stretches(suspensions: Iterable[Suspension], law: SuspensionLaw) -> tuple[Stretch, ...]:
    """The suspensions that count for the long terms, those that touch taken together, oldest first."""
    holidays_count = law.holidays_are_long_suspensions.value
    counted = [one for one in suspensions if holidays_count or one.ground != Ground.SCHOOL_HOLIDAY]
    found: list[Stretch] = []
    for one in sorted(counted, key=lambda one: one.first):
        before = found[-1] if found else None
        if before is None or (before.last is not None and one.first > before.last + ONE_DAY):
            found.append(Stretch(one.first, one.last))
        elif before.last is not None and (one.last is None or one.last > before.last):
            found[-1] = Stretch(before.first, one.last)
    return tuple(found)


def notice_day(stretch: Stretch, law: SuspensionLaw) -> Day | None:
    """The day from which the company informs the counsellor: the first after the allowed days; None when
    the suspension was over by then.
    """
    days = law.suspension_notice_days
    day = stretch.first + timedelta(days=days.value)
    return None if stretch.is_over(day) else Day(day, (days, law.holidays_are_long_suspensions))


def resumption_due(stretch: Stretch, law: SuspensionLaw) -> Day | None:
    """The last day for the company to report the resumption; only after a suspension that had to be told."""
    if stretch.last is None or notice_day(stretch, law) is None:
        return None
    days = law.resumption_report_days
    because = (days, law.suspension_notice_days, law.holidays_are_long_suspensions)
    return Day(stretch.last + ONE_DAY + timedelta(days=days.value), because)


def may_end_from(stretch: Stretch, law: SuspensionLaw) -> Day | None:
    """The first day on which company or learner may end the agreement; None when it was over by then."""
    days = law.long_suspension_days
    day = stretch.first + timedelta(days=days.value)
    return None if stretch.is_over(day) else Day(day, (days, law.holidays_are_long_suspensions))


def warnings_on(suspensions: Iterable[Suspension], law: SuspensionLaw, *, on: date) -> Check:
    """What the suspensions that run on the day ask for: tell the counsellor, or the right to end."""
    because = (law.suspension_notice_days, law.long_suspension_days, law.holidays_are_long_suspensions)
    found = []
    for stretch in long_stretches(suspensions, law):
        if stretch.first > on or stretch.is_over(on):
            continue
        for code, day in ((NOTICE_DUE, notice_day(stretch, law)), (MAY_END, may_end_from(stretch, law))):
            if day is not None and day.day <= on:
                found.append(Finding(code, day.because, used(since=day.day), blocks=False, on=day.day))
    return Check(tuple(found), because)


def early_window(starts_on: date, suspensions: Iterable[Suspension], law: SuspensionLaw) -> Day | None:
    """The last day on which a notice without a ground can be received; the first day is day 1.

    Every suspended day within the window lengthens it by one; None as long as a suspension has no end.
    """
    because: Versions = (
        law.early_end_window_days,
        law.early_end_window_counting,
        law.holidays_lengthen_window,
    )
    lengthens = law.holidays_lengthen_window.value
    counted = [one for one in suspensions if lengthens or one.ground != Ground.SCHOOL_HOLIDAY]
    day, left = starts_on - ONE_DAY, law.early_end_window_days.value
    while left:
        day += ONE_DAY
        lying = [one for one in counted if one.period.contains(day)]
        if any(one.last is None for one in lying):
            return None
        left -= not lying
    return Day(day, because)
