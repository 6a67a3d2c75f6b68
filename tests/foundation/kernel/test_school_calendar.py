from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.school_calendar import (
    VERSION,
    NoSchoolCalendar,
    NoTrainingDay,
    SchoolCalendar,
    add_working_days,
    is_working_day,
    on_working_day,
    public_holidays,
    school_holidays,
)
from duaal.foundation.kernel.school_year import SchoolYear

CALENDAR = SchoolCalendar()
DAYS = st.dates(date(2017, 9, 1), date(2032, 8, 31))


@pytest.mark.parametrize(
    ("first", "number", "expected"),
    [
        pytest.param(date(2025, 9, 1), 20, date(2025, 9, 26), id="from the first lesson"),
        pytest.param(date(2025, 9, 1), 40, date(2025, 10, 24), id="extended"),
        pytest.param(date(2025, 9, 1), 60, date(2025, 12, 1), id="buso"),
        pytest.param(date(2025, 10, 16), 20, date(2025, 11, 20), id="after an agreement"),
        pytest.param(date(2025, 10, 16), 40, date(2025, 12, 18), id="after an agreement, extended"),
        pytest.param(date(2025, 10, 16), 8, date(2025, 11, 3), id="eight days left"),
        pytest.param(date(2026, 5, 16), 20, date(2026, 6, 15), id="from a Saturday"),
        pytest.param(date(2025, 10, 20), 20, date(2025, 11, 24), id="first lesson attended later"),
    ],
)
def test_the_nth_training_day_is_the_one_the_rulebook_prints(first, number, expected):
    assert CALENDAR.nth_training_day(first, number) == expected


@pytest.mark.parametrize(
    ("day", "is_training"),
    [
        pytest.param(date(2025, 10, 24), True, id="Friday before the autumn holiday"),
        pytest.param(date(2025, 10, 27), False, id="first day of the autumn holiday"),
        pytest.param(date(2025, 11, 3), True, id="first day after it"),
        pytest.param(date(2025, 11, 11), False, id="Armistice Day"),
        pytest.param(date(2026, 5, 15), False, id="Friday after Ascension"),
        pytest.param(date(2026, 5, 25), False, id="Whit Monday"),
        pytest.param(date(2026, 6, 30), True, id="last day of June"),
        pytest.param(date(2026, 7, 1), False, id="first day of the summer holiday"),
        pytest.param(date(2026, 9, 1), True, id="first day of the school year"),
        pytest.param(date(2026, 9, 5), False, id="Saturday"),
    ],
)
def test_weekends_and_holidays_are_no_training_days(day, is_training):
    assert CALENDAR.is_training_day(day) is is_training


def test_a_free_day_of_the_school_and_a_closed_period_do_not_count():
    calendar = SchoolCalendar(
        local_free_days=frozenset({date(2025, 9, 2)}),
        closed=(Period(date(2025, 9, 4), date(2025, 9, 5)),),
    )

    assert calendar.count_training_days(date(2025, 9, 1), date(2025, 9, 7)) == 2
    assert calendar.nth_training_day(date(2025, 9, 2), 2) == date(2025, 9, 8)


def test_there_are_ten_public_holidays_and_easter_sunday_is_none_of_them():
    found = public_holidays(2026)

    assert len(found) == 10
    assert date(2026, 4, 5) not in found
    assert date(2026, 5, 24) not in found
    assert date(2026, 4, 6) in found


@pytest.mark.parametrize("year", range(2017, 2033))
def test_every_school_year_has_a_believable_number_of_training_days(year):
    assert 175 <= CALENDAR.training_days_of(SchoolYear(year)) <= 190


@pytest.mark.parametrize("year", range(2017, 2041))
def test_no_public_holiday_is_a_training_day(year):
    assert not any(CALENDAR.is_training_day(day) for day in public_holidays(year))


def test_christmas_holiday_runs_over_the_new_year():
    assert date(2025, 12, 31) in school_holidays(2025)
    assert date(2026, 1, 2) in school_holidays(2026)


def test_a_calendar_without_any_training_day_is_an_error_and_no_endless_search():
    closed = SchoolCalendar(closed=(Period(date(2020, 1, 1)),))

    with pytest.raises(NoTrainingDay, match="no training day"):
        closed.training_day_from(date(2025, 9, 1))


def test_nothing_is_counted_in_a_year_without_known_school_holidays():
    with pytest.raises(NoSchoolCalendar, match="2009"):
        CALENDAR.is_training_day(date(2009, 9, 1))


def test_a_count_starts_at_day_one_and_nothing_negative_is_added():
    with pytest.raises(ValueError, match="day 1"):
        CALENDAR.nth_training_day(date(2025, 9, 1), 0)
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.add_training_days(date(2025, 9, 1), -1)
    with pytest.raises(ValueError, match="-1"):
        add_working_days(date(2025, 9, 1), -1)


def test_the_version_of_the_calendar_is_known():
    assert VERSION.startswith("holidays ")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 4, 11), date(2026, 4, 13), id="Saturday moves to Monday"),
        pytest.param(date(2026, 4, 4), date(2026, 4, 7), id="over Easter Monday"),
        pytest.param(date(2026, 4, 13), date(2026, 4, 13), id="a working day stays"),
        pytest.param(date(2026, 12, 25), date(2026, 12, 28), id="Christmas on a Friday"),
    ],
)
def test_a_last_day_on_a_weekend_or_holiday_moves_to_the_next_working_day(day, expected):
    assert on_working_day(day) == expected


def test_three_working_days_after_the_wednesday_before_easter_skip_the_monday():
    assert add_working_days(date(2026, 4, 1), 3) == date(2026, 4, 7)


@given(DAYS, st.integers(1, 60))
def test_adding_training_days_never_lands_on_a_day_without_training(day, number):
    found = CALENDAR.add_training_days(day, number)

    assert CALENDAR.is_training_day(found)
    assert CALENDAR.count_training_days(day + timedelta(days=1), found) == number


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_adding_training_days_in_two_steps_is_the_same_as_in_one(day, one, other):
    at_once = CALENDAR.add_training_days(day, one + other)

    assert CALENDAR.add_training_days(CALENDAR.add_training_days(day, one), other) == at_once


@given(DAYS, st.integers(1, 30))
def test_a_longer_count_ends_later(day, number):
    assert CALENDAR.nth_training_day(day, number) < CALENDAR.nth_training_day(day, number + 1)


@given(DAYS, st.integers(0, 30))
def test_working_days_land_on_working_days(day, number):
    found = add_working_days(day, number)

    assert number == 0 or is_working_day(found)
    assert is_working_day(on_working_day(day))
    assert on_working_day(day) >= day
