"""Two persons at the same appeal at the same moment, over real connections: one wins, the other is told."""

import pytest

from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.models import Recognition, Withdrawal
from duaal.flows.processes import sanction as process
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from tests.casework.recognition.actors import DEPARTMENT, company_of
from tests.casework.recognition.appeals.cases import WHY, admissible, refused_case, state_of
from tests.casework.recognition.appeals.sanctions import (
    DAY,
    EFFECT_ON,
    LATER,
    MAKERS,
    admitted,
    barred,
    company_behind,
    lodged,
    withdrawal,
)
from tests.casework.recognition.connections import race

pytestmark = pytest.mark.django_db(transaction=True)

COLLEAGUE = Actor(Role.DEPARTMENT, "wewis", user_id=24, name="Ambtenaar Peeters")


def test_of_two_members_who_decide_at_once_one_wins():
    appeal = admissible()
    mentor = appeal.application.assignments.get()

    outcomes = race(
        (
            "uphold",
            lambda: actions.uphold(
                appeal.pk, actor=DEPARTMENT, on=DAY, reason="Juist.", mentor_ids=[mentor.pk]
            ),
        ),
        ("reject", lambda: actions.reject(appeal.pk, actor=COLLEAGUE, on=DAY, reason="Onjuist.")),
    )

    won = next(outcome for outcome in outcomes if isinstance(outcome, str))
    assert ("wrong_state",) in outcomes
    assert Appeal.objects.get().state == {"uphold": "UPHELD", "reject": "REJECTED"}[won]
    assert Recognition.objects.exists() is (won == "uphold")
    assert Entry.objects.filter(file_kind="appeal").count() == 1


@pytest.mark.parametrize("kind", MAKERS)
def test_of_two_members_who_decide_on_a_sanction_at_once_one_wins(kind):
    sanction = MAKERS[kind]()
    appeal = admitted(kind, sanction)

    outcomes = race(
        ("uphold", lambda: actions.uphold(appeal.pk, actor=DEPARTMENT, on=LATER, reason="Juist.")),
        ("reject", lambda: actions.reject(appeal.pk, actor=COLLEAGUE, on=LATER, reason="Onjuist.")),
    )

    sanction.refresh_from_db()
    assert ("wrong_state",) in outcomes
    assert (sanction.state == "ANNULLED") is ("uphold" in outcomes)


def test_a_company_that_takes_its_appeal_back_while_the_committee_decides_meets_one_outcome():
    appeal = admissible()

    outcomes = race(
        ("retract", lambda: actions.retract(appeal.pk, actor=company_of(appeal.application), on=DAY)),
        ("reject", lambda: actions.reject(appeal.pk, actor=DEPARTMENT, on=DAY, reason="Onjuist.")),
    )

    state = Appeal.objects.get().state
    assert ("wrong_state",) in outcomes
    assert (state, state_of(appeal.application)) in {
        ("RETRACTED", "REFUSED"),
        ("REJECTED", "REFUSED_FINAL"),
    }


def test_of_two_appeals_lodged_at_once_one_runs():
    case = refused_case()
    company = company_of(case)

    outcomes = race(
        *[("lodge", lambda: actions.lodge("REFUSAL", case.pk, actor=company, on=DAY, reasons=WHY))] * 2
    )

    assert sorted(outcomes, key=str) == [("appeal_runs",), "lodge"]
    assert Appeal.objects.count() == 1


def test_of_two_appeals_against_a_bar_lodged_at_once_one_runs():
    sanction = barred()
    company = company_behind(sanction)

    outcomes = race(
        *[("lodge", lambda: actions.lodge("BAR", sanction.pk, actor=company, on=DAY, reasons=WHY))] * 2
    )

    assert sorted(outcomes, key=str) == [("appeal_runs",), "lodge"]


def test_a_withdrawal_that_takes_effect_while_the_committee_suspends_it_ends_in_one_of_two_ways():
    sanction = withdrawal(in_effect=False)
    appeal = lodged("WITHDRAWAL", sanction)

    outcomes = race(
        ("suspend", lambda: actions.suspend_effect(appeal.pk, actor=DEPARTMENT, on=EFFECT_ON, reason="Zo.")),
        ("carry out", lambda: process.carry_out(sanction.decision_id, on=EFFECT_ON)),
    )

    # Whoever comes first: a suspended withdrawal has no effect, and what it took away is back.
    found = Recognition.objects.get()
    assert sorted(outcomes) == ["carry out", "suspend"]
    assert Withdrawal.objects.get().state == "SUSPENDED"
    assert (found.state, found.ended_on) == ("ACTIVE", None)
