from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.agreements.rules.law import TimetableLaw, law_on
from duaal.casework.agreements.rules.timetable import (
    Pattern,
    Place,
    Shift,
    Span,
    TimetableFacts,
    check_timetable,
)
from duaal.foundation.kernel.period import Period
from tests.casework.agreements.rule_set import rules

TUESDAY = date(2026, 3, 3)
SUNDAY = date(2026, 3, 8)
LAW = law_on(TimetableLaw, TUESDAY)
SIXTEEN, FIFTEEN, ADULT = date(2009, 9, 15), date(2010, 6, 15), date(2005, 1, 1)


def at(hours):
    return round(hours * 60)


def shift(first, last, *breaks, on=TUESDAY, place=Place.WORKPLACE, lessons=0):
    """A shift with hours of the day; past midnight they go on above 24."""
    pauses = tuple((at(start), at(end)) for start, end in breaks)
    return Shift(on, Span(at(first), at(last)), pauses, place, lessons)


def check(*shifts, born=SIXTEEN, law=LAW, **changed):
    return check_timetable(TimetableFacts(born, shifts, **changed), law)


LUNCH = (12, 13)


@pytest.mark.parametrize(
    ("shifts", "refused"),
    [
        pytest.param((shift(8, 17, LUNCH),), (), id="a full day"),
        pytest.param((shift(8, 17.1, LUNCH),), ("DAY_LIMIT_MINOR",), id="six minutes more"),
        pytest.param((shift(6, 12, (9, 9.5)),), (), id="from six in the morning"),
        pytest.param((shift(5.9, 12, (9, 9.5)),), ("NIGHT_MINOR",), id="before six"),
        pytest.param((shift(15, 20, (17, 17.5)),), (), id="until eight in the evening"),
        pytest.param((shift(15, 20.1, (17, 17.5)),), ("NIGHT_MINOR",), id="after eight"),
        pytest.param((shift(22, 26),), ("NIGHT_MINOR",), id="over midnight"),
        pytest.param((shift(8, 12.5),), (), id="four hours and a half without a break"),
        pytest.param((shift(8, 12.6),), ("BREAK_MINOR",), id="six minutes longer"),
        pytest.param((shift(8, 13, (10, 10.4)),), ("BREAK_MINOR",), id="a break of 24 minutes is none"),
        pytest.param((shift(8, 15, (12, 12.5)),), ("BREAK_MINOR",), id="a long day with half an hour"),
        pytest.param((shift(8, 15, (10, 10.5), (12.5, 13)),), (), id="a long day with twice half an hour"),
        pytest.param((shift(8, 12), shift(13, 17)), (), id="the time between two shifts is a break"),
    ],
)
def test_a_day_of_a_young_worker_keeps_to_its_limits(shifts, refused):
    found = check(*shifts)

    assert found.refusals == refused
    assert {one.on for one in found.findings} <= {TUESDAY}
    assert all(one.because for one in found.findings)


@pytest.mark.parametrize(
    ("born", "first", "changed", "allowed"),
    [
        pytest.param(SIXTEEN, 5, {}, False, id="without a decree"),
        pytest.param(SIXTEEN, 5, {"sector": "bakery", "night_decree": True}, True, id="with a decree"),
        pytest.param(SIXTEEN, 4, {"sector": "bakery", "night_decree": True}, True, id="from four"),
        pytest.param(SIXTEEN, 3.9, {"sector": "bakery", "night_decree": True}, False, id="before four"),
        pytest.param(SIXTEEN, 5, {"sector": "bakery"}, False, id="a decree that was not selected"),
        pytest.param(SIXTEEN, 5, {"sector": "garage", "night_decree": True}, False, id="no such decree"),
        pytest.param(FIFTEEN, 5, {"sector": "bakery", "night_decree": True}, False, id="too young for it"),
    ],
)
def test_a_royal_decree_of_the_sector_opens_the_night_from_16_years(born, first, changed, allowed):
    found = check(shift(first, first + 6, (first + 3, first + 3.5)), born=born, **changed)

    assert found.allowed == allowed
    assert set(found.refusals) <= {"NIGHT_MINOR"}


