"""The studied reforms: what they change when on, and that nothing changes while they are off."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.facts import Verdict
from duaal.casework.recognition.rules import (
    CourseFacts,
    assess_case,
    blockers_to_grant,
    conditions_dropped,
    course_refused_because,
    covers,
    failed_conditions,
    granted_in_principle,
    mentor_may_follow,
    mentor_needed_to_apply,
    not_covered,
)
from duaal.casework.recognition.rules.training import OLD_CONTENT
from tests.casework.recognition.rule_set import DAY, LAW, TRAINING, case, dated, law, mentor

SWITCHES = ("stepwise_recognition", "mentor_later", "external_mentor", "partial_plan")
NOBODY = replace(case(), mentors=())
YOUNG = mentor(birth_date=date(2005, 1, 1))
CODES = st.sampled_from(["snijden", "lassen", "meten", "tekenen", "frezen"])
UNDERTAKINGS = st.fixed_dictionaries(
    {
        "organisation_and_equipment": st.sampled_from([True, False, None]),
        "financial_strength": st.sampled_from([True, False, None]),
        "conviction": st.sampled_from([True, False, None]),
        "active_in_register": st.booleans(),
    }
)
MENTORS = st.lists(
    st.builds(
        mentor,
        birth_date=st.dates(date(1960, 1, 1), date(2010, 1, 1)),
        inside_undertaking=st.sampled_from([True, False, None]),
        extract_issued_on=st.none() | st.dates(date(2025, 1, 1), date(2026, 3, 1)),
        training_done=st.booleans(),
    ),
    max_size=3,
)


def facts(undertaking, mentors):
    return replace(case(undertaking=undertaking), mentors=tuple(mentors))


def u4(facts, law):
    return next(found for found in assess_case(facts, DAY, law) if found.code == "U4")


def test_as_the_law_is_an_application_needs_a_mentor_and_m5_is_asked():
    assert mentor_needed_to_apply(LAW)
    assert mentor_may_follow(0, LAW) == ()
    assert conditions_dropped(LAW) == frozenset()
    assert not granted_in_principle(0, LAW)


@pytest.mark.parametrize("switch", ["stepwise_recognition", "mentor_later"])
def test_with_the_switch_a_case_without_a_mentor_can_be_asked_and_granted(switch):
    tomorrow = law(**{switch: True})

    assert not mentor_needed_to_apply(tomorrow)
    assert u4(NOBODY, LAW).verdict == Verdict.NOT_MET
    assert u4(NOBODY, tomorrow).verdict == Verdict.LATER
    assert u4(NOBODY, tomorrow).because[-1].key == switch
    assert (blockers_to_grant(NOBODY, DAY, LAW), blockers_to_grant(NOBODY, DAY, tomorrow)) == (("U4",), ())
    assert failed_conditions(assess_case(NOBODY, DAY, tomorrow)) == ()


def test_a_mentor_who_was_named_and_fails_blocks_with_mentor_later_but_not_in_two_steps():
    failing = case(YOUNG)

    assert blockers_to_grant(failing, DAY, law(mentor_later=True)) == ("U4", "M2")
    assert blockers_to_grant(failing, DAY, law(stepwise_recognition=True)) == ()


def test_a_named_mentor_who_may_still_qualify_is_judged_first_also_in_two_steps():
    unread = case(mentor(extract_entries=""))

    assert blockers_to_grant(unread, DAY, law(stepwise_recognition=True)) == ("U4", "M1a")


def test_only_in_two_steps_and_without_a_mentor_a_grant_is_one_in_principle():
    stepwise = law(stepwise_recognition=True)

    assert granted_in_principle(0, stepwise)
    assert not granted_in_principle(1, stepwise)
    assert not granted_in_principle(0, law(mentor_later=True))


def test_a_mentor_from_outside_is_refused_unless_the_law_lets_one_in():
    outside = case(mentor(inside_undertaking=False))

    assert blockers_to_grant(outside, DAY, LAW) == ("U4", "M5")
    assert blockers_to_grant(outside, DAY, law(external_mentor=True)) == ()
    assert conditions_dropped(law(external_mentor=True)) == {"M5"}


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        pytest.param(1, (OLD_CONTENT,), id="the content of before"),
        pytest.param(2, (), id="the content of that day"),
        pytest.param(3, (), id="a later content"),
        pytest.param(None, (), id="not told"),
    ],
)
def test_a_course_teaches_at_least_the_content_of_its_day(version, expected):
    course = CourseFacts(date(2020, 6, 1), provider_registered=True, hours=8, content_version=version)

    assert course_refused_because(course, TRAINING) == expected


def test_the_day_before_the_new_content_the_old_one_counts():
    course = CourseFacts(date(2020, 5, 31), provider_registered=True, hours=8, content_version=1)

    assert course_refused_because(course, TRAINING) == ()


def test_a_third_content_refuses_the_second_from_its_day():
    tomorrow = replace(TRAINING, content_version=dated("content", (date(2000, 1, 1), 2), (DAY, 3)))
    before, after = (
        CourseFacts(day, provider_registered=True, content_version=2)
        for day in (date.fromordinal(DAY.toordinal() - 1), DAY)
    )

    assert course_refused_because(before, tomorrow) == ()
    assert course_refused_because(after, tomorrow) == (OLD_CONTENT,)


@pytest.mark.parametrize(
    ("places", "left"),
    [
        pytest.param([], ("snijden", "lassen"), id="no workplace"),
        pytest.param([["snijden"]], ("lassen",), id="a part"),
        pytest.param([["snijden"], ["lassen"]], (), id="two parts"),
        pytest.param([["meten"], []], (), id="a workplace that teaches everything"),
    ],
)
def test_a_plan_is_covered_by_the_recognitions_together(places, left):
    plan = ("snijden", "lassen")

    assert not_covered(plan, places) == left
    assert covers(plan, places) is (not left)


@given(st.lists(CODES), st.lists(st.lists(CODES), min_size=1))
def test_a_plan_is_covered_exactly_when_nothing_of_it_is_left(plan, places):
    assert covers(plan, places) is (not not_covered(plan, places))


@given(st.lists(CODES), st.lists(st.lists(CODES, min_size=1), min_size=1), st.lists(CODES, min_size=1))
def test_one_more_workplace_never_covers_less(plan, places, more):
    assert set(not_covered(plan, [*places, more])) <= set(not_covered(plan, places))


@given(UNDERTAKINGS, MENTORS)
def test_a_reform_never_blocks_what_the_law_of_today_grants(undertaking, mentors):
    today = set(blockers_to_grant(facts(undertaking, mentors), DAY, LAW))

    for switch in SWITCHES:
        tomorrow = set(blockers_to_grant(facts(undertaking, mentors), DAY, law(**{switch: True})))
        assert tomorrow <= today
        assert today - tomorrow <= {"U4", "M1", "M1a", "M2", "M3", "M5"}


@given(UNDERTAKINGS, MENTORS)
def test_with_every_switch_off_no_verdict_stands_on_a_reform(undertaking, mentors):
    """M5 has always named the value that asks whether a mentor may come from outside."""
    for found in assess_case(facts(undertaking, mentors), DAY, LAW):
        keys = {version.key for version in found.because}
        assert not keys & {"stepwise", "later", "partial"}
        assert found.code != "U4" or found.verdict != Verdict.LATER


@given(UNDERTAKINGS, MENTORS)
def test_with_a_mentor_who_qualifies_no_reform_changes_the_outcome(undertaking, mentors):
    named = facts(undertaking, [*mentors, mentor()])

    for switch in SWITCHES:
        assert blockers_to_grant(named, DAY, law(**{switch: True})) == blockers_to_grant(named, DAY, LAW)
