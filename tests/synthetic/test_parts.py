"""The small parts: numbers, shares, days."""

from datetime import date, timedelta
from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.identifiers import enterprise_number, establishment_number, national_number
from duaal.foundation.kernel.school_calendar import is_working_day
from duaal.synthetic.cases import close_company
from duaal.synthetic.days import NoWorkingDay, WorkingDays
from duaal.synthetic.numbers import (
    NationalNumbers,
    enterprise_numbers,
    establishment_numbers,
    phone_number,
)
from duaal.synthetic.shares import spread
from duaal.synthetic.world import Belonging, Undertaking

DAYS = WorkingDays(date(2019, 9, 1), date(2026, 11, 21))


def test_ranges_of_numbers_are_those_that_nobody_has():
    enterprises = list(islice(enterprise_numbers(), 5000))
    sites = list(islice(establishment_numbers(), 5000))

    assert len(set(enterprises)) == len(set(sites)) == 5000
    assert all(enterprise_number(number).number.startswith("19") for number in enterprises)
    assert all(establishment_number(number).number.startswith("8") for number in sites)


def test_persons_born_on_one_day_get_numbers_from_900_on_until_they_run_out():
    numbers, born = NationalNumbers(), date(1990, 1, 15)

    given = []
    while numbers.has_room(born, is_woman=True):
        given.append(numbers.give(born, is_woman=True))

    assert len(set(given)) == len(given) == 50
    assert {int(number[6:9]) % 2 for number in given} == {0}
    assert all(900 <= int(number[6:9]) <= 998 for number in given)
    assert all(national_number(number).birth_date == born for number in given)
    assert numbers.has_room(born, is_woman=False)


def test_telephone_numbers_have_a_prefix_that_nobody_uses():
    assert phone_number(1) == "0400 00 79 19"


@given(
    st.lists(st.integers(1, 2), min_size=1, max_size=200),
    st.integers(0, 2000),
    st.integers(0, 1000),
)
def test_a_spread_adds_up_and_respects_every_minimum(minimums, extra, seed):
    total = sum(minimums) + extra

    numbers = spread(minimums, total, Random(seed))

    assert sum(numbers) == total
    assert all(number >= low for number, low in zip(numbers, minimums, strict=True))


@given(st.integers(2, 200), st.integers(0, 1000))
def test_the_largest_share_is_raised_without_changing_the_total(length, seed):
    minimums, total = [1] * length, 4 * length

    numbers = spread(minimums, total, Random(seed), largest=min(30, 2 * length))

    assert sum(numbers) == total
    assert min(numbers) >= 1
    assert max(numbers) >= min(30, 2 * length)


def test_minimums_beyond_the_total_are_refused():
    with pytest.raises(ValueError, match="minimums of 6 do not fit in 5"):
        spread([3, 3], 5, Random(1))


@given(st.dates(date(2019, 9, 2), date(2026, 10, 1)), st.integers(7, 40), st.integers(0, 1000))
def test_a_drawn_day_is_a_working_day_of_the_period(first, days, seed):
    last = date.fromordinal(first.toordinal() + days)

    drawn = DAYS.draw(first, last, Random(seed))

    assert first <= drawn <= last
    assert is_working_day(drawn)


def test_a_weekend_has_no_working_day():
    with pytest.raises(NoWorkingDay, match="2026-10-03"):
        DAYS.draw(date(2026, 10, 3), date(2026, 10, 4), Random(1))


@pytest.mark.parametrize(
    ("day", "after"),
    [
        pytest.param(date(2026, 10, 2), date(2026, 10, 2), id="a Friday"),
        pytest.param(date(2026, 10, 3), date(2026, 10, 5), id="a Saturday"),
        pytest.param(date(2025, 12, 25), date(2025, 12, 26), id="a public holiday"),
    ],
)
def test_the_next_working_day_is_the_day_itself_when_it_is_one(day, after):
    assert DAYS.on_or_after(day) == after


def test_beyond_the_calendar_there_is_no_working_day():
    with pytest.raises(NoWorkingDay, match="from 2026-11-21 on"):
        DAYS.on_or_after(date(2026, 11, 21))


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)))
def test_a_company_that_stops_belongs_to_no_committee_afterwards(stops_on):
    change = date(2022, 1, 1)
    company = Undertaking(
        number="",
        name="",
        trade_name="",
        is_natural_person=False,
        sectors=("bouw",),
        provinces=("ant",),
        started_on=date(2015, 1, 1),
        belongings=[
            Belonging("124", date(2015, 1, 1), change - timedelta(days=1)),
            Belonging("200", change),
        ],
    )

    close_company(company, stops_on)

    assert len(company.belongings) == (2 if stops_on >= change else 1)
    assert all(held.valid_from <= held.valid_to <= stops_on for held in company.belongings)
