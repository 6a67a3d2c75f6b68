"""Several cases in one call: all or nothing, with the reasons of each case."""

import pytest

from duaal.casework.recognition.models import Application, ConditionJudgement, InformationRequest
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.factories import ApplicationFactory
from tests.interfaces.api.asking import post, software
from tests.register.organisations.factories import CompanyFactory, SiteFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1/together/"


@pytest.fixture
def shop():
    return CompanyFactory()


@pytest.fixture
def bouw():
    return software(Role.PARTNERSHIP, "bouw")


def case_of(shop, **more) -> Application:
    return ApplicationFactory(site=SiteFactory(company=shop), **{"judged": True, **more})


def failing(shop) -> Application:
    case = case_of(shop)
    case.judgements.filter(condition="U2").update(verdict="not_met", reason="Geen balans.")
    return case


def decided(*cases: Application, outcome: str = "grant") -> dict[str, object]:
    return {"decisions": [{"reference": case.reference, "outcome": outcome} for case in cases]}


def states(*cases: Application) -> list[str]:
    return [Application.objects.get(pk=case.pk).state for case in cases]


def found(answer) -> list[tuple[str, str]]:
    return [(reason["field"], reason["code"]) for reason in answer.json()["reasons"]]


def test_cases_are_granted_and_refused_together_each_with_its_own_remark(shop, bouw):
    good, bad = case_of(shop), failing(shop)
    body = {
        "remark": "Dank u.",
        "decisions": [
            {"reference": good.reference, "outcome": "grant"},
            {"reference": bad.reference, "outcome": "refuse", "remark": "Stuur een balans."},
        ],
    }

    answer = post(bouw, ROOT + "decisions", body)

    assert answer.status_code == 200, answer.content
    assert [one["state"] for one in answer.json()["applications"]] == ["APPROVED", "REFUSED"]
    remarks = Application.objects.order_by("pk").values_list("decision_reason", flat=True)
    assert list(remarks) == ["Dank u.", "Stuur een balans."]


def test_one_that_is_refused_keeps_all_others_as_they_were_and_names_its_reason(shop, bouw):
    good, bad = case_of(shop), failing(shop)

    answer = post(bouw, ROOT + "decisions", decided(good, bad))

    assert (answer.status_code, found(answer)) == (422, [(bad.reference, "U2")])
    assert answer["Content-Type"] == "application/problem+json"
    assert states(good, bad) == ["IN_REVIEW", "IN_REVIEW"]


def test_one_that_was_decided_by_somebody_else_is_told_as_moved_on(shop, bouw):
    first, second = case_of(shop), case_of(shop)
    post(bouw, ROOT + "decisions", decided(first))

    answer = post(bouw, ROOT + "decisions", decided(first, second))

    assert (answer.status_code, found(answer)) == (409, [(first.reference, "wrong_state")])
    assert states(second) == ["IN_REVIEW"]


def test_the_same_key_decides_once_and_a_refusal_keeps_nothing_behind_the_key(shop, bouw):
    bad = failing(shop)

    refused = post(bouw, ROOT + "decisions", decided(bad), key="samen-0001")
    answers = [
        post(bouw, ROOT + "decisions", decided(bad, outcome="refuse"), key="samen-0001") for _ in range(2)
    ]

    assert refused.status_code == 422
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()


def test_a_question_is_asked_about_each_case(shop, bouw):
    cases = [case_of(shop), case_of(shop)]

    answer = post(
        bouw, ROOT + "questions", {"references": [one.reference for one in cases], "items": "Een foto."}
    )

    assert answer.status_code == 200
    assert InformationRequest.objects.filter(items="Een foto.").count() == 2
    assert states(*cases) == ["INFO_REQUESTED", "INFO_REQUESTED"]


def test_a_company_is_judged_in_all_its_cases_and_not_together_with_another(shop, bouw):
    cases = [case_of(shop, judged=False), case_of(shop, judged=False)]
    judgements = [{"condition": "U2", "verdict": "not_met", "reason": "Geen balans."}]
    body = {"references": [one.reference for one in cases], "judgements": judgements}
    mixed = {**body, "references": [cases[0].reference, case_of(CompanyFactory()).reference]}

    judged, refused = post(bouw, ROOT + "judgements", body), post(bouw, ROOT + "judgements", mixed)

    assert (judged.status_code, refused.status_code) == (200, 422)
    assert ConditionJudgement.objects.filter(application__in=cases, verdict="not_met").count() == 2


def test_a_condition_of_a_mentor_is_not_judged_together(shop, bouw):
    body = {
        "references": [case_of(shop).reference],
        "judgements": [{"condition": "M1", "verdict": "met"}],
    }

    assert post(bouw, ROOT + "judgements", body).status_code == 422


def test_a_case_of_another_partnership_is_not_there_and_stops_all(shop, bouw):
    own, other = case_of(shop), case_of(shop, partnership__code="hout")

    answer = post(bouw, ROOT + "decisions", decided(own, other))

    assert answer.status_code == 404
    assert states(own) == ["IN_REVIEW"]


def test_a_company_decides_nothing(shop):
    case = case_of(shop)

    answer = post(software(Role.COMPANY, shop.enterprise_number), ROOT + "decisions", decided(case))

    assert answer.status_code == 403
