"""Appeals through the API: the same steps, rights and refusals as on the pages."""

import pytest
import time_machine

from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.models import Recognition
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.appeals.cases import admissible, refused_case
from tests.casework.recognition.appeals.sanctions import admitted, exclusion, withdrawal
from tests.casework.recognition.factories import AppealFactory
from tests.interfaces.api.asking import post, software

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/appeals"


@pytest.fixture(autouse=True)
def _on_16_march_2026():
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def of_company(company):
    return software(Role.COMPANY, company.enterprise_number)


def office():
    return software(Role.DEPARTMENT, "wewis")


def test_a_company_lodges_once_for_a_key_and_takes_its_appeal_back():
    case = refused_case()
    client = of_company(case.company)
    body = {"against": "REFUSAL", "reference": case.reference, "reasons": "De balans klopt."}

    first = post(client, ROOT, body, key="beroep-2026-1")
    again = post(client, ROOT, body, key="beroep-2026-1")
    back = post(client, f"{ROOT}/{first.json()['id']}/retraction", {})

    assert (first.status_code, again.json()) == (201, first.json())
    assert (first.json()["state"], first.json()["last_day_on"]) == ("LODGED", "2026-03-23")
    assert (back.status_code, back.json()["state"]) == (200, "RETRACTED")
    assert Appeal.objects.count() == 1


def test_a_company_lodges_against_a_part_of_a_sanction():
    sanction = withdrawal()

    answer = post(
        of_company(sanction.decision.company),
        ROOT,
        {"against": "WITHDRAWAL", "part": sanction.pk, "reasons": "De mentor was er."},
    )

    assert answer.json()["against_words"].startswith("de opheffing van de erkenning voor")
    assert answer.json()["reference"] == sanction.decision.reference


@pytest.mark.parametrize(
    ("body", "field"),
    [({"against": "REFUSAL", "part": 1}, "reference"), ({"against": "BAR", "reference": None}, "part")],
)
def test_what_the_appeal_is_against_has_to_be_said(body, field):
    answer = post(of_company(refused_case().company), ROOT, {**body, "reasons": "Niet eens."})

    assert answer.status_code == 422
    assert [reason["field"] for reason in answer.json()["reasons"]] == [field]


def test_a_late_appeal_and_a_second_one_are_refused_with_their_codes():
    running = AppealFactory()
    sanction = exclusion()
    sanction.decision.read_on = sanction.decision.decided_on
    type(sanction.decision).objects.update(decided_on="2026-02-02", read_on="2026-02-02")

    second = post(
        of_company(running.company),
        ROOT,
        {"against": "REFUSAL", "reference": running.application.reference, "reasons": "Nog eens."},
    )
    late = post(
        of_company(sanction.decision.company),
        ROOT,
        {"against": "EXCLUSION", "part": sanction.pk, "reasons": "Te laat."},
    )

    codes = [[reason["code"] for reason in answer.json()["reasons"]] for answer in (second, late)]
    assert (second.status_code, late.status_code, codes) == (422, 422, [["appeal_runs"], ["appeal_late"]])


def test_a_company_finds_no_appeal_and_no_sanction_of_another():
    appeal, sanction = AppealFactory(), withdrawal()
    client = of_company(refused_case().company)

    answers = [
        client.get(f"{ROOT}/{appeal.pk}"),
        post(client, f"{ROOT}/{appeal.pk}/retraction", {}),
        post(client, ROOT, {"against": "WITHDRAWAL", "part": sanction.pk, "reasons": "Niet van mij."}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert client.get(ROOT).json() == {"items": [], "next": None}


def test_the_department_enters_judges_extends_and_decides():
    case = refused_case()
    client = office()
    body = {"against": "REFUSAL", "reference": case.reference, "way": "LETTER", "sent_on": "2026-03-13"}
    entered = post(client, f"{ROOT}/letters", body).json()
    place = f"{ROOT}/{entered['id']}"

    states = [
        post(client, f"{place}/admissibility", {"admissible": True}).json()["state"],
        post(client, f"{place}/extension", {"reason": "Plaatsbezoek."}).json()["state"],
        post(client, f"{place}/outcome", {"outcome": "REJECTED", "reason": "Onjuist."}).json()["state"],
    ]
    late = post(client, f"{place}/outcome", {"outcome": "REJECTED", "reason": "Onjuist."})

    assert states == ["ADMISSIBLE", "ADMISSIBLE", "REJECTED"]
    assert (late.status_code, late.json()["reasons"][0]["code"]) == (409, "wrong_state")


def test_the_department_suspends_and_annuls_a_withdrawal():
    appeal = admitted("WITHDRAWAL", withdrawal())
    client = office()

    suspended = post(client, f"{ROOT}/{appeal.pk}/suspension", {"reason": "Bijna klaar."})
    upheld = post(client, f"{ROOT}/{appeal.pk}/outcome", {"outcome": "UPHELD", "reason": "Juist."})

    assert suspended.json()["suspended_on"] == "2026-03-16"
    assert upheld.json()["state"] == "UPHELD"
    assert Recognition.objects.get().state == "ACTIVE"


def test_upholding_after_a_refusal_names_its_mentors():
    appeal = admissible()
    mentor = appeal.application.assignments.get()
    place = f"{ROOT}/{appeal.pk}/outcome"

    without = post(office(), place, {"outcome": "UPHELD", "reason": "Juist."})
    with_one = post(office(), place, {"outcome": "UPHELD", "reason": "Juist.", "mentors": [mentor.pk]})

    assert (without.status_code, without.json()["reasons"][0]["field"]) == (422, "mentors")
    assert with_one.json()["state"] == "UPHELD"


def test_a_partnership_reads_the_appeals_against_its_decisions_and_does_nothing():
    own, _other = AppealFactory(), AppealFactory(application__partnership__code="hout")
    client = software(Role.PARTNERSHIP, "bouw")

    listed = client.get(ROOT).json()["items"]
    decided = post(client, f"{ROOT}/{own.pk}/outcome", {"outcome": "REJECTED", "reason": "Neen."})

    assert [one["id"] for one in listed] == [own.pk]
    assert decided.status_code == 403


def test_the_list_is_filtered_and_paged():
    for state in ("LODGED", "REJECTED", "LODGED"):
        AppealFactory(state=state)
    client = office()

    found = client.get(f"{ROOT}?state=LODGED").json()["items"]
    before = client.get(f"{ROOT}?cursor={found[0]['id']}").json()["items"]

    assert [one["state"] for one in found] == ["LODGED", "LODGED"]
    assert len(before) == 2
