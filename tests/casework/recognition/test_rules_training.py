from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.rules import CourseFacts, course_refused_because, training_deadline
from tests.casework.recognition.rule_set import TRAINING, always, dated

GRANTED, APPLIED = date(2024, 3, 15), date(2024, 3, 1)
STRICT = replace(TRAINING, plan_months=always("plan", 3), min_hours=always("hours", 8))


def test_the_term_runs_from_the_recognition():
    found = training_deadline(GRANTED, APPLIED, TRAINING)

    assert (found.follow_by, found.plan_by, found.min_hours) == (date(2024, 10, 15), None, None)
    assert [used.key for used in found.because] == ["months", "anchor"]


def test_the_term_runs_from_the_application_where_the_partnership_counts_so():
    found = training_deadline(GRANTED, APPLIED, replace(TRAINING, anchor=always("anchor", "APPLICATION")))

    assert found.follow_by == date(2024, 10, 1)


def test_a_partnership_can_ask_to_plan_first_and_a_number_of_hours():
    found = training_deadline(GRANTED, APPLIED, STRICT)

    assert (found.plan_by, found.min_hours) == (date(2024, 6, 15), 8)
    assert [used.key for used in found.because] == ["months", "anchor", "plan", "hours"]


def test_the_term_is_that_of_the_day_of_the_recognition():
    rules = replace(TRAINING, months=dated("months", (date(2000, 1, 1), 18), (date(2020, 4, 1), 12)))

    assert training_deadline(date(2020, 3, 31), APPLIED, rules).follow_by == date(2021, 9, 30)
    assert training_deadline(date(2020, 4, 1), APPLIED, rules).follow_by == date(2021, 4, 1)


@pytest.mark.parametrize(
    ("course", "rules", "reasons"),
    [
        pytest.param(CourseFacts(date(2020, 5, 31), False), TRAINING, (), id="last day of the old rule"),
        pytest.param(
            CourseFacts(date(2020, 6, 1), False),
            TRAINING,
            ("provider_not_registered",),
            id="first day of the new",
        ),
        pytest.param(CourseFacts(date(2020, 6, 1), True), TRAINING, (), id="a registered provider"),
        pytest.param(CourseFacts(date(2024, 1, 1), True, 7), STRICT, ("too_few_hours",), id="an hour short"),
        pytest.param(CourseFacts(date(2024, 1, 1), True, 8), STRICT, (), id="enough hours"),
        pytest.param(CourseFacts(date(2024, 1, 1), True), STRICT, ("too_few_hours",), id="hours not known"),
        pytest.param(
            CourseFacts(date(2024, 1, 1), False, 0),
            STRICT,
            ("provider_not_registered", "too_few_hours"),
            id="everything wrong",
        ),
    ],
)
def test_a_course_counts_under_the_rules_of_its_day(course, rules, reasons):
    assert course_refused_because(course, rules) == reasons


@given(st.dates(date(2019, 9, 1), date(2040, 1, 1)), st.integers(0, 400))
def test_a_later_recognition_never_gives_an_earlier_term(granted_on, days):
    first = training_deadline(granted_on, APPLIED, TRAINING).follow_by

    assert first <= training_deadline(granted_on + timedelta(days=days), APPLIED, TRAINING).follow_by


def test_of_a_course_from_before_the_first_rules_nothing_was_asked():
    first = date(2019, 9, 1)
    rules = replace(
        STRICT,
        registered_provider=dated("registered", (first, True)),
        min_hours=dated("hours", (first, 8)),
        content_version=dated("content", (first, 2)),
    )

    assert course_refused_because(CourseFacts(date(2019, 8, 31), False, 1, 1), rules) == ()
    assert len(course_refused_because(CourseFacts(first, False, 1, 1), rules)) == 3
