from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.rules import expiry_notices, validity
from tests.casework.recognition.rule_set import LAW, law, version

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("decided_on", "last_day"),
    [
        pytest.param(date(2026, 9, 1), date(2029, 8, 31), id="the day before the anniversary"),
        pytest.param(date(2020, 2, 29), date(2023, 2, 28), id="29 February"),
        pytest.param(date(2020, 2, 28), date(2023, 2, 27), id="28 February"),
        pytest.param(date(2021, 3, 1), date(2024, 2, 29), id="1 March before a leap year"),
    ],
)
def test_a_recognition_is_valid_to_the_day_before_its_anniversary(decided_on, last_day):
    found = validity(decided_on, LAW)

    assert (found.period.first, found.last_day) == (decided_on, last_day)
    assert [used.key for used in found.because] == ["years", "before"]


def test_notices_go_out_some_months_before_the_end_earliest_first():
    found = expiry_notices(date(2031, 8, 31), version("notices", (1, 6, 3)))

    assert found == (date(2031, 2, 28), date(2031, 5, 31), date(2031, 7, 31))


@given(DAYS, st.integers(0, 400))
def test_a_later_decision_never_ends_earlier(decided_on, days):
    later = decided_on + timedelta(days=days)

    assert validity(decided_on, LAW).last_day <= validity(later, LAW).last_day


@given(DAYS, st.integers(1, 30))
def test_every_recognition_is_valid_for_at_least_its_years(decided_on, years):
    found = validity(decided_on, law(validity_years=years))

    assert found.period.days >= 365 * years
