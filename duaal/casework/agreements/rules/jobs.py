"""A student job (`studentenjob`) beside an agreement: its days, its hours, and what stands in the way.

The conditions are those of `student.py`. A day at the workplace is owed whole, as the worked example has it;
in lessons only the hours that touch (an assumption: the source says "at that moment"). For a young worker the
hours of all employers and of the lessons count together. Hours are only those known here.
"""

import calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from duaal.casework.agreements.rules.hours import HOUR, monday_of
from duaal.casework.agreements.rules.law import StudentLaw, TimetableLaw
from duaal.casework.agreements.rules.outcomes import Check, Finding, together
from duaal.casework.agreements.rules.student import (
    BENEFIT,
    DIMONA_STUDENT,
    Status,
    StudentFacts,
    check_student_contract,
)
from duaal.casework.agreements.rules.timetable import (
    Place,
    Shift,
    Span,
    TimetableFacts,
    check_timetable,
)
from duaal.foundation.kernel.period import ONE_DAY, Period

JOB_OVERLAP = "JOB_OVERLAP"

WEEK = timedelta(days=len(calendar.day_name))


@dataclass(frozen=True, slots=True)
class Job:
    """A student contract: on which weekdays (0 is Monday), from when to when, within a period."""

    period: Period
    weekdays: frozenset[int]
    span: Span
    pause: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.period.last is None:
            raise ValueError(f"a student contract from {self.period.first} has a last day")

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are worked."""
        return tuple(day for day in _days(self.period) if day.weekday() in self.weekdays)

    @property
    def shifts(self) -> tuple[Shift, ...]:
        breaks = (self.pause,) if self.pause is not None else ()
        return tuple(Shift(day, self.span, breaks, Place.OTHER_EMPLOYER) for day in self.days)

    def hours_in(self, year: int) -> int:
        """The hours of one calendar year, rounded up."""
        minutes = sum(shift.counted(0) for shift in self.shifts if shift.on.year == year)
        return ceil(minutes / HOUR)

    def days_shared_with(self, other: "Job") -> tuple[date, ...]:
        """The days on which another job has the same hours."""
        if not self.span.overlaps(other.span.first, other.span.last):
            return ()
        return tuple(sorted(set(self.days) & set(other.days)))

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({day.year for day in self.days}))


@dataclass(frozen=True, slots=True)
class AgreementDays:
    """An agreement as a job meets it: its period, the days that lie still unpaid, and every presence."""

    period: Period
    unpaid: tuple[Period, ...]
    shifts: tuple[Shift, ...]
    same_employer: bool


@dataclass(frozen=True, slots=True)
class JobFacts:
    """A job, the agreements it meets, and the other jobs of the learner that are known."""

    job: Job
    agreements: tuple[AgreementDays, ...]
    birth_date: date
    others: tuple[Job, ...] = ()
    has_benefit: bool = False
    paid_leave: bool = False
    sector: str = ""


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """Whether the job can be, its Dimona, and per calendar year the hours beside those of the tariff."""

    check: Check
    dimona: str
    hours: tuple[tuple[int, int, int], ...]


def check_job(
    facts: JobFacts, law_of: Callable[[date], StudentLaw], timetable_law: TimetableLaw
) -> JobOutcome:
    """Everything that stands in the way or warns; `law_of` gives the rules on student work of a day."""
    law = law_of(facts.job.period.first)
    benefit = (Finding(BENEFIT, (law.student_work,)),) if facts.has_benefit else ()
    checks = [Check(benefit, (law.student_work,))]
    checks.extend(_beside(facts, one, law) for one in facts.agreements)
    years = []
    for year in facts.job.years:
        hours = sum(one.hours_in(year) for one in (facts.job, *facts.others))
        day = max(facts.job.period.first, date(year, 1, 1))
        own = law_of(day)
        years.append((year, hours, own.student_hours.value))
        seen = StudentFacts(Period(day, day), same_employer=False, hours_used=hours)
        checks.append(check_student_contract(seen, own))
    clashes = {day for other in facts.others for day in facts.job.days_shared_with(other)}
    found = tuple(Finding(JOB_OVERLAP, (law.student_work,), on=day) for day in sorted(clashes))
    checks.extend((Check(found, (law.student_work,)), _limits(facts, timetable_law)))
    return JobOutcome(together(*checks), DIMONA_STUDENT, tuple(years))


def day_statuses(facts: JobFacts, agreement: AgreementDays) -> tuple[tuple[date, Status], ...]:
    """What the days of the job are under one agreement; a day that is not there is free."""
    shared = facts.job.period.intersection(agreement.period)
    if shared is None:
        return ()
    worked, found = set(facts.job.days), []
    for day in _days(shared):
        if any(period.contains(day) for period in agreement.unpaid):
            on_leave = facts.paid_leave and day in worked
            found.append((day, Status.PAID_LEAVE if on_leave else Status.UNPAID_SUSPENSION))
        elif day in worked and _is_owed(facts.job, agreement, day):
            found.append((day, Status.PRESENT))
    return tuple(found)


def _beside(facts: JobFacts, agreement: AgreementDays, law: StudentLaw) -> Check:
    shared = facts.job.period.intersection(agreement.period)
    if shared is None:
        return Check((), (law.student_work,))
    days = day_statuses(facts, agreement)
    return check_student_contract(StudentFacts(shared, agreement.same_employer, days), law)


def _is_owed(job: Job, agreement: AgreementDays, day: date) -> bool:
    """Whether the learner has to be elsewhere that day: at the workplace, or in lessons at those hours."""
    return any(
        shift.on == day
        and (shift.place != Place.LESSONS or shift.span.overlaps(job.span.first, job.span.last))
        for shift in agreement.shifts
    )


def _limits(facts: JobFacts, law: TimetableLaw) -> Check:
    """What working time finds only because of the job, in the weeks that it touches."""
    job = facts.job
    first = monday_of(job.period.first)
    last = monday_of(_last(job.period)) + WEEK - ONE_DAY
    elsewhere = [*(one for other in facts.others for one in other.shifts)]
    known = [*(one for agreement in facts.agreements for one in agreement.shifts), *elsewhere]
    before = [shift for shift in known if first <= shift.on <= last]
    already = {(one.code, one.on) for one in _timetable(facts, before, law).findings}
    check = _timetable(facts, [*before, *job.shifts], law)
    return Check(tuple(one for one in check.findings if (one.code, one.on) not in already), check.because)


def _timetable(facts: JobFacts, shifts: Sequence[Shift], law: TimetableLaw) -> Check:
    seen = TimetableFacts(birth_date=facts.birth_date, shifts=tuple(shifts), sector=facts.sector)
    return check_timetable(seen, law)


def _days(period: Period) -> Iterator[date]:
    day = period.first
    while day <= _last(period):
        yield day
        day += ONE_DAY


def _last(period: Period) -> date:
    assert period.last is not None
    return period.last
