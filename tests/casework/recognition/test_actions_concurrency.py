"""Two persons at the same case at the same moment, over real connections: one wins, the other is told."""

from datetime import timedelta

import pytest

from duaal.casework.recognition.actions import handling
from duaal.casework.recognition.models import Application, Recognition
from duaal.foundation.audit.models import Chain, Entry
from tests.casework.recognition.actors import COLLEAGUE, OFFICER, company_of
from tests.casework.recognition.connections import race
from tests.casework.recognition.factories import RECEIVED, ApplicationFactory

pytestmark = pytest.mark.django_db(transaction=True)

DAY = RECEIVED + timedelta(days=4)


def test_of_two_officers_who_grant_at_once_one_wins_and_the_other_is_told():
    case = ApplicationFactory(judged=True)

    outcomes = race(
        ("grant", lambda: handling.grant(case.pk, actor=OFFICER, on=DAY)),
        ("grant", lambda: handling.grant(case.pk, actor=COLLEAGUE, on=DAY)),
    )

    assert sorted(outcomes, key=str) == [("wrong_state",), "grant"]
    assert Recognition.objects.count() == 1
    assert Entry.objects.filter(file_kind="application", file_id=case.pk).count() == 1


def test_a_company_that_withdraws_while_an_officer_grants_meets_one_outcome():
    case = ApplicationFactory(judged=True)
    company = company_of(case)

    outcomes = race(
        ("grant", lambda: handling.grant(case.pk, actor=OFFICER, on=DAY)),
        ("withdraw", lambda: handling.withdraw(case.pk, actor=company, on=DAY)),
    )

    state = Application.objects.get(pk=case.pk).state
    assert ("wrong_state",) in outcomes
    assert {"grant", "withdraw"} & set(outcomes) == ({"grant"} if state == "APPROVED" else {"withdraw"})
    assert Recognition.objects.exists() is (state == "APPROVED")


def test_of_two_officers_who_refuse_at_once_one_wins():
    case = ApplicationFactory(judged=True)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Negatief vermogen.")

    outcomes = race(
        ("refuse", lambda: handling.refuse(case.pk, actor=OFFICER, on=DAY)),
        ("refuse", lambda: handling.refuse(case.pk, actor=COLLEAGUE, on=DAY)),
    )

    assert sorted(outcomes, key=str) == [("wrong_state",), "refuse"]
    assert Chain.objects.get(file_kind="application", file_id=case.pk).last_seq == 1


def test_of_two_officers_who_ask_at_once_one_question_stays():
    case = ApplicationFactory()

    outcomes = race(
        ("ask", lambda: handling.ask(case.pk, actor=OFFICER, on=DAY, items="Uittreksel.")),
        ("ask", lambda: handling.ask(case.pk, actor=COLLEAGUE, on=DAY, items="Foto.")),
    )

    assert sorted(outcomes, key=str) == [("wrong_state",), "ask"]
    assert case.information_requests.count() == 1
