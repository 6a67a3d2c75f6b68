"""The sealed paper on the pages: for each party once it is there, and kept by no browser."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.agreements.models import Agreement
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.actions import read
from tests.casework.agreements import files
from tests.casework.agreements.files import MONDAY, NOON
from tests.casework.agreements.signing_for_real import made, paper_of, signed_with_a_plan, use_seal
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import queries_of, text_of

pytestmark = pytest.mark.django_db
BEING_MADE = "De ondertekende overeenkomst wordt klaargemaakt."


@pytest.fixture(autouse=True)
def on_a_monday(settings, tmp_path) -> Iterator[None]:
    use_seal(settings, tmp_path)
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def client_of(**capacity) -> Client:
    client = Client()
    client.force_login(UserFactory(**capacity))
    return client


def school(agreement: Agreement) -> Client:
    return client_of(counsellor=True, organisation=agreement.provider.number)


def page(agreement: Agreement) -> str:
    return reverse("contracts:detail", args=[agreement.pk])


def paper(agreement: Agreement, number: int = 1) -> str:
    return reverse("contracts:paper", args=[agreement.pk, number])


def test_each_party_downloads_the_very_bytes_that_were_sealed():
    agreement = signed_with_a_plan()
    made()
    learner = agreement.trajectory.learner
    parent = learner.guardians.get().person
    sealed = read(paper_of(agreement).document)

    for client in (
        school(agreement),
        client_of(company=True, organisation=agreement.company.enterprise_number),
        client_of(learner=True, organisation=learner.number, person=learner.person),
        client_of(guardian=True, organisation=learner.number, person=parent),
    ):
        assert paper(agreement) in client.get(page(agreement)).content.decode()
        answer = client.get(paper(agreement))
        assert answer.content == sealed
        assert answer["Content-Type"] == "application/pdf"
        assert (
            answer["Content-Disposition"]
            == f'attachment; filename="overeenkomst-{agreement.pk}-versie-1.pdf"'
        )
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_page_says_whose_seal_it_is_and_how_big_the_file():
    agreement = signed_with_a_plan()
    made()

    shown = text_of(school(agreement).get(page(agreement)))

    assert "Download de ondertekende overeenkomst (PDF, " in shown
    assert "Verzegeld door duaal test op 16 maart 2026." in shown


def test_until_it_is_there_the_page_says_so_and_its_address_leads_back():
    agreement = signed_with_a_plan()
    staff = school(agreement)

    assert BEING_MADE in text_of(staff.get(page(agreement)))
    answer = staff.get(paper(agreement), follow=True)
    assert answer.redirect_chain == [(page(agreement), 302)]
    assert BEING_MADE in text_of(answer)


def test_before_everybody_signed_there_is_no_paper_on_the_page_and_none_at_its_address():
    agreement, _secrets = files.proposed()
    staff = school(agreement)

    assert "De ondertekende tekst" not in text_of(staff.get(page(agreement)))
    assert staff.get(paper(agreement)).status_code == 404
    assert staff.get(paper(agreement, 7)).status_code == 404


def test_looking_and_downloading_write_nothing():
    agreement = signed_with_a_plan()
    made()
    staff, before = school(agreement), Entry.objects.count()

    staff.get(page(agreement))
    staff.get(paper(agreement))

    assert Entry.objects.count() == before
    assert staff.post(paper(agreement)).status_code == 405


def test_a_file_that_was_altered_on_disk_is_never_handed_out(settings, caplog):
    caplog.set_level(logging.CRITICAL)
    agreement = signed_with_a_plan()
    made()
    stored = Path(settings.DOCUMENT_FOLDER) / paper_of(agreement).document.stored_name
    stored.write_bytes(stored.read_bytes() + b" ")

    answer = school(agreement).get(paper(agreement), follow=True)

    assert answer.redirect_chain == [(page(agreement), 302)]
    assert "Dit bestand is weg of beschadigd." in text_of(answer)


def signed_by_link() -> tuple[Agreement, str]:
    agreement, secrets = files.proposed()
    return files.sign_all(agreement, secrets), secrets["company"]


@pytest.fixture
def without_plan(monkeypatch) -> None:
    monkeypatch.setattr("duaal.flows.processes.papers._plan_of", lambda version, on: None)


@pytest.mark.usefixtures("without_plan")
def test_who_signed_behind_a_link_fetches_the_paper_there_as_long_as_the_link_holds():
    agreement, secret = signed_by_link()
    link = reverse("contracts:by_link", args=[secret])
    fetch = reverse("contracts:paper_by_link", args=[secret])
    assert "Het bestand om te bewaren wordt klaargemaakt." in text_of(Client().get(link))
    assert Client().get(fetch).url == link
    made()

    shown = Client().get(link)
    assert fetch in shown.content.decode()
    assert "Dat kan hier tot en met 23 maart 2026." in text_of(shown)
    answer = Client().get(fetch)
    assert answer.content == read(paper_of(agreement).document)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"

    with time_machine.travel("2026-03-24T10:00:00+01:00", tick=False):
        assert Client().get(fetch).status_code == 404
        assert fetch not in Client().get(link).content.decode()


def test_a_link_that_did_not_sign_fetches_nothing():
    _agreement, secrets = files.proposed()

    assert Client().get(reverse("contracts:paper_by_link", args=[secrets["learner"]])).status_code == 404


def test_the_page_asks_one_query_for_all_papers():
    agreement = signed_with_a_plan()
    staff = school(agreement)
    before = queries_of(staff, page(agreement))
    made()

    assert queries_of(staff, page(agreement)) == before
    assert (paper_of(agreement).document.uploaded_on, paper_of(agreement).sealed_at) == (MONDAY, NOON)
