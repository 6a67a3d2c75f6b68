"""Agreements that are kept in the invented Flanders: what happened to each is what the platform allows."""

from collections import Counter

import pytest

from duaal.casework.agreements.models import AgreementKind, SignerRole
from duaal.casework.agreements.rules.identity import Identity
from duaal.casework.agreements.states import (
    AGREEMENT_STEPS,
    CONCLUDED,
    ON_PAPER,
    RUNNING,
    AgreementState,
)
from duaal.casework.trajectories.states import AT_WORK, LOOKING, TrajectoryState
from duaal.foundation.kernel.period import ONE_DAY
from duaal.synthetic.agreement_rows import KeptAgreements
from tests.synthetic.conftest import TODAY

pytestmark = pytest.mark.django_db

STEPS = {step.name: step for step in AGREEMENT_STEPS}


@pytest.fixture(scope="module")
def kept(world, surroundings):
    return KeptAgreements(world, tuple(surroundings.trainings), today=TODAY)


def test_every_step_is_one_that_the_platform_allows_in_its_order(kept):
    for one in kept.kept:
        before, found = None, ""
        for entry in kept._entries_of(one):
            step = STEPS[entry.step]
            assert entry.from_state == found
            assert found in step.sources
            assert entry.actor.role in step.roles
            assert before is None or before <= entry.on
            assert entry.on <= TODAY
            before, found = entry.on, entry.to_state
        assert found == one.state


def test_agreements_are_there_in_every_state_and_with_every_kind_of_end(kept):
    states = Counter(one.state for one in kept.kept)
    ends = {one.ended_as for one in kept.kept if one.state == AgreementState.ENDED}

    assert set(states) == set(AgreementState)
    assert states[AgreementState.ACTIVE] > 500
    assert ends >= {"ENDED_FIRST30", "ENDED_MUTUAL", "ENDED_GROUND", "ENDED_PROVIDER", "ENDED_CONTRARY"}
    assert any(one.owes_month for one in kept.kept)
    assert any(one.reports for one in kept.kept)
    assert any(one.is_reconciled for found in kept.kept for one in found.mediations)


def test_the_school_of_the_demo_has_something_on_every_kind_of_page(world, kept):
    of_demo = Counter(one.state for one in kept.kept if one.pupil.school is world.schools[0])

    assert {AgreementState.ACTIVE, AgreementState.SUSPENDED, AgreementState.MEDIATION} <= set(of_demo)
    assert set(of_demo) & ON_PAPER
    assert len(of_demo) >= 6


def test_the_learner_is_where_the_agreement_says(kept):
    for one in kept.kept:
        state = one.pupil.state
        if one.state in CONCLUDED:
            assert state in AT_WORK
            assert (state == TrajectoryState.SUSPENDED) == (one.state == AgreementState.SUSPENDED)
        elif one.state in ON_PAPER:
            assert state in LOOKING
        assert one.contract.learner == one.pupil.learner
        assert one.contract.school is one.pupil.school
        assert one.contract.case.programme is one.pupil.programme


def test_the_days_to_search_stop_when_everybody_signed(kept):
    for one in kept.kept:
        on = one.text.concluded_on
        if on is None:
            assert one.contract.starts_on is None
            continue
        stopped = [search.stopped_on for search in one.pupil.searches if search.stopped_on]
        assert not stopped or on - ONE_DAY in stopped or one.state == AgreementState.ENDED
        assert one.pupil.enrolled_on <= one.text.made_on <= on <= one.first


def test_everybody_signed_what_is_concluded_and_a_minor_never_alone(kept):
    for one in kept.kept:
        signers = one.signers(of_age=kept.of_age)
        if one.pupil.age_on(one.text.made_on) < kept.of_age:
            assert SignerRole.GUARDIAN in signers or not one.pupil.parents
        if one.text.concluded_on is not None:
            assert set(one.text.signed) == set(signers)
            assert SignerRole.GUARDIAN in signers or one.pupil.age_on(one.first) >= kept.of_age
            assert max(one.text.signed.values()) == one.text.concluded_on


def test_no_clock_of_an_agreement_is_over(kept):
    for one in kept.kept:
        if one.state in RUNNING:
            assert one.first <= TODAY <= one.last
        if one.state in (AgreementState.SIGNED, AgreementState.REGISTERED, AgreementState.TO_SIGN):
            assert one.first > TODAY
        if one.state == AgreementState.NOTICE:
            assert one.notice_ends_on >= TODAY
        if one.state == AgreementState.MEDIATION:
            assert one.mediations[-1].closed_on is None
            assert one.mediations[-1].until >= TODAY


def test_every_agreement_binds_the_plan_that_is_there(kept):
    for one in kept.kept:
        plan, (content, _hash) = kept._plans[id(one)], kept._texts[id(one)]
        assert content["terms"]["plan"]["hash"] == plan.hash
        assert len(plan.lines) >= 8


def test_the_text_of_an_adult_names_address_and_nationality_and_that_of_a_pupil_does_not(kept):
    named = []
    for one in kept.kept:
        identity = kept._texts[id(one)][0]["parties"].get("identity")
        if identity is None:
            assert not one.pupil.programme.is_adult or one.contract.kind == AgreementKind.DAO
            continue
        assert one.pupil.programme.is_adult
        named.append(Identity(**identity))

    assert named
    assert not [identity for identity in named if identity.missing]
