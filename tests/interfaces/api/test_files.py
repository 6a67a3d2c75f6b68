"""Files by software: sent along as base64, checked by content, never given back; opened only with a trace."""

from base64 import b64encode
from pathlib import Path

import pytest

from duaal.casework.recognition.models import Application, AssignmentDocument, TrainingExemption
from duaal.casework.recognition.rules.documents import asked_by, asked_of_undertaking
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.bakery import Bakery, bakery
from tests.casework.recognition.factories import ApplicationFactory
from tests.casework.recognition.mandates.holders import MandateFactory, sent_for
from tests.casework.recognition.mentors.places import place as recognised_place
from tests.casework.recognition.mentors.places import untrained_at
from tests.foundation.accounts.factories import actor_for
from tests.foundation.documents.factories import stored
from tests.foundation.documents.files import pdf, picture
from tests.interfaces.api.asking import post, software
from tests.interfaces.api.personal import software_of
from tests.interfaces.api.test_api import asked, codes, mentor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1/"
CERTIFICATE = {
    "course": "Mentoropleiding",
    "provider": "Centrum Noord",
    "provider_registered": True,
    "hours": 8,
    "followed_on": "2026-03-05",
}


def scan(data: bytes = pdf(), name: str = "scan.pdf") -> dict[str, str]:
    return {"name": name, "content": b64encode(data).decode()}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> None:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"


@pytest.fixture
def shop() -> Bakery:
    return bakery()


@pytest.fixture
def client(shop):
    return software(Role.COMPANY, shop.company.enterprise_number)


@pytest.fixture
def as_horeca(monkeypatch) -> None:
    """Every partnership asks what Horeca asks."""
    monkeypatch.setattr("duaal.interfaces.api.applying.asked_by", lambda codes, on: asked_by(["horeca"], on))
    for module in ("papers", "actions.handling"):
        monkeypatch.setattr(
            f"duaal.casework.recognition.{module}.asked_of_undertaking",
            lambda code, on: asked_of_undertaking("horeca", on),
        )


def kinds_at(case: Application) -> list[str]:
    return sorted(
        AssignmentDocument.objects.filter(assignment__application=case).values_list(
            "document__kind", flat=True
        )
    )


def test_an_extract_and_a_proof_stand_at_the_mentor_of_every_case(shop, client):
    named = mentor(extract=scan(), proof=scan(picture("PNG"), "diploma.png"))

    answer = post(client, ROOT + "requests", asked(shop, mentors=[named]))

    assert answer.status_code == 201
    for case in Application.objects.all():
        assert kinds_at(case) == [DocumentKind.EXTRACT, DocumentKind.PRIOR_TRAINING]
    assert Document.objects.count() == 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b64encode(b"#!/bin/sh").decode(), id="no document"),
        pytest.param("AAA", id="no base64"),
    ],
)
def test_a_file_that_we_do_not_take_is_refused_with_its_field_and_nothing_is_kept(shop, client, content):
    named = mentor(extract={"name": "x.pdf", "content": content})

    answer = post(client, ROOT + "requests", asked(shop, mentors=[named]))

    assert answer.status_code == 422
    assert answer.json()["reasons"][0]["field"] == "mentors.0.extract"
    assert not Application.objects.exists()


def test_a_document_that_the_partnership_asks_comes_with_the_request(shop, client, as_horeca):
    papers = [{"kind": "DEBT_CERTIFICATE", "file": scan()}]

    answer = post(client, ROOT + "requests", asked(shop, papers=papers))

    assert answer.status_code == 201
    reference = answer.json()["applications"][0]["reference"]
    found = client.get(f"{ROOT}applications/{reference}").json()
    there = {one["requirement"]: one["is_there"] for one in found["papers"]}
    assert there["DEBT_CERTIFICATE"] is True
    assert found["documents"] == []


@pytest.mark.parametrize(
    ("kinds", "field"),
    [
        pytest.param(["DEBT_CERTIFICATE", "REGISTRATION_PROOF"], "papers.1.kind", id="one is enough"),
        pytest.param(["ACTIVITY_LIST"], "papers.0.kind", id="not asked"),
    ],
)
def test_a_document_too_many_is_refused_with_its_place(shop, client, monkeypatch, kinds, field):
    monkeypatch.setattr(
        "duaal.interfaces.api.applying.asked_by",
        lambda codes, on: tuple(
            one for one in asked_by(["horeca"], on) if one.requirement == "DEBT_CERTIFICATE"
        ),
    )

    answer = post(
        client, ROOT + "requests", asked(shop, papers=[{"kind": kind, "file": scan()} for kind in kinds])
    )

    assert (answer.status_code, answer.json()["reasons"][0]["field"]) == (422, field)
    assert not Application.objects.exists()


def test_an_answer_takes_a_new_extract_and_a_document_along(as_horeca):
    case = ApplicationFactory(waiting=True)
    named = case.assignments.get()
    body = {
        "text": "Hierbij.",
        "extracts": [
            {"mentor": named.pk, "model": "596.2", "issued_on": "2026-03-01", "file": scan(name="nieuw.pdf")}
        ],
        "papers": [{"kind": "DEBT_CERTIFICATE", "file": scan()}],
    }

    answer = post(
        software(Role.COMPANY, case.company.enterprise_number),
        f"{ROOT}applications/{case.reference}/answer",
        body,
    )

    assert answer.status_code == 200, answer.content
    assert kinds_at(case) == [DocumentKind.EXTRACT]
    assert case.documents.get().requirement == "DEBT_CERTIFICATE"


