"""When the holder of a recognition is told of its end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.rules.ending import last_end_noticed, months_of_notice
from duaal.foundation.kernel.anniversary import add_months
from tests.casework.recognition.rule_set import version

MONTHS = version("months", (6, 3, 1))
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "months"),
    [
        pytest.param(date(2031, 2, 27), None, id="day before the first notice"),
        pytest.param(date(2031, 2, 28), 6, id="six months before"),
        pytest.param(date(2031, 5, 30), 6, id="day before the second"),
        pytest.param(date(2031, 5, 31), 3, id="three months before"),
        pytest.param(date(2031, 7, 31), 1, id="one month before"),
        pytest.param(date(2031, 8, 31), 1, id="last day"),
        pytest.param(date(2031, 9, 1), None, id="day after"),
    ],
)
def test_a_notice_comes_six_three_and_one_month_before_the_end(day, months):
    assert months_of_notice(date(2031, 8, 31), day, MONTHS) == months


@given(valid_to=DAYS, on=DAYS, months=st.integers(min_value=1, max_value=12))
def test_a_search_by_last_day_finds_exactly_the_ends_whose_notice_is_due(valid_to, on, months):
    assert (valid_to <= last_end_noticed(on, months)) == (add_months(valid_to, -months) <= on)
