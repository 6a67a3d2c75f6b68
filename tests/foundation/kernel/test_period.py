from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.period import Period

DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 31))
LENGTHS = st.one_of(st.none(), st.integers(0, 40))
PERIODS = st.builds(
    lambda first, length: Period(first, None if length is None else first + timedelta(days=length)),
    DAYS,
    LENGTHS,
)


def test_first_and_last_day_both_belong_to_a_period():
    period = Period(date(2026, 1, 1), date(2026, 1, 31))

    assert period.contains(date(2026, 1, 1))
    assert period.contains(date(2026, 1, 31))
    assert not period.contains(date(2025, 12, 31))
    assert not period.contains(date(2026, 2, 1))
    assert period.days == 31


def test_a_period_without_end_contains_every_later_day():
    period = Period(date(2026, 1, 1))

    assert period.contains(date(2100, 1, 1))
    assert period.days is None


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="2025-12-31"):
        Period(date(2026, 1, 1), date(2025, 12, 31))


def test_periods_that_share_one_day_overlap_and_those_that_follow_each_other_touch():
    january = Period(date(2026, 1, 1), date(2026, 1, 31))
    february = Period(date(2026, 2, 1))

    assert january.overlaps(Period(date(2026, 1, 31)))
    assert not january.overlaps(february)
    assert january.touches(february)
    assert february.touches(january)
    assert not january.touches(Period(date(2026, 2, 2)))


@given(PERIODS, PERIODS, DAYS)
def test_a_day_is_in_the_intersection_exactly_when_it_is_in_both(one, other, day):
    both = one.intersection(other)

    assert (both is not None and both.contains(day)) == (one.contains(day) and other.contains(day))


@given(PERIODS, PERIODS)
def test_overlapping_does_not_depend_on_the_order(one, other):
    assert one.intersection(other) == other.intersection(one)
    assert one.overlaps(other) == other.overlaps(one)
    assert one.touches(other) == other.touches(one)


@given(PERIODS, PERIODS)
def test_both_periods_cover_their_intersection(one, other):
    both = one.intersection(other)

    assert one.covers(one)
    assert both is None or (one.covers(both) and other.covers(both))
