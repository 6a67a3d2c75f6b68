"""Hours of an agreement from its week blocks: unrounded averages, and the smallest and largest week.

Law: art. 3 of the decree of 10 June 2016: the average leaves out statutory public holidays and holidays. Read
here as (`agreements.md` 1): a week that lies wholly in school holidays is left out, a public holiday on a
workplace day counts as worked. Every weekday counts with the hours of its week, so that an average depends
neither on the order of the blocks nor on where a block is cut in two.
"""

import calendar
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from functools import lru_cache

from duaal.casework.agreements.facts import KindFacts, WeekBlock
from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.foundation.kernel.school_calendar import school_holidays
from duaal.foundation.kernel.school_year import SchoolYear

CALENDAR_YEAR = "CALENDAR_YEAR"

HOUR = timedelta(hours=1) // timedelta(minutes=1)
TWO_DECIMALS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Week:
    """What one week holds, in minutes."""

    real: int = 0
    simulated: int = 0
    lessons: int = 0

    @property
    def workplace(self) -> int:
        return self.real + self.simulated

    @property
    def total(self) -> int:
        return self.real + self.simulated + self.lessons


@dataclass(frozen=True, slots=True)
class Average:
    """The unrounded weekly average, in hours, of one year or part of it; `year` as people write it."""

    year: str
    hours: Fraction

    @property
    def shown(self) -> str:
        """With two decimals, cut off: 19.995 never looks like 20."""
        hours = Decimal(self.hours.numerator) / Decimal(self.hours.denominator)
        return str(hours.quantize(TWO_DECIMALS, ROUND_DOWN))


@dataclass(frozen=True, slots=True)
class Placed:
    """One agreement as far as its hours go: the days it lasts, and its weeks as planned."""

    period: Period
    blocks: tuple[WeekBlock, ...]


@dataclass(frozen=True, slots=True)
class WorkplaceHours:
    """The planned hours at work of agreements that follow each other: until a day, and after it."""

    until: Fraction = Fraction(0)
    after: Fraction = Fraction(0)

    @property
    def total(self) -> Fraction:
        return self.until + self.after


class Hours:
    """The planned weeks of an agreement, day by day; days that no block covers are `unplanned`."""

    def __init__(self, facts: KindFacts, lesson_minutes: int) -> None:
        self.by_day = _by_day(facts, lesson_minutes)
        self.unplanned = tuple(
            day
            for day in weekdays(facts.period)
            if day not in self.by_day and is_training_week(monday_of(day)) and not is_holiday(day)
        )

    def averages(self, of: Callable[[Week], int], period: str) -> tuple[Average, ...]:
        """The average of each school year or calendar year, oldest first."""
        year: Callable[[date], Hashable] = SchoolYear.of if period != CALENDAR_YEAR else _calendar_year
        sums: dict[Hashable, list[int]] = defaultdict(list)
        for day in sorted(self.by_day):
            sums[year(day)].append(of(self.by_day[day]))
        return tuple(
            Average(str(label), Fraction(sum(minutes), len(minutes) * HOUR))
            for label, minutes in sums.items()
        )

    def lowest(self, of: Callable[[Week], int], period: str) -> Average | None:
        """The year with the lowest average: every year has to reach what is asked."""
        return min(self.averages(of, period), key=lambda average: average.hours, default=None)

    def fullest(self) -> tuple[date, Week] | None:
        """The first day of the fullest week."""
        return max(self.by_day.items(), key=lambda one: (one[1].total, -one[0].toordinal()), default=None)

    def emptiest(self) -> tuple[date, Week] | None:
        """The first day of the emptiest week."""
        return min(self.by_day.items(), key=lambda one: (one[1].total, one[0].toordinal()), default=None)


def workplace_hours(agreements: Iterable[Placed], *, on: date) -> WorkplaceHours:
    """One total of planned hours at work over all these agreements; each counts as long as it lasts.

    Not covered: suspensions, and days on which the learner was away.
    """
    until = after = Fraction(0)
    for one in agreements:
        for day, minutes in _at_work(one):
            hours = Fraction(minutes, calendar.SATURDAY * HOUR)
            until, after = (until + hours, after) if day <= on else (until, after + hours)
    return WorkplaceHours(until, after)


def covers(agreements: Iterable[Placed], *, from_day: date, least_hours: int) -> bool:
    """Whether what goes on from a day keeps a learner in training (`trajectory.md` E9).

    The average of its planned weeks, from the day on, has to reach the least hours a week at work.
    """
    days: dict[date, int] = defaultdict(int)
    for one in agreements:
        for day, minutes in _at_work(one):
            if day >= from_day:
                days[day] += minutes
    return bool(days) and Fraction(sum(days.values()), len(days) * HOUR) >= least_hours


def _at_work(one: Placed) -> Iterator[tuple[date, int]]:
    """Per weekday in a training week: the minutes at work of its week."""
    for block in one.blocks:
        for day in weekdays(block.period):
            if one.period.contains(day) and is_training_week(monday_of(day)):
                yield day, block.real + block.simulated


def weekdays(period: Period) -> Iterator[date]:
    """Monday to Friday in a period with a last day."""
    if period.last is None:
        raise ValueError(f"the period from {period.first} has no last day")
    day = period.first
    while day <= period.last:
        if day.weekday() < calendar.SATURDAY:
            yield day
        day += ONE_DAY


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def is_holiday(day: date) -> bool:
    """Whether it is a school holiday, or a day on which all schools are free."""
    return day in school_holidays(day.year)


@lru_cache(maxsize=1024)
def is_training_week(monday: date) -> bool:
    """Whether at least one day from Monday to Friday is no school holiday."""
    return any(not is_holiday(monday + timedelta(days=number)) for number in range(calendar.SATURDAY))


def _by_day(facts: KindFacts, lesson_minutes: int) -> dict[date, Week]:
    """For every weekday in a training week that a block covers: what its week holds, all blocks added."""
    found: dict[date, Week] = {}
    for block in facts.blocks:
        for day in weekdays(block.period):
            if is_training_week(monday_of(day)):
                before = found.get(day, Week())
                found[day] = Week(
                    before.real + block.real,
                    before.simulated + block.simulated,
                    before.lessons + block.lessons * lesson_minutes,
                )
    return found


def _calendar_year(day: date) -> int:
    return day.year
