"""Documents of mentors on the page of a case: who sees the button, and how the file is handed out."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from duaal.casework.recognition.models import Application, AssignmentDocument
from duaal.foundation.accounts.models import User
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.models import Document
from tests.casework.recognition.factories import ApplicationFactory
from tests.foundation.accounts.factories import UserFactory
from tests.foundation.documents.factories import stored
from tests.foundation.documents.files import pdf, picture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_5_march_2026")]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings) -> Path:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    return settings.DOCUMENT_FOLDER


@pytest.fixture
def on_5_march_2026(monkeypatch):
    for module in ("views", "steps", "documents"):
        monkeypatch.setattr(f"duaal.interfaces.web.cases.{module}.today", lambda: date(2026, 3, 5))


@pytest.fixture
def case() -> Application:
    return ApplicationFactory()


@pytest.fixture
def document(case) -> Document:
    document = stored(name='uittreksel "Zoë".pdf')
    AssignmentDocument.objects.create(assignment=case.assignments.get(), document=document)
    return document


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer() -> Client:
    return client_of(UserFactory(partnership=True, organisation="bouw"))


def address(case: Application, document: Document) -> str:
    return reverse("cases:document", args=[case.reference, document.pk])


def test_an_officer_opens_the_extract_as_a_download_that_nothing_keeps_or_runs(officer, case, document):
    answer = officer.post(address(case, document))

    assert answer.status_code == 200
    assert answer.content == pdf() or answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(" ", "").split(","))
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Entry.objects.get(file_id=case.pk, file_kind="application").step == "open_document"


def test_a_link_opens_nothing_and_leaves_no_trace(officer, case, document):
    answer = officer.get(address(case, document))

    assert answer.status_code == 405
    assert not Entry.objects.exists()


@pytest.mark.parametrize("page", ["detail", "judge"])
def test_an_officer_has_the_button_where_the_extract_is_judged(officer, case, document, page):
    text = officer.get(reverse(f"cases:{page}", args=[case.reference])).content.decode()

    assert f'action="{address(case, document)}"' in text
    assert "opgeladen op" in text


@pytest.mark.parametrize("reader", ["company", "flemish"])
def test_who_may_not_open_it_sees_that_it_is_there_without_its_name(case, document, reader):
    organisation = case.company.enterprise_number if reader == "company" else "vlaams-partnerschap"
    client = client_of(UserFactory(**{reader: True, "organisation": organisation}))

    text = client.get(reverse("cases:detail", args=[case.reference])).content.decode()

    assert "opgeladen op" in text
    assert "Zoë" not in text
    assert address(case, document) not in text
    assert client.post(address(case, document)).status_code == 403


def test_a_company_does_not_read_when_an_officer_looked(officer, case, document):
    officer.post(address(case, document))
    company = client_of(UserFactory(company=True, organisation=case.company.enterprise_number))

    text = company.get(reverse("cases:detail", args=[case.reference])).content.decode()

    assert "geopend" not in text
    assert "Document geopend" in officer.get(reverse("cases:detail", args=[case.reference])).content.decode()


def test_a_case_without_files_says_so(officer, case):
    text = officer.get(reverse("cases:detail", args=[case.reference])).content.decode()

    assert "Er is geen bestand bij deze mentor opgeladen." in text


def test_a_file_that_got_lost_is_told_on_the_page_of_the_case(officer, case, document, place):
    (place / document.stored_name).unlink()

    answer = officer.post(address(case, document), follow=True)

    assert "Dit bestand is weg of beschadigd." in answer.content.decode()


def test_a_new_extract_comes_along_with_the_answer():
    case = ApplicationFactory(waiting=True)
    mentor = case.assignments.get()
    company = client_of(UserFactory(company=True, organisation=case.company.enterprise_number))

    company.post(
        reverse("cases:answer", args=[case.reference]),
        {
            "text": "Hier is het.",
            f"extract_model_{mentor.pk}": "596.2",
            f"extract_issued_on_{mentor.pk}": "2026-03-01",
            f"extract_file_{mentor.pk}": SimpleUploadedFile("nieuw.png", picture("PNG"), "text/html"),
        },
    )

    assert mentor.documents.get().document.content_type == "image/png"


def test_a_file_without_its_model_and_day_asks_for_them_and_keeps_the_answer():
    case = ApplicationFactory(waiting=True)
    mentor = case.assignments.get()
    company = client_of(UserFactory(company=True, organisation=case.company.enterprise_number))

    answer = company.post(
        reverse("cases:answer", args=[case.reference]),
        {"text": "Hier is het.", f"extract_file_{mentor.pk}": SimpleUploadedFile("a.pdf", pdf())},
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies ook het model van dit uittreksel." in text
    assert "Kies dit bestand opnieuw" in text
    assert "Hier is het." in text
    assert not Document.objects.exists()
