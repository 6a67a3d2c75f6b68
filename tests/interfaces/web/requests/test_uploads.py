"""Uploading the extract and the proof of training on the page of a mentor."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from duaal.casework.recognition.actions import drafting
from duaal.casework.recognition.answers import RequestAnswers
from duaal.casework.recognition.models import RequestForm
from duaal.foundation.accounts.models import User
from duaal.foundation.documents.actions import max_bytes
from duaal.foundation.documents.models import Document
from tests.casework.recognition.bakery import MENTOR_NUMBER, Bakery, bakery
from tests.foundation.documents.files import pdf, picture, png_bomb

DAY = date(2026, 3, 3)
pytestmark = pytest.mark.django_db
MENTOR = {
    "given_name": "Mieke",
    "family_name": "Verzonnen",
    "national_number": MENTOR_NUMBER,
    "position": "owner",
    "experience_since": "2010-09-01",
    "extract_model": "596.2",
    "extract_issued_on": "2026-01-20",
    "prior_training": "Bachelor bakkerij",
    "derogation_asked": "",
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings, monkeypatch) -> Path:
    monkeypatch.setattr("duaal.interfaces.web.requests.views.today", lambda: DAY)
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    return settings.DOCUMENT_FOLDER


@pytest.fixture
def shop() -> Bakery:
    return bakery()


@pytest.fixture
def company(shop) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=shop.actor.user_id))
    return client


@pytest.fixture
def form(shop) -> RequestForm:
    return drafting.start(shop.company.pk, actor=shop.actor)


def send(company: Client, form: RequestForm, number: int = 0, **fields: object):
    name = ("requests:mentor", [form.pk, number]) if number else ("requests:new_mentor", [form.pk])
    return company.post(reverse(name[0], args=name[1]), {**MENTOR, **fields})


def file(data: bytes, name: str = "uittreksel.pdf", said: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, said)


def mentors(form: RequestForm):
    form.refresh_from_db()
    return RequestAnswers.from_json(form.answers).mentors


def test_both_files_are_kept_with_the_mentor_and_stay_when_something_else_changes(company, form):
    send(company, form, extract_file=file(pdf()), prior_training_file=file(picture("JPEG"), "diploma.jpg"))
    before = mentors(form)[0]

    page = company.get(reverse("requests:mentor", args=[form.pk, 1])).content.decode()
    send(company, form, 1, national_number="", given_name="Maria")

    after = mentors(form)[0]
    assert "We hebben: uittreksel.pdf." in page
    assert "We hebben: diploma.jpg." in page
    assert after.given_name == "Maria"
    assert after.documents == before.documents
    assert Document.objects.get(pk=after.extract_document).uploaded_by_id == form.author_id


def test_without_a_file_the_list_says_what_happens_then(company, form):
    send(company, form)

    text = company.get(reverse("requests:mentors", args=[form.pk])).content.decode()

    assert "Nog geen scan van het uittreksel." in text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        pytest.param(b"<html>", "Dit bestand is geen PDF, JPEG of PNG.", id="html in the name of a pdf"),
        pytest.param(b"", "Dit bestand is leeg.", id="empty"),
        pytest.param(pdf()[:150], "Dit bestand is beschadigd of niet volledig.", id="half"),
        pytest.param(pdf(password="geheim"), "met een wachtwoord beveiligd", id="password"),
        pytest.param(png_bomb(), "te veel beeldpunten", id="huge picture"),
        pytest.param(pdf() + bytes(max_bytes(DAY)), "te groot: het mag hoogstens 10 MB zijn", id="too big"),
    ],
)
def test_a_wrong_file_gets_one_sentence_and_the_rest_stays_typed(company, form, data, sentence):
    answer = send(company, form, extract_file=file(data))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert text.count(sentence) >= 1
    assert 'value="Verzonnen"' in text
    assert mentors(form) == ()
    assert not Document.objects.exists()


def test_a_good_file_beside_a_mistake_is_asked_again(company, form):
    answer = send(company, form, extract_file=file(pdf()), given_name="")

    text = answer.content.decode()
    assert "Kies dit bestand opnieuw: de browser bewaart het niet." in text
    assert not Document.objects.exists()


def test_the_content_decides_and_not_the_name_nor_what_the_browser_says(company, form):
    send(company, form, extract_file=file(pdf(), "../foto.jpg", "image/jpeg"))

    kept = Document.objects.get()
    assert (kept.file_name, kept.content_type) == ("foto.pdf", "application/pdf")


def test_what_is_half_typed_is_kept_without_files(company, form):
    company.post(
        reverse("requests:keep_typed", args=[form.pk, "mentors"]),
        {"given_name": "Mieke", "extract_file": file(pdf())},
    )

    form.refresh_from_db()
    assert form.typed == {"mentors": {"given_name": ["Mieke"]}}
    assert not Document.objects.exists()
