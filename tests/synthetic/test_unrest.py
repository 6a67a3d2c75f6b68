"""Sanctions, appeals, vacancies and schools of the invented Flanders agree with the rules of the platform."""

from datetime import timedelta

import pytest

from duaal.casework.recognition.appeals.models import InadmissibleGround
from duaal.casework.recognition.appeals.states import RUNNING, AppealState
from duaal.casework.recognition.rules.terms import appeal_deadline, receipt_of_decision
from duaal.casework.recognition.sanctions.law import effect_law, value_on
from duaal.casework.recognition.sanctions.rules import (
    CODES_OF,
    effect_of_withdrawal,
    hearing_term,
    last_end_of_exclusion,
)
from duaal.casework.recognition.sanctions.states import (
    ExclusionKind,
    ExclusionState,
    GuidanceState,
    WithdrawalGround,
    WithdrawalState,
)
from duaal.casework.recognition.states import LIVE, ApplicationState, RecognitionState
from duaal.foundation.lawbook.book import BOOK
from duaal.register.organisations.models import ProviderKind
from duaal.synthetic.allocation import FLEMISH_PARTNERSHIP
from duaal.synthetic.matching import BESIDE_BRUSSELS, BRUSSELS, OF_LEVEL, TEACHES
from tests.synthetic.conftest import TODAY

pytestmark = pytest.mark.django_db


def last_day_to_appeal(decided_on):
    working_days = BOOK.value("recognition.receipt_working_days").on(decided_on)
    receipt = receipt_of_decision(decided_on, None, working_days)
    days = BOOK.value("recognition.appeal_days").on(receipt.last_day)
    moves = BOOK.value("recognition.appeal_last_day_moves").on(receipt.last_day)
    return appeal_deadline(receipt.last_day, days, moves).last_day


def test_a_refusal_is_final_when_its_term_is_over_and_no_appeal_runs(world):
    running = {id(one.case) for one in world.measures.appeals if one.against is None and one.state in RUNNING}
    for case in world.cases:
        if case.state == ApplicationState.REFUSED:
            assert last_day_to_appeal(case.decided_on) >= TODAY
        if case.state == ApplicationState.REFUSED_FINAL:
            assert last_day_to_appeal(case.decided_on) < TODAY
        assert (case.state == ApplicationState.REFUSED_UNDER_APPEAL) == (id(case) in running)


def test_an_appeal_came_in_time_or_was_dismissed_because_it_was_late(world):
    assert {one.state for one in world.measures.appeals} == set(AppealState)
    for one in world.measures.appeals:
        decided_on = (
            one.against.decision.decided_on if one.against else one.case.refused_on or one.case.decided_on
        )
        assert one.last_day_on == last_day_to_appeal(decided_on)
        assert decided_on <= one.sent_on <= one.received_on <= TODAY
        is_late = one.inadmissible_ground == InadmissibleGround.LATE
        assert (one.sent_on > one.last_day_on) == is_late


def test_the_committee_decided_within_its_term(world):
    decided = [one for one in world.measures.appeals if one.decided_on and one.decide_by]

    assert decided
    for one in decided:
        assert one.acknowledged_on < one.decided_on <= one.decide_by
        assert one.acknowledged_on <= one.acknowledge_by
        assert one.outcome_reason


def test_a_recognition_that_came_from_an_appeal_begins_on_the_day_of_the_outcome(world):
    upheld = [
        one for one in world.measures.appeals if one.state == AppealState.UPHELD and one.against is None
    ]

    assert upheld
    for one in upheld:
        assert one.case.state == ApplicationState.APPROVED
        assert one.case.decided_on == one.decided_on
        assert one.case.refused_on < one.sent_on


def test_a_withdrawal_takes_effect_on_the_day_of_the_rules(world):
    for one in world.measures.withdrawals:
        decision = one.decision
        law = effect_law(decision.partnership, decision.decided_on)
        effect = effect_of_withdrawal(
            decision.decided_on, decision.read_on, in_danger=False, last_day=one.case.valid_to, law=law
        )
        assert one.effect_on == effect.day
        assert one.code in CODES_OF[one.ground]
        assert (one.state == WithdrawalState.DECIDED) == (effect.day > TODAY)
        assert (one.case.outcome == RecognitionState.WITHDRAWN) == (one.state == WithdrawalState.IN_EFFECT)
        if one.state == WithdrawalState.IN_EFFECT:
            assert one.case.last_day == effect.day


def test_nobody_was_sanctioned_unheard(world):
    heard = {id(one.case): one for one in world.measures.hearings}
    for decision in world.measures.decisions:
        hearing = heard[id(decision.case)]
        days = value_on("hearing_days", decision.case.partnership, hearing.invited_on)
        assert hearing.react_by == hearing_term(hearing.invited_on, days)
        assert hearing.reacted_on is not None or hearing.react_by < decision.decided_on
        assert hearing.closed_on == decision.decided_on


