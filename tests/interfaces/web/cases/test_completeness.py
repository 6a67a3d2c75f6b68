"""The check whether everything is there, and the reminder, on the page of a case."""

from datetime import date

import pytest

from duaal.casework.recognition.models import Application
from tests.casework.recognition.factories import ApplicationFactory
from tests.interfaces.web.readers import company, department, officer, text_of
from tests.interfaces.web.reading import outline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

RECENT = date(2026, 3, 9)


def address(case: Application) -> str:
    return f"/dossiers/{case.reference}/"


def test_an_officer_finds_an_application_complete_with_one_button():
    case = ApplicationFactory(received_on=RECENT)
    before = officer().get(address(case))
    assert "Kijk dat na tegen donderdag 12 maart" in text_of(before)
    assert not outline(before).wrong

    response = officer().post(address(case) + "volledig/")

    assert response["Location"] == address(case)
    for reader in (officer(), company(case.company), department()):
        assert "De aanvraag is volledig bevonden op dinsdag 10 maart" in text_of(reader.get(address(case)))


def test_once_the_days_are_over_the_application_counts_as_complete():
    case = ApplicationFactory()

    page = text_of(officer().get(address(case)))

    assert "De aanvraag geldt als volledig: de dag om dat na te kijken was donderdag 5 maart" in page
    assert "Alles is er" not in page


def test_twice_says_that_it_was_done_already():
    case = ApplicationFactory(received_on=RECENT, complete_on=RECENT)
    client = officer()

    client.post(address(case) + "volledig/")

    assert "Deze aanvraag is al volledig bevonden." in text_of(client.get(address(case)))


def test_the_page_tells_when_the_reminder_came():
    case = ApplicationFactory(waiting=True)
    case.information_requests.update(reminded_on=RECENT)

    assert "De herinnering kwam er op maandag 9 maart" in text_of(company(case.company).get(address(case)))
