"""What the six criteria of the social security look at, from the hours of an agreement (`agreements.md` 7).

The lesson hours are those of the planned weeks; the part of a year is that of the training weeks, the weeks
that lie wholly in school holidays left out of both (an assumption: the source says only "in proportion").
"""

import calendar
from datetime import date
from fractions import Fraction

from duaal.casework.agreements.facts import KindFacts
from duaal.casework.agreements.rules.hours import HOUR, Hours, is_training_week, monday_of, weekdays
from duaal.casework.agreements.rules.law import KindLaw
from duaal.casework.agreements.rules.security import StatusFacts
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.school_year import SchoolYear

DAYS_A_WEEK = calendar.SATURDAY  # the hours of a week stand on each of its weekdays


def status_facts(
    facts: KindFacts,
    law: KindLaw,
    *,
    birth_date: date,
    leads_to_qualification: bool,
    rewarded: bool,
    exempted: int = 0,
) -> StatusFacts:
    """The facts of the criteria for an agreement with these hours; `exempted` are hours of lessons that the
    learner need not follow, which count as followed.
    """
    hours = Hours(facts, law.lesson_minutes.value)
    lowest = hours.lowest(lambda week: week.real, law.hours_average_period.value)
    weeks = hours.by_day.values()
    lessons = Fraction(sum(week.lessons for week in weeks), DAYS_A_WEEK * HOUR)
    return StatusFacts(
        starts_on=facts.period.first,
        birth_date=birth_date,
        average=lowest.hours if lowest is not None else Fraction(0),
        lesson_hours=lessons + exempted,
        share=share_of_a_year(facts.period),
        alternates=any(week.workplace for week in weeks) and any(week.lessons for week in weeks),
        leads_to_qualification=leads_to_qualification,
        rewarded=rewarded,
    )


def share_of_a_year(period: Period) -> Fraction:
    """How much of a year of training a period is; more than one when it lasts longer."""
    days: dict[SchoolYear, int] = {}
    for day in weekdays(period):
        if is_training_week(monday_of(day)):
            days[SchoolYear.of(day)] = days.get(SchoolYear.of(day), 0) + 1
    return sum((Fraction(number, _training_days(year)) for year, number in days.items()), Fraction(0))


def _training_days(year: SchoolYear) -> int:
    found = weekdays(Period(year.first_day, year.last_day))
    return sum(1 for day in found if is_training_week(monday_of(day)))
