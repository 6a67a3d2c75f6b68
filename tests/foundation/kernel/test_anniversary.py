from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.anniversary import add_months, add_years, full_years

DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2020, 2, 29), 5, date(2025, 3, 1)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2020, 2, 28), 5, date(2025, 2, 28)),
        (date(2025, 3, 1), -1, date(2024, 3, 1)),
    ],
)
def test_a_year_after_29_february_is_1_march(day, years, expected):
    assert add_years(day, years) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2031, 8, 31), -6, date(2031, 2, 28)),
        (date(2024, 8, 31), -6, date(2024, 2, 29)),
        (date(2024, 3, 15), 6, date(2024, 9, 15)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 1, 31), -1, date(2023, 12, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
    assert add_months(day, months) == expected


def test_a_birthday_counts_and_the_day_before_does_not():
    born = date(2001, 6, 10)

    assert full_years(born, date(2026, 6, 9)) == 24
    assert full_years(born, date(2026, 6, 10)) == 25


@given(DAYS, st.integers(0, 60))
def test_full_years_counts_what_add_years_adds(day, years):
    anniversary = add_years(day, years)

    assert full_years(day, anniversary) == years
    assert full_years(day, anniversary - timedelta(days=1)) == years - 1


@given(DAYS, st.integers(-60, 60), st.integers(0, 12))
def test_more_months_never_lead_to_an_earlier_day(day, months, more):
    assert add_months(day, months) <= add_months(day, months + more)