@pytest.mark.parametrize(
    ("first", "last", "allowed"),
    [(15, 22, True), (15, 22.1, True), (15, 23, True), (15, 23.1, False), (6, 11, True), (5, 10, False)],
)
def test_shift_work_may_last_into_the_evening_from_16_years(first, last, allowed):
    pause = ((first + 3, first + 4),)

    assert check(shift(first, last, *pause), shift_work=True).allowed == allowed
    assert not check(shift(first, last, *pause), born=FIFTEEN, shift_work=True).allowed or first == 6


def test_a_day_that_starts_before_seven_does_not_get_the_later_night():
    assert check(shift(6.5, 10), shift(18, 22.5), shift_work=True).refusals == ("NIGHT_MINOR",)


def test_lessons_and_another_employer_count_in_the_day():
    lessons = shift(8.5, 12, place=Place.LESSONS, lessons=4)
    job = shift(13, 17.5, (15, 15.5), place=Place.OTHER_EMPLOYER)

    assert check(lessons, job).refusals == ()
    assert check(lessons, job, shift(18, 18.5)).refusals == ("DAY_LIMIT_MINOR",)


def test_another_length_of_a_lesson_changes_the_day():
    lessons = shift(8.5, 12, place=Place.LESSONS, lessons=4)

    found = check(lessons, shift(13, 17), law=rules(TimetableLaw, lesson_minutes=70))

    assert found.refusals == ("DAY_LIMIT_MINOR",)


@pytest.mark.parametrize(("starts", "refused"), [(8, ()), (7.9, ("REST_MINOR",))])
def test_there_are_twelve_hours_between_two_days(starts, refused):
    evening = shift(16, 20)
    morning = shift(starts, 12, on=TUESDAY + timedelta(days=1))

    assert check(evening, morning).refusals == refused


@pytest.mark.parametrize(
    ("sundays", "changed", "refused"),
    [
        pytest.param((SUNDAY,), {}, ("SUNDAY_MINOR",), id="no exception"),
        pytest.param((SUNDAY,), {"sector": "horeca"}, (), id="one Sunday"),
        pytest.param((SUNDAY, date(2026, 3, 15)), {"sector": "horeca"}, ("SUNDAY_MINOR",), id="two running"),
        pytest.param((SUNDAY, date(2026, 3, 22)), {"sector": "horeca"}, (), id="one in two"),
        pytest.param(
            (SUNDAY, date(2026, 3, 15)),
            {"tourist_periods": (Period(date(2026, 3, 1), date(2026, 3, 31)),)},
            (),
            id="in the season",
        ),
    ],
)
def test_sundays_are_free_but_in_some_sectors_one_in_two(sundays, changed, refused):
    assert check(*(shift(10, 14, on=day) for day in sundays), **changed).refusals == refused


def test_the_inspection_is_told_days_before_a_sunday():
    (notice,) = check(shift(10, 14, on=SUNDAY), sector="bakery").findings

    assert (notice.code, notice.blocks, notice.facts[0].value) == (
        "INSPECTION_NOTICE",
        False,
        date(2026, 3, 3),
    )


def test_a_public_holiday_is_free():
    labour_day = date(2026, 5, 1)

    assert check(shift(8, 12, on=labour_day)).refusals == ("PUBLIC_HOLIDAY_MINOR",)
    assert check(shift(8, 12, on=labour_day, place=Place.LESSONS)).refusals == ()


def test_beside_the_sunday_the_saturday_or_the_monday_is_free():
    saturday, monday = date(2026, 3, 7), date(2026, 3, 9)

    both = check(shift(9, 12, on=saturday), shift(9, 12, on=monday))
    lessons = check(shift(9, 12, on=saturday), shift(9, 12, on=monday, place=Place.LESSONS))

    assert (both.refusals, both.warnings) == (("EXTRA_REST_MINOR",), ())
    assert (lessons.refusals, lessons.warnings) == ((), ("EXTRA_REST_MINOR",))


def week_of(hours, days=5):
    monday = date(2026, 3, 2)
    return [shift(8, 8 + hours + 1, LUNCH, on=monday + timedelta(days=number)) for number in range(days)]


def test_a_week_keeps_to_the_limit_of_the_law_and_to_that_of_the_company():
    saturday = shift(9, 10, on=date(2026, 3, 7))

    assert check(*week_of(8)).refusals == ()
    assert check(*week_of(8), saturday).refusals == ("WEEK_LIMIT_MINOR",)
    assert check(*week_of(8), company_week=38 * 60).refusals == ("WEEK_LIMIT_MINOR",)


