"""Whether a recognised place can take a learner, and every reason why not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.facts import FOREVER
from duaal.casework.recognition.rules.agreements import AGREEMENT_OBSTACLES, AGREEMENT_WARNINGS
from duaal.casework.recognition.rules.availability import (
    OBSTACLES,
    WARNINGS,
    AvailabilityLaw,
    WorkplaceFacts,
    availability,
    not_recognised,
)
from duaal.casework.recognition.rules.places import PlacesLaw, place_for_a_learner
from duaal.casework.recognition.states import LIVE, AssignmentState, RecognitionState
from duaal.casework.recognition.upkeep.labels import OBSTACLE, OBSTACLE_ADVICE
from tests.casework.recognition.rule_set import version

DAY = date(2026, 3, 10)
LAW = AvailabilityLaw(
    agreements_need_recognition=version("needed", True),
    validity_years=version("years", 5),
    bridge_pending_renewal=version("bridge", False),
    mentor=version("mentor", True),
    exclusion=version("exclusion", True),
    active=version("active", True),
    places=PlacesLaw(version("most", 0), version("advised", 0)),
    precaution_blocks=version("precaution", False),
    training_months=version("training", 12),
)
BRIDGE = replace(LAW, bridge_pending_renewal=version("bridge", True))
ONE_EACH = replace(LAW, places=PlacesLaw(version("most", 1), version("advised", 0)))
ADVISED = replace(LAW, places=PlacesLaw(version("most", 0), version("advised", 1)))
STRICT = replace(LAW, precaution_blocks=version("precaution", True))
FREE = WorkplaceFacts(RecognitionState.ACTIVE, date(2023, 1, 2), date(2028, 1, 1))


def codes(facts: WorkplaceFacts, law: AvailabilityLaw = LAW) -> list[str]:
    return [one.code for one in availability(facts, DAY, law).obstacles]


def test_a_valid_recognition_with_a_mentor_takes_a_learner():
    found = availability(FREE, DAY, LAW)

    assert (found.visible, found.takes_learner, found.obstacles, found.warnings) == (True, True, (), ())


@pytest.mark.parametrize(
    ("changed", "law", "expected"),
    [
        pytest.param(
            {"state": RecognitionState.INCOMPLETE, "mentors_at_work": 0}, LAW, ["no_mentor_at_work"]
        ),
        pytest.param({"mentors_at_work": 0}, LAW, ["no_mentor_at_work"]),
        pytest.param({"mentors_at_work": 2, "learners": 1}, ONE_EACH, []),
        pytest.param({"mentors_at_work": 2, "learners": 2}, ONE_EACH, ["no_mentor_place"]),
        pytest.param({"learners": 40}, LAW, []),
        pytest.param({"valid_from": date(2026, 3, 11)}, LAW, ["not_yet_valid"]),
        pytest.param({"valid_from": DAY}, LAW, []),
        pytest.param({"valid_to": DAY}, LAW, []),
        pytest.param({"valid_to": date(2026, 3, 9)}, LAW, ["expired"]),
        pytest.param({"valid_to": date(2026, 3, 9), "awaits_renewal": True}, LAW, ["expired"]),
        pytest.param({"valid_to": date(2026, 3, 9), "awaits_renewal": True}, BRIDGE, []),
        pytest.param({"valid_to": date(2026, 3, 9)}, BRIDGE, ["expired"]),
        pytest.param({"state": RecognitionState.EXPIRED, "mentors_at_work": 0}, LAW, ["expired"]),
        pytest.param({"state": RecognitionState.WITHDRAWN, "mentors_at_work": 0}, LAW, ["withdrawn"]),
        pytest.param({"state": RecognitionState.SUPERSEDED}, LAW, ["superseded"]),
        pytest.param({"state": RecognitionState.ENDED_BY_UNDERTAKING}, LAW, ["given_up"]),
        pytest.param({"state": RecognitionState.ENDED_CLOSED}, LAW, ["closed"]),
        pytest.param({"excluded_until": DAY}, LAW, ["excluded"]),
        pytest.param({"excluded_until": date(2026, 3, 9)}, LAW, []),
        pytest.param({"excluded_until": FOREVER}, LAW, ["excluded"]),
        pytest.param({"site_closed_on": date(2026, 3, 9)}, LAW, ["site_closed"]),
        pytest.param({"site_closed_on": DAY}, LAW, []),
        pytest.param({"company_ended_on": date(2026, 3, 9)}, LAW, ["company_stopped"]),
        pytest.param({"state": RecognitionState.SUSPENDED}, LAW, []),
        pytest.param({"state": RecognitionState.SUSPENDED}, STRICT, ["precaution"]),
        pytest.param({"state": RecognitionState.UNDER_GUIDANCE}, LAW, []),
        pytest.param({"state": RecognitionState.SANCTION_PROPOSED}, LAW, []),
        pytest.param(
            {
                "excluded_until": FOREVER,
                "site_closed_on": date(2026, 1, 1),
                "company_ended_on": date(2026, 1, 1),
                "mentors_at_work": 0,
            },
            LAW,
            ["company_stopped", "site_closed", "excluded", "no_mentor_at_work"],
        ),
    ],
)
def test_every_reason_why_a_place_takes_nobody_is_named(changed, law, expected):
    assert codes(replace(FREE, **changed), law) == expected


@pytest.mark.parametrize(
    ("changed", "law", "expected"),
    [
        pytest.param({"state": RecognitionState.SUSPENDED}, LAW, ["precaution"], id="precaution"),
        pytest.param({"state": RecognitionState.SUSPENDED}, STRICT, [], id="a precaution that blocks"),
        pytest.param(
            {"state": RecognitionState.SANCTION_PROPOSED}, LAW, ["sanction_proposed"], id="sanction"
        ),
        pytest.param({"first_training_deadline": date(2026, 6, 1)}, LAW, ["training_due"], id="training"),
        pytest.param({"programme_ended_on": date(2025, 8, 31)}, LAW, ["programme_ended"], id="programme"),
        pytest.param(
            {"valid_to": date(2026, 3, 9), "awaits_renewal": True}, BRIDGE, ["bridged"], id="bridge"
        ),
        pytest.param({"learners": 1}, ADVISED, ["more_than_advised"], id="one is advised, a second comes"),
        pytest.param({"learners": 1, "mentors_at_work": 2}, ADVISED, [], id="the second mentor is free"),
    ],
)
def test_a_warning_stands_in_nobodys_way(changed, law, expected):
    found = availability(replace(FREE, **changed), DAY, law)

    assert [one.code for one in found.warnings] == expected


def test_a_reason_says_since_when_and_on_which_law():
    facts = replace(FREE, state=RecognitionState.INCOMPLETE, incomplete_since=date(2026, 3, 1))

    (reason,) = availability(facts, DAY, LAW).obstacles

    assert reason.since == date(2026, 3, 1)
    assert [one.key for one in reason.because] == ["mentor"]
    assert reason.certainty == "certain"


def test_a_recognition_without_a_mentor_is_shown_but_takes_nobody():
    found = availability(replace(FREE, mentors_at_work=0), DAY, LAW)

    assert (found.visible, found.takes_learner) == (True, False)


def test_without_a_recognition_there_is_one_reason():
    found = not_recognised(LAW, since=date(2026, 1, 1))

    assert [(one.code, one.since) for one in found.obstacles] == [("not_recognised", date(2026, 1, 1))]
    assert (found.visible, found.takes_learner) == (False, False)


DATES = st.none() | st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))
FACTS = st.builds(
    WorkplaceFacts,
    state=st.sampled_from(RecognitionState),
    valid_from=st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 1, 1)),
    valid_to=st.dates(min_value=date(2025, 1, 1), max_value=date(2031, 1, 1)),
    awaits_renewal=st.booleans(),
    mentors_at_work=st.integers(min_value=0, max_value=3),
    learners=st.integers(min_value=0, max_value=4),
    excluded_until=DATES,
    site_closed_on=DATES,
    company_ended_on=DATES,
    programme_ended_on=DATES,
    first_training_deadline=DATES,
)


@given(facts=FACTS, law=st.sampled_from([LAW, BRIDGE, ONE_EACH, STRICT]))
def test_a_learner_comes_only_where_nothing_stands_in_the_way_and_every_no_has_a_reason(facts, law):
    found = availability(facts, DAY, law)

    assert found.takes_learner == (not found.obstacles)
    assert found.visible or found.obstacles
    if found.takes_learner:
        assert facts.state in LIVE
        assert facts.mentors_at_work > 0
        assert found.visible
    assert all(reason.because for reason in (*found.obstacles, *found.warnings))
    assert {one.code for one in found.obstacles} <= set(OBSTACLES)
    assert {one.code for one in found.warnings} <= set(WARNINGS)


@given(
    guided=st.lists(st.integers(0, 4), min_size=0, max_size=4),
    most=st.integers(0, 3),
    advised=st.integers(0, 3),
)
def test_a_place_and_its_mentors_never_contradict_each_other(guided, most, advised):
    places = PlacesLaw(version("most", most), version("advised", advised))
    each = [place_for_a_learner(AssignmentState.ACTIVE, learners, places) for learners in guided]
    here = replace(FREE, mentors_at_work=len(guided), learners=sum(guided))

    found = availability(here, DAY, replace(LAW, places=places))

    if not found.takes_learner:
        assert not guided or max(guided) > most or not any(one.is_free for one in each)
    if not any(one.is_free for one in each):
        assert not found.takes_learner
    assert {"no_mentor_at_work"} & {one.code for one in found.obstacles} == (
        set() if guided else {"no_mentor_at_work"}
    )


@given(mentors=st.integers(1, 4), learners=st.integers(0, 12), most=st.integers(0, 3))
def test_with_learners_spread_evenly_a_place_is_free_exactly_when_one_of_its_mentors_is(
    mentors, learners, most
):
    places = PlacesLaw(version("most", most), version("advised", 0))
    each = [learners // mentors + (one < learners % mentors) for one in range(mentors)]

    free = [place_for_a_learner(AssignmentState.ACTIVE, number, places).is_free for number in each]

    here = replace(FREE, mentors_at_work=mentors, learners=learners)
    assert availability(here, DAY, replace(LAW, places=places)).takes_learner == any(free)


def test_every_reason_has_words_and_says_what_to_do():
    every = {*OBSTACLES, *WARNINGS, *AGREEMENT_OBSTACLES, *AGREEMENT_WARNINGS}
    assert set(OBSTACLE) == set(OBSTACLE_ADVICE) == every
