"""Whether an alternating learner may work as a student (`studentenovereenkomst`) beside the agreement.

Law: royal decree of 14 July 1995 as changed on 10 July 2017; `agreements.md` 8. The yearly hours limit the
tariff and not the right: past them it only warns.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.casework.agreements.rules.law import StudentLaw
from duaal.casework.agreements.rules.outcomes import Check, Finding, Versions, used
from duaal.foundation.kernel.period import ONE_DAY, Period

SAME_EMPLOYER = "SAME_EMPLOYER"
PRESENCE_DUTY = "PRESENCE_DUTY"
BENEFIT = "BENEFIT"
PAID_LEAVE = "PAID_LEAVE"
OWN_EMPLOYER_IN_SUMMER = "OWN_EMPLOYER_IN_SUMMER"
HOURS_OVER_QUOTA = "HOURS_OVER_QUOTA"

DIMONA_STUDENT = "STU"


class Status(StrEnum):
    """What a day is under the agreement."""

    FREE = "free"
    PRESENT = "present"
    UNPAID_SUSPENSION = "unpaid_suspension"
    PAID_LEAVE = "paid_leave"


@dataclass(frozen=True, slots=True)
class StudentFacts:
    """A student contract beside an agreement.

    `days` says what the days of the contract are under the agreement; a day that is not there is free.
    `hours_used` are the hours of the calendar year, those of this contract included.
    """

    period: Period
    same_employer: bool
    days: tuple[tuple[date, Status], ...] = ()
    has_benefit: bool = False
    hours_used: int | None = None


def check_student_contract(facts: StudentFacts, law: StudentLaw) -> Check:
    """Every conflict: the own employer outside the summer, presence that is owed, a benefit, paid leave."""
    if facts.period.last is None:
        raise ValueError(f"a student contract from {facts.period.first} has a last day")
    known = dict(facts.days)
    inside = [day for day in sorted(known) if facts.period.contains(day)]
    found: list[Finding] = []
    if facts.same_employer:
        found.extend(_own_employer(facts, law, known))
    for day in inside:
        if known[day] == Status.PRESENT:
            found.append(Finding(PRESENCE_DUTY, (law.student_work,), on=day))
    if facts.has_benefit:
        found.append(Finding(BENEFIT, (law.student_work,)))
    quota = law.student_hours
    if facts.hours_used is not None and facts.hours_used > quota.value:
        seen = used(hours=facts.hours_used, quota=quota.value)
        found.append(Finding(HOURS_OVER_QUOTA, (quota,), seen, blocks=False))
    because: Versions = (law.student_work, *(one for finding in found for one in finding.because))
    return Check(tuple(found), tuple(dict.fromkeys(because)))


def _own_employer(facts: StudentFacts, law: StudentLaw, known: dict[date, Status]) -> list[Finding]:
    """Only in the summer, when every day is one of unpaid suspension; even then with a warning."""
    because: Versions = (law.student_work, law.student_summer, law.summer_from, law.summer_until)
    days = _days(facts.period)
    outside = [day for day in days if not _in_summer(day, law)]
    if outside or not law.student_summer.value:
        return [Finding(SAME_EMPLOYER, because, on=outside[0] if outside else facts.period.first)]
    found = [Finding(OWN_EMPLOYER_IN_SUMMER, because, blocks=False, on=facts.period.first)]
    for day in days:
        status = known.get(day, Status.FREE)
        if status == Status.PAID_LEAVE:
            found.append(Finding(PAID_LEAVE, because, on=day))
        elif status != Status.UNPAID_SUSPENSION:
            found.append(Finding(SAME_EMPLOYER, because, used(status=status), on=day))
    return found


def _days(period: Period) -> list[date]:
    found, day = [], period.first
    while period.contains(day):
        found.append(day)
        day += ONE_DAY
    return found


def _in_summer(day: date, law: StudentLaw) -> bool:
    return law.summer_from.value <= f"{day:%m-%d}" <= law.summer_until.value
