"""What rules out a mentor before anybody judges, and whether a mentor has a place for a learner."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.facts import Derogation, MentorFacts, Verdict
from duaal.casework.recognition.rules.law import law_on
from duaal.casework.recognition.rules.mentors import assess_mentor
from duaal.casework.recognition.rules.naming import Obstacle, obstacles_to_naming
from duaal.casework.recognition.rules.places import PlacesLaw, place_for_a_learner, places_law
from duaal.casework.recognition.states import AssignmentState
from tests.casework.recognition.rule_set import version

DAY = date(2026, 3, 10)
LAW = law_on(DAY, "bouw")
GOOD = MentorFacts(
    birth_date=date(1986, 1, 15),
    named_on=DAY,
    experience_since=date(2011, 1, 1),
    extract_model="596.2",
    extract_issued_on=date(2026, 2, 1),
)
AGED_24 = date(2001, 6, 10)
AGED_22 = date(2003, 3, 11)
TWO_YEARS = date(2024, 1, 1)


def test_nothing_rules_out_a_good_mentor():
    assert obstacles_to_naming(GOOD, None, DAY, LAW) == ()


@pytest.mark.parametrize(
    ("changed", "asked", "obstacle"),
    [
        pytest.param({"extract_model": "595"}, None, Obstacle("M1", "wrong_model"), id="wrong model"),
        pytest.param(
            {"extract_issued_on": date(2025, 3, 9)},
            None,
            Obstacle("M1", "too_old"),
            id="a year and a day old",
        ),
        pytest.param({"birth_date": AGED_24}, None, Obstacle("M2", "too_few", 24, 25), id="24, no proof"),
        pytest.param(
            {"birth_date": AGED_24},
            Derogation.AGE_23,
            Obstacle("M2", "proof_needed", 24, 25),
            id="24, derogation without proof",
        ),
        pytest.param(
            {"birth_date": AGED_24, "prior_training_proof": True},
            Derogation.EXPERIENCE,
            Obstacle("M2", "not_asked", 24, 25),
            id="24 with proof, another derogation asked",
        ),
        pytest.param(
            {"birth_date": AGED_22, "prior_training_proof": True},
            Derogation.AGE_23,
            Obstacle("M2", "too_few", 22, 25),
            id="22 years and 364 days, with everything",
        ),
        pytest.param(
            {"experience_since": TWO_YEARS},
            Derogation.BOTH,
            Obstacle("M3", "proof_needed", 2, 5),
            id="two years, derogation without proof",
        ),
        pytest.param(
            {"experience_since": date(2026, 3, 11)},
            None,
            Obstacle("M3", "begins_later"),
            id="experience from tomorrow",
        ),
    ],
)
def test_what_no_partnership_can_accept_is_said_at_once(changed, asked, obstacle):
    assert obstacles_to_naming(replace(GOOD, **changed), asked, DAY, LAW) == (obstacle,)


@pytest.mark.parametrize("asked", [Derogation.AGE_23, Derogation.BOTH])
def test_a_derogation_that_is_asked_with_proof_is_for_the_partnership(asked):
    young = replace(GOOD, birth_date=AGED_24, prior_training_proof=True)

    assert obstacles_to_naming(young, asked, DAY, LAW) == ()


@given(
    born=st.dates(date(1950, 1, 1), date(2010, 1, 1)),
    since=st.dates(date(1990, 1, 1), date(2027, 1, 1)),
    issued=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    proof=st.booleans(),
    asked=st.sampled_from([None, *Derogation]),
)
def test_without_an_obstacle_the_rules_leave_every_condition_open_or_met(born, since, issued, proof, asked):
    facts = replace(
        GOOD, birth_date=born, experience_since=since, extract_issued_on=issued, prior_training_proof=proof
    )

    found = {one.code for one in obstacles_to_naming(facts, asked, DAY, LAW)}

    hopeless = {one.code for one in assess_mentor(facts, DAY, LAW) if one.verdict == Verdict.NOT_MET}
    assert hopeless <= found
    assert found <= {"M1", "M2", "M3"}


ONE = PlacesLaw(version("most", 1), version("advised", 0))
ADVISED = PlacesLaw(version("most", 3), version("advised", 1))
FREE = PlacesLaw(version("most", 0), version("advised", 0))


@pytest.mark.parametrize(
    ("state", "learners", "law", "reasons", "warnings", "left"),
    [
        pytest.param("ACTIVE", 0, ONE, (), (), 1, id="first learner"),
        pytest.param("ACTIVE_UNTRAINED", 0, ONE, (), (), 1, id="training still to follow"),
        pytest.param("ACTIVE", 1, ONE, ("mentor_full",), (), 0, id="second learner, one allowed"),
        pytest.param("ACTIVE", 1, ADVISED, (), ("more_than_advised",), 2, id="second learner, one advised"),
        pytest.param("ACTIVE", 3, ADVISED, ("mentor_full",), (), 0, id="full, no advice any more"),
        pytest.param("ACTIVE", 9, FREE, (), (), None, id="no maximum"),
        pytest.param("LAPSED", 0, FREE, ("mentor_not_working",), (), 0, id="training too late"),
        pytest.param("BARRED", 1, ONE, ("mentor_not_working", "mentor_full"), (), 0, id="every reason"),
    ],
)
def test_a_mentor_has_a_place_below_the_maximum_while_at_work(state, learners, law, reasons, warnings, left):
    found = place_for_a_learner(AssignmentState(state), learners, law)

    assert (found.reasons, found.warnings, found.left) == (reasons, warnings, left)
    assert found.is_free == (not reasons)
    assert found.because == (law.most, law.advised)


@pytest.mark.parametrize(
    ("partnership", "day", "most"),
    [
        pytest.param("horeca", date(2026, 3, 10), 1, id="horeca"),
        pytest.param("bouw", date(2022, 12, 31), 0, id="bouw before 2023"),
        pytest.param("bouw", date(2023, 1, 1), 1, id="bouw since 2023"),
        pytest.param("voeding", date(2026, 3, 10), 0, id="no rule found"),
    ],
)
def test_the_maximum_is_that_of_the_partnership_on_the_day(partnership, day, most):
    assert places_law(day, partnership).most.value == most


@given(st.sampled_from(AssignmentState), st.integers(0, 20), st.integers(0, 5), st.integers(0, 5))
def test_one_more_learner_never_makes_a_place(state, learners, most, advised):
    law = PlacesLaw(version("most", most), version("advised", advised))

    fewer, more = (place_for_a_learner(state, number, law) for number in (learners, learners + 1))

    assert fewer.is_free or not more.is_free
    assert set(fewer.reasons) <= set(more.reasons)