def test_agreements_end_with_a_withdrawn_recognition_but_for_a_part_time_contract(world):
    withdrawn = {id(one.case): one for one in world.measures.withdrawals if one.state == "IN_EFFECT"}
    ended = [one for one in world.contracts if one.end_reason]

    assert ended
    assert all(withdrawn[id(one.case)].effect_on == one.ended_on for one in ended)
    for one in world.contracts:
        if id(one.case) in withdrawn and one.kind != "DAO" and one.starts_on is not None:
            assert one.last_day <= withdrawn[id(one.case)].effect_on


def test_an_exclusion_is_of_the_flemish_partnership_and_leaves_no_recognition(world):
    assert {one.state for one in world.measures.exclusions} == {ExclusionState.IN_FORCE, ExclusionState.ENDED}
    for one in world.measures.exclusions:
        company = one.decision.case.company
        with_it = [each for each in world.measures.withdrawals if each.decision is one.decision]
        assert one.decision.partnership == FLEMISH_PARTNERSHIP
        assert any(each.ground == WithdrawalGround.DUTY_BREACH for each in with_it)
        assert not any(case.outcome in LIVE for case in company.cases)
        if one.kind == ExclusionKind.TEMPORARY:
            months = value_on("exclusion_max_months", FLEMISH_PARTNERSHIP, one.from_day)
            assert one.from_day < one.until <= last_end_of_exclusion(one.from_day, months)
            assert (one.state == ExclusionState.ENDED) == (one.until < TODAY)


def test_the_state_of_a_recognition_is_that_of_what_runs_on_it(world):
    guided = {id(one.case) for one in world.measures.guidances if one.state == GuidanceState.RUNNING}
    warned = {id(one.case) for one in world.measures.precautions}
    invited = {id(one.case) for one in world.measures.hearings if one.closed_on is None}
    undone = {id(one.case) for one in world.measures.withdrawals if one.state == WithdrawalState.DECIDED}
    for case in world.cases:
        assert (case.outcome == RecognitionState.UNDER_GUIDANCE) == (id(case) in guided)
        assert (case.outcome == RecognitionState.SUSPENDED) == (id(case) in warned)
        assert (case.outcome == RecognitionState.SANCTION_PROPOSED) == (id(case) in invited | undone)
        assert (case.outcome == RecognitionState.INCOMPLETE) == (case.vacancy is not None)


def test_an_action_that_was_not_closed_in_time_is_flagged(world):
    actions = [action for guidance in world.measures.guidances for action in guidance.actions]

    assert {action.overdue_since is None for action in actions} == {True, False}
    for action in actions:
        late = action.closed_on is None and action.due_on < TODAY
        assert (action.overdue_since is not None) == late


def test_a_school_near_the_site_teaches_the_learner(world):
    for contract in world.contracts:
        province = contract.case.site.town.province
        level = OF_LEVEL[contract.case.programme.level]
        assert contract.school.kind in level
        assert contract.school.kind in TEACHES[contract.kind] or not set(level) & set(TEACHES[contract.kind])
        if contract.starts_on is None or contract.starts_on > TODAY:
            continue  # the learner asked further away
        assert contract.school.town.province == (BESIDE_BRUSSELS if province == BRUSSELS else province)
    assert {contract.school.kind for contract in world.contracts} == set(ProviderKind)


def test_a_school_proposes_about_a_place_where_it_had_a_learner(world):
    for one in world.measures.proposals:
        assert one.contract.case is one.case
        assert one.contract.school is one.school
        assert one.contract.concluded_on <= one.proposed_on <= TODAY
        assert one.answered_on is None or one.proposed_on <= one.answered_on <= TODAY


def test_a_renewal_follows_on_the_recognition_of_its_place(world):
    renewals = [case for case in world.cases if case.follows is not None]

    assert {case.closed_on is None for case in renewals} == {True, False}
    for case in renewals:
        earlier = case.follows
        assert (case.site, case.programme) == (earlier.site, earlier.programme)
        assert case.received_on <= earlier.valid_to
        if case.outcome is not None:
            assert earlier.outcome == RecognitionState.SUPERSEDED
            assert earlier.last_day == case.decided_on - timedelta(days=1)


def test_a_barred_mentor_left_a_recognition_where_a_trained_one_works_on(world):
    assert len(world.measures.bars) >= 3
    for bar in world.measures.bars:
        case = bar.decision.case
        others = [guide for guide in case.guides if guide is not bar.guide]
        assert case.barred is bar.guide
        assert any(guide.trained_on and guide.trained_on < TODAY for guide in others)
        assert not any(
            bar.guide in one.guides for one in case.company.cases if one is not case and one.outcome in LIVE
        )
        assert any(deed.step == "bar_mentor" and deed.on == bar.from_day for deed in case.deeds)
