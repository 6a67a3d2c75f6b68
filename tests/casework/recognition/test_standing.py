"""What stands in the way of a step, as the guards see it; without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.standing import (
    MENTOR_CONDITIONS,
    UNDERTAKING_CONDITIONS,
    CaseStanding,
    MentorStanding,
    blockers_to_discontinue,
    blockers_to_grant,
    blockers_to_refuse,
    failed_conditions,
    unjudged_conditions,
)
from duaal.casework.recognition.states import APPLICATION_STEPS, GRANT, REFUSE, WITHDRAW, ApplicationState
from duaal.foundation.kernel.reasons import Refused

DAY = date(2026, 3, 17)
ALL_MET = dict.fromkeys(UNDERTAKING_CONDITIONS, "met")
GOOD_MENTOR = MentorStanding(1, dict.fromkeys(MENTOR_CONDITIONS, "met"))


def mentor_failing(*codes: str, assignment_id: int = 2) -> MentorStanding:
    return MentorStanding(
        assignment_id, {code: "not_met" if code in codes else "met" for code in MENTOR_CONDITIONS}
    )


def test_a_case_with_every_condition_met_can_be_granted():
    assert blockers_to_grant(CaseStanding(ALL_MET, (GOOD_MENTOR,)), DAY) == ()


def test_a_case_nobody_judged_lists_every_condition_in_the_order_of_the_law():
    standing = CaseStanding({}, (MentorStanding(1, {}),))

    reasons = blockers_to_grant(standing, DAY)

    assert reasons == tuple(
        f"{code}_not_judged" for code in ("U1", "U2", "U3", "U5", "U6", "U7", "M1", "M1a", "M2", "M3", "M5")
    )


def test_a_mentor_who_fails_does_not_block_beside_one_who_qualifies():
    standing = CaseStanding(ALL_MET, (mentor_failing("M2"), GOOD_MENTOR))

    assert blockers_to_grant(standing, DAY) == ()


def test_without_a_mentor_who_qualifies_the_case_fails_on_u4_and_on_what_each_mentor_lacks():
    standing = CaseStanding(ALL_MET, (mentor_failing("M2"), mentor_failing("M5", assignment_id=3)))

    assert failed_conditions(standing) == ("U4", "M2", "M5")


def test_a_case_without_mentors_fails_on_u4():
    assert failed_conditions(CaseStanding(ALL_MET, ())) == ("U4",)


def test_the_training_of_a_mentor_never_blocks():
    standing = CaseStanding(ALL_MET, (mentor_failing("M4"),))

    assert blockers_to_grant(standing, DAY) == ()


def test_a_derogation_counts_as_met():
    verdicts = {**dict.fromkeys(MENTOR_CONDITIONS, "met"), "M2": "derogated"}

    assert blockers_to_grant(CaseStanding(ALL_MET, (MentorStanding(1, verdicts),)), DAY) == ()


def test_what_the_rules_find_blocks_even_when_everything_was_judged_met():
    standing = CaseStanding(ALL_MET, (GOOD_MENTOR,), rule_blockers=("U7",))

    assert blockers_to_grant(standing, DAY) == ("U7",)


def test_a_pair_that_is_recognised_already_blocks_behind_the_conditions():
    standing = CaseStanding({**ALL_MET, "U1": "not_met"}, (GOOD_MENTOR,), already_recognised=True)

    assert blockers_to_grant(standing, DAY) == ("U1", "already_recognised")


def test_a_refusal_needs_a_failed_condition():
    assert blockers_to_refuse(CaseStanding(ALL_MET, (GOOD_MENTOR,)), DAY) == ("no_failed_condition",)
    assert blockers_to_refuse(CaseStanding({**ALL_MET, "U2": "not_met"}, (GOOD_MENTOR,)), DAY) == ()


def test_who_submitted_the_case_can_neither_grant_nor_refuse_it():
    judged = CaseStanding(
        {**ALL_MET, "U2": "not_met"},
        (GOOD_MENTOR,),
        rule_blockers=("SUBMITTER",),
        decided_by_submitter=True,
    )

    assert blockers_to_grant(judged, DAY) == ("U2", "SUBMITTER")
    assert blockers_to_refuse(judged, DAY) == ("SUBMITTER",)


@pytest.mark.parametrize(
    ("day", "blocked"),
    [
        pytest.param(date(2026, 3, 23), True, id="last day to answer"),
        pytest.param(date(2026, 3, 24), False, id="day after the last day"),
    ],
)
def test_a_case_is_discontinued_only_after_the_last_day_to_answer(day, blocked):
    standing = CaseStanding(answer_due_on=date(2026, 3, 23))

    assert bool(blockers_to_discontinue(standing, day)) is blocked


def test_a_step_from_a_wrong_state_is_refused_before_its_conditions_are_looked_at():
    with pytest.raises(Refused) as refusal:
        GRANT.check(ApplicationState.REFUSED, CaseStanding(), on=DAY)

    assert refusal.value.reasons == ("wrong_state",)


@pytest.mark.parametrize("step", [GRANT, REFUSE, WITHDRAW], ids=lambda step: step.name)
@pytest.mark.parametrize(
    "state", [ApplicationState.APPROVED, ApplicationState.CANCELLED, ApplicationState.DISCONTINUED]
)
def test_nothing_can_be_done_to_a_closed_case(step, state):
    assert step.reasons_against(state, CaseStanding(ALL_MET, (GOOD_MENTOR,)), on=DAY) == ("wrong_state",)


def test_every_state_can_be_reached_by_a_step():
    reached = {step.target for step in APPLICATION_STEPS if step.target}

    assert reached == set(ApplicationState)


VERDICTS = st.sampled_from(["met", "not_met", "derogated"])
MENTORS = st.lists(
    st.dictionaries(st.sampled_from(MENTOR_CONDITIONS), VERDICTS).map(lambda v: MentorStanding(1, v)),
    max_size=3,
).map(tuple)


@given(st.dictionaries(st.sampled_from(UNDERTAKING_CONDITIONS), VERDICTS), MENTORS)
def test_a_case_can_never_be_granted_and_refused_at_the_same_time(undertaking, mentors):
    standing = CaseStanding(undertaking, mentors)

    assert blockers_to_grant(standing, DAY) or blockers_to_refuse(standing, DAY)


@given(st.dictionaries(st.sampled_from(UNDERTAKING_CONDITIONS), VERDICTS), MENTORS)
def test_every_reason_of_a_standing_has_dutch_words(undertaking, mentors):
    standing = CaseStanding(undertaking, mentors)

    for code in (*failed_conditions(standing), *unjudged_conditions(standing)):
        assert reason(code).endswith(".")
