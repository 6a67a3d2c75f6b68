"""Training days and working days in Flanders.

A training day (`opleidingsdag`) is a day on which lessons, equivalent activities or workplace training are
organised (art. 357/22 of the Codex Secundair Onderwijs): no weekend, school holiday, public holiday or day on
which this school is free. A working day is any day but a weekend or a public holiday.

The holidays come from the `holidays` package. Its public holidays include Easter Sunday and Whit Sunday,
which are no public holidays in Belgium; both fall on a Sunday, so that they change no count here.

Not covered: Saturday lessons, and lessons that a school organises during a school holiday.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.metadata import version

import holidays

from duaal.foundation.kernel.period import ONE_DAY, Period
from duaal.foundation.kernel.school_year import SchoolYear

VERSION = f"holidays {version('holidays')}"
"""The calendar in use; a computed term that must be explained later keeps it."""

SUNDAY_FEASTS = ("Easter Sunday", "Pentecost")
LONGEST_GAP = timedelta(days=366)


class NoTrainingDay(ValueError):
    """No training day was found within a year: the school calendar handed in is wrong."""


class NoSchoolCalendar(ValueError):
    """The school holidays of a year are not known (before 2010, after 2100): nothing is counted in it."""


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The days on which one provider organises training (`schoolkalender`).

    `local_free_days` are the free days a school chooses itself, `closed` are longer periods without training.
    """

    local_free_days: frozenset[date] = frozenset()
    closed: tuple[Period, ...] = ()

    def is_training_day(self, day: date) -> bool:
        return (
            day.weekday() < 5
            and day not in school_holidays(day.year)
            and day not in self.local_free_days
            and not any(period.contains(day) for period in self.closed)
        )

    def training_day_from(self, day: date) -> date:
        """The day itself when it is a training day, else the next one."""
        limit = day + LONGEST_GAP
        while not self.is_training_day(day):
            day += ONE_DAY
            if day > limit:
                raise NoTrainingDay(f"no training day in the year before {day}")
        return day

    def nth_training_day(self, first: date, number: int) -> date:
        """The so many-th training day of a count of which `first` is day 1, when it is a training day
        itself.
        """
        if number < 1:
            raise ValueError(f"the count starts at day 1, not at {number}")
        day = self.training_day_from(first)
        return self.add_training_days(day, number - 1)

    def add_training_days(self, day: date, number: int) -> date:
        """The day that lies so many training days after the given one, itself not counted."""
        if number < 0:
            raise ValueError(f"cannot add {number} training days")
        for _ in range(number):
            day = self.training_day_from(day + ONE_DAY)
        return day

    def count_training_days(self, first: date, last: date) -> int:
        """How many training days lie from `first` to `last`, both included; 0 when `last` comes first."""
        return sum(self.is_training_day(day) for day in _days(first, last))

    def training_days_of(self, year: SchoolYear) -> int:
        """How many training days a school year has."""
        return self.count_training_days(year.first_day, year.last_day)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """The legal public holidays (`wettelijke feestdagen`) of a calendar year: ten in Belgium."""
    found = holidays.country_holidays("BE", years=[year], categories=("public",), language="en_US")
    return frozenset(day for day in found if set(found.get_list(day)) - set(SUNDAY_FEASTS))


@lru_cache(maxsize=64)
def school_holidays(year: int) -> frozenset[date]:
    """The school holidays of Flanders (`schoolvakanties`) in a calendar year, public holidays included.

    Raises `NoSchoolCalendar` for a year of which they are not known.
    """
    found = holidays.country_holidays("BE", subdiv="Flemish", years=[year], categories=("school",))
    if not found:
        raise NoSchoolCalendar(f"the school holidays of {year} are not known")
    return frozenset(found)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in public_holidays(day.year)


def on_working_day(day: date) -> date:
    """The day itself when it is a working day, else the next one: where a last day moves to."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def add_working_days(day: date, number: int) -> date:
    """The day that lies so many working days after the given one, itself not counted."""
    if number < 0:
        raise ValueError(f"cannot add {number} working days")
    for _ in range(number):
        day = on_working_day(day + ONE_DAY)
    return day


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
