"""Admission and the days to find a workplace, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.trajectories.facts import (
    AdmissionFacts,
    Origin,
    Population,
    Route,
    SearchFacts,
    SpecialForm,
)
from duaal.casework.trajectories.rules import (
    admission,
    admission_law,
    days_left,
    days_used,
    search_law,
    search_term,
    warning_days,
)
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.kernel.school_calendar import SchoolCalendar
from duaal.foundation.kernel.school_year import SchoolYear

YEAR = st.dates(date(2023, 9, 1), date(2027, 6, 30))
CALENDARS = st.sets(YEAR, max_size=8).map(lambda days: SchoolCalendar(frozenset(days)))


def searching(first_day: date, **facts) -> SearchFacts:
    return SearchFacts(first_day=first_day, **facts)


@given(first_day=YEAR, used=st.integers(0, 25), extended=st.booleans(), calendar=CALENDARS)
def test_the_last_day_is_never_a_day_without_training(first_day, used, extended, calendar):
    facts = searching(first_day, days_used_before=used, extended=extended, calendar=calendar)

    term = search_term(facts, search_law(first_day))

    assert term.last_day is None or calendar.is_training_day(term.last_day)
    assert (term.last_day is None) == (term.days_left == 0)


@given(first_day=YEAR, used=st.integers(0, 19), calendar=CALENDARS)
def test_the_days_up_to_the_last_one_are_exactly_those_that_were_left(first_day, used, calendar):
    term = search_term(searching(first_day, days_used_before=used, calendar=calendar), search_law(first_day))

    if not term.next_year:
        assert days_used(term.first_day, term.last_day, calendar) == term.days_left
        assert days_left(term, calendar, on=term.first_day) == term.days_left
        assert days_left(term, calendar, on=term.last_day + ONE_DAY) == 0


@given(first_day=YEAR, free=YEAR)
def test_a_free_day_more_never_makes_the_term_shorter(first_day, free):
    law = search_law(first_day)
    before = search_term(searching(first_day), law)
    calendar = SchoolCalendar(frozenset({free}))

    after = search_term(searching(first_day, calendar=calendar), law)

    assert after.last_day >= before.last_day


@given(first_day=YEAR, first=st.integers(0, 20), second=st.integers(0, 20))
def test_losses_in_one_year_never_give_more_days_than_the_budget(first_day, first, second):
    law = search_law(first_day)

    found = search_term(searching(first_day, days_used_before=first + second), law)

    assert found.days_left == max(law.search_days.value - first - second, 0)


def test_a_warning_comes_on_the_first_day_that_no_more_than_so_many_days_are_left():
    law, calendar = search_law(date(2025, 9, 1)), SchoolCalendar()
    term = search_term(searching(date(2025, 9, 1)), law)

    days = warning_days(term, calendar, law)

    assert {number: days_left(term, calendar, on=day) for number, day in days.items()} == {10: 10, 5: 5, 2: 2}
    assert days_left(term, calendar, on=days[10] - timedelta(days=3)) == 11


def test_no_warning_is_due_before_the_search_started():
    law = search_law(date(2025, 9, 1))
    term = search_term(searching(date(2025, 9, 1), days_used_before=16), law)

    assert set(warning_days(term, SchoolCalendar(), law)) == {2}


def test_a_search_starts_in_one_way_only():
    law = search_law(date(2025, 9, 1))

    with pytest.raises(ValueError, match="eerste lesdag"):
        search_term(SearchFacts(), law)
    with pytest.raises(ValueError, match="eerste lesdag"):
        search_term(SearchFacts(first_day=date(2025, 9, 1), ended_on=date(2025, 9, 1)), law)


def test_an_adult_has_no_day_that_can_run_out():
    law = search_law(date(2025, 9, 1))

    term = search_term(SearchFacts(ended_on=date(2025, 9, 1), population=Population.ADULT), law)

    assert term.last_day is None
    assert days_left(term, SchoolCalendar(), on=date(2026, 5, 1)) is None


@given(
    born=st.dates(date(1998, 1, 1), date(2012, 12, 31)),
    on=YEAR,
    year=st.sampled_from((3, 4, 5, 6, 7)),
    route=st.sampled_from(Route),
    origin=st.sampled_from(Origin),
    form=st.sampled_from((None, *SpecialForm)),
    two_years=st.booleans(),
)
def test_every_condition_of_admission_is_listed_once_in_the_order_of_the_rulebook(
    born, on, year, route, origin, form, two_years
):
    order = (
        *("COMPULSORY_SCHOOLING", "CLB_ADVICE_MISSING", "PROGRAMME_AGE", "AGE_LIMIT"),
        *("COUNCIL_DECISION_MISSING", "ENTRY_WINDOW", "SERIOUS_REASON_MISSING"),
        *("PREVIOUS_COUNCIL_ADVICE_MISSING", "PRIOR_EDUCATION", "NOT_OFFERED"),
    )
    facts = AdmissionFacts(
        year=year,
        birth_date=born,
        route=route,
        origin=origin,
        special_form=form,
        first_two_years_followed=two_years,
        programme_min_age=16,
        prior_education_met=False,
        programme_offered=False,
    )

    found = admission(facts, admission_law(on), on=on)

    assert list(found.blockers) == sorted(set(found.blockers), key=order.index)
    assert found.is_admitted == (found.blockers == ())


@pytest.mark.parametrize(
    ("on", "blocked"),
    [
        pytest.param(date(2023, 8, 31), True, id="last day of the first lesson day of November"),
        pytest.param(date(2023, 11, 30), False, id="since then until 15 January"),
    ],
)
def test_the_moment_of_entry_in_year_5_changed_on_1_september_2023(on, blocked):
    facts = AdmissionFacts(year=5, birth_date=date(2006, 1, 1))

    assert ("ENTRY_WINDOW" in admission(facts, admission_law(on), on=on).blockers) is blocked


def test_a_search_of_the_last_days_of_june_goes_on_with_the_days_of_the_new_school_year():
    law = search_law(date(2026, 6, 29))

    term = search_term(searching(date(2026, 6, 29)), law)

    assert term.next_year
    assert SchoolYear.of(term.last_day) == SchoolYear(2026)
    assert term.last_day == date(2026, 9, 28)
