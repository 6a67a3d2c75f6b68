"""The pages of a file after its personal data were erased: calm, whole, and nobody in it."""

import pytest
import time_machine

from duaal.flows.processes.retention import erase_due
from tests.casework.recognition.retention import named
from tests.interfaces.web.readers import company, department, flemish, officer, text_of
from tests.interfaces.web.reading import outline

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_the_term():
    with time_machine.travel("2032-07-01T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def erased():
    recognition = named.ended_recognition()
    named.fill(recognition)
    named.sanction(recognition)
    erase_due(on=named.GONE)
    recognition.refresh_from_db()
    return recognition


@pytest.mark.parametrize("reader", [officer, flemish, department], ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("page", ["case", "recognition"])
def test_the_page_says_that_the_data_are_gone_and_by_which_rule(erased, reader, page):
    case = erased.application
    address = f"/dossiers/{case.reference}/" if page == "case" else f"/erkenningen/{erased.pk}/"

    response = reader().get(address)

    assert response.status_code == 200
    assert outline(response).wrong == []
    words = text_of(response)
    assert "De persoonsgegevens van dit dossier zijn gewist op 1 juli 2032" in words
    assert erased.programme.name in words
    for trace in (named.FAMILY, named.EMAIL, "mailto:"):
        assert trace not in response.content.decode()


def test_the_company_reads_the_same(erased):
    response = company(erased.company).get(f"/erkenningen/{erased.pk}/")

    assert "zijn gewist op 1 juli 2032" in text_of(response)
    assert named.FAMILY not in response.content.decode()


def test_the_trail_of_the_department_shows_the_erasing_and_no_person(erased):
    response = department().get(f"/dossiers/{erased.application.reference}/spoor/")

    assert response.status_code == 200
    assert named.FAMILY not in response.content.decode()
    assert "Persoonsgegevens gewist" in text_of(response)


def test_a_file_that_was_not_erased_says_nothing_of_it():
    recognition = named.ended_recognition(ended=named.GONE)

    words = text_of(officer().get(f"/erkenningen/{recognition.pk}/"))

    assert "gewist" not in words