def test_who_decides_finds_the_file_and_opens_it_with_an_entry_in_the_trail():
    case = ApplicationFactory()
    document = stored(name='uittreksel "Zoë".pdf')
    AssignmentDocument.objects.create(assignment=case.assignments.get(), document=document)
    bouw, address = software(Role.PARTNERSHIP, "bouw"), f"{ROOT}applications/{case.reference}"

    (listed,) = bouw.get(address).json()["documents"]
    opened = post(bouw, f"{address}/documents/{listed['id']}/opening", {})

    assert (listed["kind"], listed["mentor"]) == ("EXTRACT", case.assignments.get().pk)
    assert opened.content == pdf()
    assert opened["Content-Type"] == "application/pdf"
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in opened["Content-Disposition"]
    assert Entry.objects.get(step="open_document").file_id == case.pk


def test_who_may_not_open_a_file_leaves_no_trace():
    case = ApplicationFactory()
    document = stored()
    AssignmentDocument.objects.create(assignment=case.assignments.get(), document=document)
    address = f"{ROOT}applications/{case.reference}/documents/{document.pk}/opening"

    company = post(software(Role.COMPANY, case.company.enterprise_number), address, {})
    elsewhere = post(software(Role.PARTNERSHIP, "hout"), address, {})
    supervisor = post(software(Role.FLEMISH_PARTNERSHIP, "vlaams-partnerschap"), address, {})

    assert [one.status_code for one in (company, elsewhere, supervisor)] == [403, 404, 403]
    assert not Entry.objects.filter(step="open_document").exists()


def test_a_file_that_is_gone_or_erased_is_said_so(settings):
    case = ApplicationFactory()
    document = stored()
    AssignmentDocument.objects.create(assignment=case.assignments.get(), document=document)
    bouw = software(Role.PARTNERSHIP, "bouw")
    address = f"{ROOT}applications/{case.reference}/documents/{document.pk}/opening"
    settings.DOCUMENT_FOLDER = settings.DOCUMENT_FOLDER / "elsewhere"

    lost = post(bouw, address, {})
    Document.objects.filter(pk=document.pk).update(erased_on="2026-03-01", file_name="")
    erased = post(bouw, address, {})

    assert (lost.status_code, codes(lost)) == (409, ["file_lost"])
    assert (erased.status_code, codes(erased)) == (422, ["document_erased"])


def test_a_document_of_another_case_is_not_there():
    case, document = ApplicationFactory(), stored()

    answer = post(
        software(Role.PARTNERSHIP, "bouw"),
        f"{ROOT}applications/{case.reference}/documents/{document.pk}/opening",
        {},
    )

    assert answer.status_code == 404


def test_the_mandate_behind_a_case_is_opened_by_the_company_and_by_the_holder(shop, client):
    school = actor_for(Role.COUNSELLOR)
    mandate = MandateFactory(company=shop.company, holder_id=school.user_id, holder_name=school.name)
    case = sent_for(shop, actor=school)[0]
    address = f"{ROOT}applications/{case.reference}/papers/{case.mandate.document_id}/opening"

    of_case = [post(one, address, {}) for one in (client, software_of(school))]
    of_mandate = post(client, f"{ROOT}mandates/{mandate.pk}/opening", {})

    assert [one.content for one in (*of_case, of_mandate)] == [pdf()] * 3
    assert Entry.objects.filter(step="open_paper").count() == 2
    assert Entry.objects.filter(step="open_mandate").count() == 1


def test_a_certificate_and_a_proof_come_with_their_scan_and_are_opened_by_the_partnership():
    recognition = recognised_place()
    named = untrained_at(recognition)
    company, bouw = (
        software(Role.COMPANY, recognition.company.enterprise_number),
        software(Role.PARTNERSHIP, "bouw"),
    )

    sent = post(company, f"{ROOT}mentors/{named.pk}/certificates", {**CERTIFICATE, "file": scan()})
    (listed,) = bouw.get(ROOT + "certificates?state=SENT").json()["items"]
    exempted = post(
        bouw,
        f"{ROOT}mentors/{named.pk}/exemption",
        {"ground": "PEDAGOGICAL", "reason": "Bachelor.", "proof": scan()},
    )
    (exemption,) = bouw.get(ROOT + "exemptions").json()["items"]

    assert (sent.json()["has_file"], exempted.status_code) == (True, 200)
    assert exemption["has_proof"] is True
    assert exemption["id"] == TrainingExemption.objects.get().pk
    assert post(bouw, f"{ROOT}certificates/{listed['id']}/opening", {}).content == pdf()
    assert post(bouw, f"{ROOT}exemptions/{exemption['id']}/opening", {}).content == pdf()
    assert (
        post(
            software(Role.PARTNERSHIP, "hout"), f"{ROOT}exemptions/{exemption['id']}/opening", {}
        ).status_code
        == 404
    )
    assert software(Role.PARTNERSHIP, "hout").get(ROOT + "exemptions").json()["items"] == []
