from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.lawbook.dated import Certainty, Dated, NotInForce, Version, weakest


def version(since, value, certainty=Certainty.CERTAIN):
    return Version(value, since, "act-a/art. 3", certainty, "allowances.income")


START, CHANGE, STOP = date(2020, 1, 1), date(2022, 7, 1), date(2024, 9, 1)
INCOME = Dated(
    "allowances.income",
    (version(START, 1000), version(CHANGE, 1100), version(STOP, None)),
    checked_on=date(2026, 1, 15),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        pytest.param(START, 1000, id="first day"),
        pytest.param(CHANGE - timedelta(days=1), 1000, id="last day before the change"),
        pytest.param(CHANGE, 1100, id="first day after the change"),
        pytest.param(STOP - timedelta(days=1), 1100, id="last day before the stop"),
    ],
)
def test_a_dated_value_is_the_version_in_force(day, value):
    assert INCOME.on(day).value == value


def test_a_value_is_refused_before_its_first_day():
    with pytest.raises(NotInForce, match="starts on 2020-01-01; asked for 2019-12-31") as refusal:
        INCOME.on(START - timedelta(days=1))

    assert (refusal.value.key, refusal.value.stopped) == ("allowances.income", False)


def test_a_value_is_refused_from_the_day_it_stopped():
    with pytest.raises(NotInForce, match="stopped on 2024-09-01; asked for 2024-09-01") as refusal:
        INCOME.on(STOP)

    assert refusal.value.stopped


def test_a_measure_that_stopped_can_start_again():
    again = Dated(INCOME.key, (*INCOME.versions, version(date(2025, 9, 1), 1200)), INCOME.checked_on)

    assert again.on(date(2025, 9, 1)).value == 1200
    with pytest.raises(NotInForce, match="stopped"):
        again.on(date(2025, 8, 31))


def test_a_partnership_without_versions_of_its_own_follows_the_general_ones():
    assert INCOME.for_partnership("bouw") is INCOME


def test_a_partnership_follows_the_general_versions_until_its_own_start():
    own = Dated("allowances.income[bouw]", (version(date(2023, 1, 1), 500),), INCOME.checked_on)
    income = Dated(INCOME.key, INCOME.versions, INCOME.checked_on, per={"bouw": own})

    found = income.for_partnership("bouw")

    assert found.on(date(2022, 12, 31)).value == 1100
    assert found.on(date(2023, 1, 1)).value == 500
    assert found.on(STOP).value == 500
    assert [one.value for one in found.versions] == [1000, 1100, 500]
    assert income.on(date(2023, 1, 1)).value == 1100


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["certain"], "certain"),
        (["certain", "dated"], "dated"),
        (["derived", "dated", "certain"], "derived"),
        (["assumed", "certain", "derived"], "assumed"),
    ],
)
def test_an_outcome_has_the_weakest_mark_it_used(marks, expected):
    assert weakest(map(Certainty, marks)) == expected


def test_an_outcome_that_used_nothing_has_no_mark():
    with pytest.raises(ValueError, match="empty"):
        weakest([])


@given(st.dates(START, STOP - timedelta(days=1)))
def test_the_version_in_force_is_the_last_that_started(day):
    found = INCOME.on(day)

    assert found.since <= day
    assert all(other.since <= found.since or other.since > day for other in INCOME.versions)
