"""The page on which a company gives a recognition up."""

import pytest

from duaal.casework.recognition.states import RecognitionState
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.upkeep.places import recognised
from tests.interfaces.web.readers import company, officer, text_of
from tests.interfaces.web.reading import outline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]


def address(recognition) -> str:
    return f"/erkenningen/{recognition.pk}/stopzetten/"


def test_the_page_says_what_stops_and_that_there_is_no_way_back():
    recognition = recognised()

    response = company(recognition.company).get(address(recognition))

    page = text_of(response)
    assert "De erkenning stopt vandaag" in page
    assert "Er loopt nu geen overeenkomst" in page
    assert "niet terugdraaien" in page
    assert outline(response).wrong == []


def test_a_company_gives_up_and_reads_so_on_the_recognition():
    recognition = recognised()
    client = company(recognition.company)

    response = client.post(address(recognition), {"remark": "We sluiten de keuken."}, follow=True)

    recognition.refresh_from_db()
    assert recognition.state == RecognitionState.ENDED_BY_UNDERTAKING
    assert "De erkenning is stopgezet." in text_of(response)
    assert "Erkenning stopgezet door de onderneming" in text_of(response)


def test_a_running_agreement_blocks_and_the_page_says_why():
    recognition = recognised()
    AgreementFactory(recognition=recognition)
    client = company(recognition.company)

    page = text_of(client.get(address(recognition)))
    answer = client.post(address(recognition), {"remark": ""})

    recognition.refresh_from_db()
    assert "zonder afgesproken einddatum" in page
    assert '<button class="button button-danger">' not in page
    assert answer.status_code == 422
    assert recognition.state == RecognitionState.ACTIVE


def test_given_up_twice_the_second_time_says_that_the_file_moved_on():
    recognition = recognised()
    client = company(recognition.company)
    client.post(address(recognition), {"remark": ""})

    assert client.post(address(recognition), {"remark": ""}).status_code == 409


def test_only_the_company_is_offered_the_step():
    recognition = recognised()
    page = f"/erkenningen/{recognition.pk}/"

    assert address(recognition) in text_of(company(recognition.company).get(page))
    assert address(recognition) not in text_of(officer().get(page))
