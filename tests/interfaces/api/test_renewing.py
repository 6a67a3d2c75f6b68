"""Asking anew by software: several at once with what is there, in time, with a new extract where needed."""

from base64 import b64encode
from datetime import date

import pytest

from duaal.casework.recognition.models import Application, MentorAssignment, RequestForm
from duaal.casework.recognition.states import ApplicationKind, RecognitionState
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.bakery import bakery
from tests.casework.recognition.factories import MentorAssignmentFactory
from tests.casework.recognition.upkeep.test_renewing import recognised
from tests.foundation.documents.files import pdf
from tests.interfaces.api.asking import post, software
from tests.interfaces.web.readers import queries_of
from tests.register.organisations.factories import SiteFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

RENEWALS = "/api/v1/renewals"
SAID = {
    "undertaking": {"organisation_and_equipment": True, "financial_strength": True, "conviction": False},
    "contact": {"name": "Ann Peeters", "email": "ann@voorbeeld.test", "phone": "016 00 00 00"},
}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"


@pytest.fixture
def shop():
    return bakery()


@pytest.fixture
def client(shop):
    return software(Role.COMPANY, shop.company.enterprise_number)


def fields(answer) -> list[str]:
    return [reason["field"] for reason in answer.json()["reasons"]]


def codes(answer) -> list[str]:
    return [reason["code"] for reason in answer.json()["reasons"]]


def test_what_ends_soon_is_listed_and_asked_anew_together_with_its_mentors(shop, client):
    both = [recognised(shop, 0), recognised(shop, 1)]

    listed = client.get(RENEWALS).json()
    answer = post(client, RENEWALS, {"recognitions": [one.pk for one in both], **SAID}, key="opnieuw-1")

    assert [(one["why"], one["recognition"]["id"]) for one in listed] == [
        ("ENDS_SOON", one.pk) for one in both
    ]
    assert answer.status_code == 201, answer.content
    cases = Application.objects.filter(kind=ApplicationKind.RENEWAL).order_by("pk")
    assert [one.recognition_concerned_id for one in cases] == [one.pk for one in both]
    assert all(one.assignments.exists() for one in cases)


def test_one_that_is_too_early_refuses_all_and_keeps_no_draft(shop, client):
    good, early = recognised(shop, 0), recognised(shop, 1, valid_to=date(2029, 8, 31))

    answer = post(client, RENEWALS, {"recognitions": [good.pk, early.pk], **SAID})

    assert (answer.status_code, codes(answer)) == (422, ["renewal_too_early"])
    assert not RequestForm.objects.filter(company=shop.company, submitted_on__isnull=True).exists()
    assert not Application.objects.filter(kind=ApplicationKind.RENEWAL).exists()


def test_an_extract_that_is_too_old_is_asked_anew_and_comes_along_with_its_file(shop, client):
    recognition = recognised(shop)
    mentor = recognition.assignments.get()
    MentorAssignment.objects.filter(pk=mentor.pk).update(extract_issued_on=date(2022, 1, 1))
    body = {"recognitions": [recognition.pk], **SAID}
    extract = {"person": mentor.person_id, "model": "596.2", "issued_on": "2026-02-20"}
    scan = {"name": "nieuw.pdf", "content": b64encode(pdf()).decode()}

    without = post(client, RENEWALS, body)
    old = post(client, RENEWALS, {**body, "extracts": [{**extract, "issued_on": "2022-01-01"}]})
    good = post(client, RENEWALS, {**body, "extracts": [{**extract, "file": scan}]})

    assert codes(without) == ["mentor_extract_not_good"]
    assert fields(old) == ["extracts.0.issued_on"]
    assert good.status_code == 201, good.content
    named = MentorAssignment.objects.latest("pk")
    assert named.extract_issued_on == date(2026, 2, 20)
    assert named.documents.get().document.kind == "EXTRACT"


def test_a_mentor_who_leaves_is_not_named_again(shop, client):
    recognition = recognised(shop)
    leaving = recognition.assignments.get().person_id
    stays = MentorAssignmentFactory(
        application=recognition.application,
        recognition=recognition,
        state="ACTIVE",
        extract_issued_on=date(2025, 9, 1),
    )

    answer = post(client, RENEWALS, {"recognitions": [recognition.pk], "leaving": [leaving], **SAID})

    assert answer.status_code == 201, answer.content
    (case,) = Application.objects.filter(kind=ApplicationKind.RENEWAL)
    assert [one.person_id for one in case.assignments.all()] == [stays.person_id]


@pytest.mark.parametrize("field", ["leaving", "extracts"])
def test_somebody_who_is_no_mentor_there_is_named_with_its_place(shop, client, field):
    said = {
        "leaving": [987654],
        "extracts": [{"person": 987654, "model": "596.2", "issued_on": "2026-02-20"}],
    }

    answer = post(client, RENEWALS, {"recognitions": [recognised(shop).pk], field: said[field], **SAID})

    assert (answer.status_code, fields(answer)) == (422, [f"{field}.0"])


def test_the_same_programme_is_asked_at_another_site_of_the_company(shop, client):
    recognition = recognised(shop)
    site = shop.sites[1].establishment_number

    moved = post(client, RENEWALS, {"recognitions": [recognition.pk], "site": site, **SAID})
    strange = post(
        client,
        RENEWALS,
        {"recognitions": [recognition.pk], "site": SiteFactory().establishment_number, **SAID},
    )

    assert moved.status_code == 201, moved.content
    assert Application.objects.get(kind=ApplicationKind.NEW, site=shop.sites[1]).company == shop.company
    assert (strange.status_code, fields(strange)) == (422, ["site"])


def test_a_recognition_that_ended_is_asked_anew_and_one_of_another_company_is_not_there(shop, client):
    ended = recognised(shop, state=RecognitionState.EXPIRED, valid_to=date(2026, 2, 1))
    ended.assignments.update(state="ENDED", ended_on=date(2026, 2, 1))
    other = recognised(bakery_of_somebody_else())

    (listed,) = client.get(RENEWALS).json()
    answer = post(client, RENEWALS, {"recognitions": [ended.pk], **SAID})
    strange = post(client, RENEWALS, {"recognitions": [other.pk], **SAID})

    assert listed["why"] == "ENDED"
    assert answer.status_code == 201, answer.content
    assert strange.status_code == 404


def bakery_of_somebody_else():
    """Something with sites and programmes of its own, for `recognised`."""
    site = SiteFactory()
    first = Application.objects.latest("pk")
    return type("Shop", (), {"company": site.company, "sites": (site,), "programmes": (first.programme,)})


def test_the_list_costs_as_much_for_one_as_for_many(shop, client):
    recognised(shop, 0)
    one = queries_of(client, RENEWALS)
    recognised(shop, 1)

    assert queries_of(client, RENEWALS) == one
