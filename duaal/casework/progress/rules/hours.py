"""The hours of a training plan per week and on average over a school year (arts. 357/3 and 357/58)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from duaal.casework.progress.facts import BlockFacts, PlanFacts
from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear

MINUTES = timedelta(hours=1) // timedelta(minutes=1)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Week:
    """One week with training: its first training day, and its minutes as planned."""

    first_day: date
    workplace: Fraction
    total: Fraction
    is_planned: bool


@dataclass(frozen=True, slots=True)
class YearHours:
    """The average hours a week (`weekgemiddelde`) of a plan in one school year, over its training weeks."""

    school_year: SchoolYear
    weeks: int
    workplace: Fraction
    total: Fraction


def weeks_of(plan: PlanFacts, calendar: SchoolCalendar, *, lesson_minutes: int) -> tuple[Week, ...]:
    """The training weeks of the plan; weeks fully inside school holidays are left out.

    In a week in which the hours change, each training day counts for its part.
    """
    return tuple(
        _week(days, plan.blocks, lesson_minutes) for days in _training_weeks(plan.period, calendar) if days
    )


def averages(weeks: tuple[Week, ...]) -> tuple[YearHours, ...]:
    """Per school year: planned hours in the training weeks, divided by their number."""
    years = sorted({SchoolYear.of(week.first_day).start for week in weeks})
    found = []
    for year in map(SchoolYear, years):
        own = [week for week in weeks if year.contains(week.first_day)]
        workplace = sum((week.workplace for week in own), Fraction(0)) / len(own) / MINUTES
        total = sum((week.total for week in own), Fraction(0)) / len(own) / MINUTES
        found.append(YearHours(year, len(own), workplace, total))
    return tuple(found)


def _training_weeks(period: Period, calendar: SchoolCalendar) -> Iterator[list[date]]:
    last = period.last or period.first
    monday = period.first - timedelta(days=period.first.weekday())
    while monday <= last:
        days = [monday + ONE_DAY * number for number in range(WEEK.days)]
        yield [day for day in days if period.contains(day) and calendar.is_training_day(day)]
        monday += WEEK


def _week(days: list[date], blocks: tuple[BlockFacts, ...], lesson_minutes: int) -> Week:
    running = [[block for block in blocks if block.period.contains(day)] for day in days]
    workplace = sum(block.workplace_minutes for of_day in running for block in of_day)
    lessons = sum(block.lessons for of_day in running for block in of_day)
    total = workplace + lessons * lesson_minutes
    return Week(days[0], Fraction(workplace, len(days)), Fraction(total, len(days)), all(running))
