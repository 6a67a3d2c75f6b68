"""The documents of the undertaking on the request form, and on the case: asked, given, asked again."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from duaal.casework.recognition.answers import RequestAnswers
from duaal.casework.recognition.models import Application, RequestForm
from duaal.casework.recognition.rules.documents import asked_by, asked_of_undertaking
from duaal.foundation.accounts.models import User
from duaal.foundation.documents.models import DocumentKind
from tests.casework.recognition.bakery import Bakery, bakery, filled_form
from tests.casework.recognition.factories import ApplicationFactory
from tests.foundation.documents.files import pdf
from tests.interfaces.web.readers import company as company_client
from tests.interfaces.web.readers import officer, text_of
from tests.interfaces.web.reading import outline
from tests.register.partnerships.factories import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]
SAID = {"organisation_and_equipment": "True", "financial_strength": "True", "conviction": "False"}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings) -> None:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"


@pytest.fixture
def as_horeca(monkeypatch) -> None:
    """Every partnership asks what Horeca asks."""
    monkeypatch.setattr(
        "duaal.interfaces.web.requests.papers.asked_by", lambda codes, on: asked_by(["horeca"], on)
    )
    monkeypatch.setattr(
        "duaal.casework.recognition.papers.asked_of_undertaking",
        lambda code, on: asked_of_undertaking("horeca", on),
    )


@pytest.fixture
def shop() -> Bakery:
    return bakery()


@pytest.fixture
def client(shop) -> Client:
    found = Client()
    found.force_login(User.objects.get(pk=shop.actor.user_id))
    return found


@pytest.fixture
def form(shop) -> RequestForm:
    return filled_form(shop)


def page(name: str, form: RequestForm) -> str:
    return reverse(f"requests:{name}", args=[form.pk])


def certificate(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("schuldenattest.pdf", pdf() if data is None else data, "application/pdf")


def papers(form: RequestForm):
    form.refresh_from_db()
    return RequestAnswers.from_json(form.answers).papers


def horeca_case(**traits: object) -> Application:
    return ApplicationFactory(partnership=PartnershipFactory(code="horeca"), **traits)


def test_a_company_of_which_nothing_is_asked_never_meets_the_page(client, form):
    response = client.post(page("undertaking", form), SAID)

    assert response["Location"] == page("contact", form)
    assert "Stukken van uw onderneming" not in text_of(client.get(page("contact", form)))
    assert "vragen geen stukken van uw onderneming" in text_of(client.get(page("papers", form)))


@pytest.mark.usefixtures("as_horeca")
def test_what_the_partnership_asks_is_uploaded_and_goes_along(client, form):
    assert client.post(page("undertaking", form), SAID)["Location"] == page("papers", form)
    asked = client.get(page("papers", form))
    assert "Schuldenattest, of zonder personeel: bewijs van inschrijving bij de RSZ" in text_of(asked)
    assert not outline(asked).wrong

    response = client.post(page("papers", form), {"DEBT_CERTIFICATE": certificate()})

    assert response["Location"] == page("contact", form)
    assert [paper.requirement for paper in papers(form)] == ["DEBT_CERTIFICATE"]
    assert "We hebben: schuldenattest.pdf." in text_of(client.get(page("check", form)))
    client.post(page("check", form))
    assert all(case.documents.exists() for case in Application.objects.filter(request_form=form))


@pytest.mark.usefixtures("as_horeca")
def test_without_the_document_the_form_can_be_sent_and_says_what_follows(client, form):
    assert client.post(page("papers", form))["Location"] == page("contact", form)

    check = text_of(client.get(page("check", form)))

    assert "Zonder dit stuk vraagt het partnerschap er later naar." in check
    assert client.post(page("check", form)).status_code == 302


@pytest.mark.usefixtures("as_horeca")
@pytest.mark.parametrize(
    ("files", "words"),
    [
        pytest.param({"DEBT_CERTIFICATE": b"<html>"}, "PDF", id="no document"),
        pytest.param({"DEBT_CERTIFICATE": None, "REGISTRATION_PROOF": None}, "Kies er maar één.", id="both"),
    ],
)
def test_a_wrong_choice_of_files_is_told_and_keeps_nothing(client, form, files, words):
    response = client.post(page("papers", form), {kind: certificate(data) for kind, data in files.items()})

    assert response.status_code == 422
    assert words in text_of(response)
    assert not papers(form)


def test_an_officer_asks_what_is_missing_with_one_click_and_the_company_gives_it():
    case = horeca_case()
    client = officer("horeca")
    before = text_of(client.get(f"/dossiers/{case.reference}/"))
    assert "ontbreekt" in before
    question = "Bezorg ons deze stukken:\n- schuldenattest, of zonder personeel"
    assert question.split("\n")[0] in before

    asked = client.post(f"/dossiers/{case.reference}/aanvulling-vragen/", {"items": question})
    given = company_client(case.company).post(
        f"/dossiers/{case.reference}/beantwoorden/",
        {"text": "Hierbij.", "paper_REGISTRATION_PROOF": certificate()},
    )

    held = case.documents.get()
    after = text_of(client.get(f"/dossiers/{case.reference}/"))
    assert (asked.status_code, given.status_code) == (302, 302)
    assert held.document.kind == DocumentKind.REGISTRATION_PROOF
    assert f"/dossiers/{case.reference}/documenten/{held.document_id}/" in after
    assert "ontbreekt</span>" not in after


def test_the_company_sees_what_is_there_but_opens_nothing():
    case = horeca_case(waiting=True)
    client = company_client(case.company)
    client.post(
        f"/dossiers/{case.reference}/beantwoorden/",
        {"text": "Hierbij.", "paper_DEBT_CERTIFICATE": certificate()},
    )

    text = text_of(client.get(f"/dossiers/{case.reference}/"))

    assert "Stukken van de onderneming" in text
    assert "/documenten/" not in text
    assert "Vraag wat ontbreekt" not in text


def test_the_judging_page_opens_the_document_and_the_grant_page_names_what_is_missing():
    case = horeca_case(judged=True)
    client = officer("horeca")

    assert "Dit stuk vraagt uw partnerschap, en het is er niet:" in text_of(
        client.get(f"/dossiers/{case.reference}/toekennen/")
    )
    judging = client.get(f"/dossiers/{case.reference}/beoordelen/")
    assert "ontbreekt" in text_of(judging)
    assert not outline(judging).wrong


def test_a_partnership_that_asks_nothing_shows_no_section():
    case = ApplicationFactory(received_on=date(2026, 3, 9))

    assert "Stukken van de onderneming" not in text_of(officer().get(f"/dossiers/{case.reference}/"))