def test_the_rules_for_young_workers_stop_on_the_birthday():
    late = [shift(14, 21, (17, 18), on=TUESDAY + timedelta(days=number)) for number in range(2)]

    found = check(*late, born=date(2008, 3, 4))

    assert [(one.code, one.on, one.blocks) for one in found.findings] == [
        ("NIGHT_MINOR", TUESDAY, True),
        ("NIGHT_ADULT", date(2026, 3, 4), False),
    ]


@pytest.mark.parametrize(
    ("shifts", "warned"),
    [
        pytest.param((shift(8, 16.5, LUNCH),), (), id="a usual day"),
        pytest.param((shift(8, 18, LUNCH),), ("DAY_LIMIT_ADULT",), id="a long day"),
        pytest.param((shift(8, 15),), ("BREAK_ADULT",), id="no break"),
        pytest.param((shift(20, 24),), ("NIGHT_ADULT",), id="at night"),
        pytest.param((shift(9, 12, on=SUNDAY),), ("SUNDAY_ADULT",), id="on Sunday"),
        pytest.param((shift(9, 12, on=date(2026, 5, 1)),), ("PUBLIC_HOLIDAY_ADULT",), id="on a holiday"),
        pytest.param(
            (shift(13, 20), shift(6.5, 12, on=date(2026, 3, 4))), ("BREAK_ADULT", "REST_ADULT"), id="no rest"
        ),
        pytest.param(tuple(week_of(8, days=6)), ("WEEK_LIMIT_ADULT",), id="six days"),
    ],
)
def test_the_limits_of_adults_only_warn(shifts, warned):
    found = check(*shifts, born=ADULT)

    assert (found.refusals, found.warnings) == ((), warned)


def test_night_and_sunday_of_an_adult_are_fine_with_their_line_in_the_annex():
    assert check(shift(20, 24), shift(9, 12, on=SUNDAY), born=ADULT, annexed=True).findings == ()


def test_a_pattern_returns_every_week_but_not_on_free_days():
    pattern = Pattern(0, Span(at(8), at(12)), Period(date(2026, 3, 4), date(2026, 3, 31)))

    days = [one.on for one in pattern.shifts(frozenset({date(2026, 3, 16)}))]

    assert days == [date(2026, 3, 9), date(2026, 3, 23), date(2026, 3, 30)]


def test_a_pattern_can_return_every_two_weeks():
    pattern = Pattern(6, Span(at(8), at(12)), Period(SUNDAY, date(2026, 4, 5)), every_weeks=2)

    assert [one.on for one in pattern.shifts()] == [SUNDAY, date(2026, 3, 22), date(2026, 4, 5)]


@pytest.mark.parametrize("pattern", [Period(SUNDAY), Period(SUNDAY, SUNDAY)])
def test_a_pattern_without_an_end_or_a_rhythm_is_a_mistake(pattern):
    weeks = 1 if pattern.last is None else 0
    with pytest.raises(ValueError, match="a pattern needs"):
        list(Pattern(0, Span(0, 60), pattern, every_weeks=weeks).shifts())


def test_a_break_outside_the_shift_and_a_shift_of_more_than_a_day_are_mistakes():
    with pytest.raises(ValueError, match="lies outside the shift"):
        shift(8, 12, (12, 13))
    with pytest.raises(ValueError, match="no part of a day"):
        Span(600, 600)
    with pytest.raises(ValueError, match="no part of a day"):
        Span(600, 600 + 1441)


HOURS = st.tuples(st.integers(0, 13), st.integers(1, 10), st.integers(0, 6))


@given(rows=st.lists(HOURS, max_size=8), data=st.data())
def test_the_order_of_the_shifts_changes_nothing(rows, data):
    shifts = [shift(first, first + length, on=TUESDAY + timedelta(days=days)) for first, length, days in rows]

    def found(some):
        return sorted((one.code, one.on) for one in check(*some).findings)

    assert found(data.draw(st.permutations(shifts))) == found(shifts)


@given(rows=st.lists(HOURS, max_size=6))
def test_an_adult_is_never_refused_and_nobody_is_told_of_a_day_without_work(rows):
    shifts = [shift(first, first + length, on=TUESDAY + timedelta(days=days)) for first, length, days in rows]

    assert check(*shifts, born=ADULT).allowed
    mondays = {one.on - timedelta(days=one.on.weekday()) for one in shifts}
    assert {one.on for one in check(*shifts).findings} <= {one.on for one in shifts} | mondays
