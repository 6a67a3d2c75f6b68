"""Years and months later, with one convention for the days that a year or a month does not have.

A year after 29 February is 1 March, so that a term of years never loses its last day; a month after the
31st is the last day of a shorter month.
"""

import calendar
from datetime import date


def add_years(day: date, years: int) -> date:
    """The same day so many years later (or earlier); 29 February becomes 1 March in a year without it."""
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def add_months(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def full_years(since: date, on: date) -> int:
    """Complete years between two days; the anniversary itself counts, as for a birthday."""
    years = on.year - since.year
    return years if add_years(since, years) <= on else years - 1
