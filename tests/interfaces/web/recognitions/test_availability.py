"""Why can I not get a learner: on the page of a recognition and of a company."""

from datetime import date

import pytest

from duaal.casework.recognition.states import RecognitionState
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.upkeep.places import recognised
from tests.interfaces.web.readers import company, department, queries_of, text_of
from tests.interfaces.web.reading import outline
from tests.register.organisations.factories import CompanyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]


def test_the_page_of_a_recognition_says_yes_when_nothing_stands_in_the_way():
    recognition = recognised()

    page = text_of(company(recognition.company).get(f"/erkenningen/{recognition.pk}/"))

    assert "Ja. U kunt op deze erkenning een overeenkomst met een leerling sluiten." in page


def test_the_page_says_why_not_since_when_on_which_rule_and_what_to_do():
    recognition = recognised(state=RecognitionState.INCOMPLETE, incomplete_since=date(2026, 3, 1))
    recognition.assignments.update(state="ENDED", ended_on=date(2026, 3, 1))

    response = company(recognition.company).get(f"/erkenningen/{recognition.pk}/")

    page = text_of(response)
    assert "Er werkt geen mentor." in page
    assert "Sinds 1 maart 2026." in page
    assert "Duid een mentor aan." in page
    assert 'href="/regels/recognition.conditions.u4/"' in page
    assert outline(response).wrong == []


def test_a_company_sees_on_one_page_where_a_learner_can_come_and_filters_it():
    free = recognised()
    full = recognised(application__site__company=free.company)
    AgreementFactory(recognition=full)
    client = company(free.company)
    address = f"/ondernemingen/{free.company.enterprise_number}/leerling/"

    response, only = client.get(address), client.get(f"{address}?leerling=ja")

    assert "Op 1 van de 2 erkenningen kan nu een leerling komen." in text_of(response)
    assert [row.place.recognition.pk for row in response.context["page"].rows] == [full.pk, free.pk]
    assert [row.place.recognition.pk for row in only.context["page"].rows] == [free.pk]
    assert outline(response).wrong == []


def test_a_company_without_a_recognition_reads_what_to_do():
    shop = CompanyFactory()

    page = text_of(company(shop).get(f"/ondernemingen/{shop.enterprise_number}/leerling/"))

    assert "Er is nu geen erkenning." in page
    assert "Vraag een erkenning aan" in page


def test_the_page_costs_as_much_for_many_recognitions_as_for_one():
    one = recognised()
    client = department()
    address = f"/ondernemingen/{one.company.enterprise_number}/leerling/"
    few = queries_of(client, address)
    for _ in range(4):
        recognised(application__site__company=one.company)

    assert queries_of(client, address) == few
