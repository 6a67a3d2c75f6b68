"""The pages of proposals: a provider makes one, the body answers, nobody else sees it."""

import pytest
from django.test import Client

from duaal.casework.recognition.models import Recognition, WithdrawalProposal
from tests.casework.recognition.factories import RecognitionFactory
from tests.casework.recognition.proposing.providers import a_provider, agreement_of
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import company, department, officer, queries_of, text_of
from tests.interfaces.web.reading import Outline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_16_march_2026")]

WHY = "De leerling stond er alleen voor."


def counsellor(number: str = "045678") -> Client:
    client = Client()
    client.force_login(UserFactory(counsellor=True, organisation=number))
    return client


@pytest.fixture
def place() -> Recognition:
    recognition = RecognitionFactory()
    agreement_of(a_provider(), recognition)
    return recognition


def proposed(place: Recognition) -> str:
    return counsellor().post(f"/voorstellen/nieuw/{place.pk}/", {"reasons": WHY})["Location"]


def well_formed(client: Client, path: str) -> str:
    page = text_of(client.get(path))
    assert Outline(page).wrong == []
    return page


def test_a_counsellor_chooses_a_place_and_proposes(place):
    client = counsellor()
    assert f'href="/voorstellen/nieuw/{place.pk}/"' in well_formed(client, "/voorstellen/plaatsen/")
    well_formed(client, f"/voorstellen/nieuw/{place.pk}/")

    response = client.post(f"/voorstellen/nieuw/{place.pk}/", {"reasons": WHY})

    page = well_formed(client, response["Location"])
    assert WHY in page
    assert "Nog 14 dagen (tot maandag 30 maart)" in page
    assert "Wat u nu kunt doen" not in page
    assert place.company.name in well_formed(client, "/voorstellen/")


def test_a_place_without_an_own_agreement_is_not_there():
    other = RecognitionFactory()
    a_provider()
    client = counsellor()

    assert "U kunt nu niets voorstellen" in well_formed(client, "/voorstellen/plaatsen/")
    assert client.post(f"/voorstellen/nieuw/{other.pk}/", {"reasons": WHY}).status_code == 404


def test_an_empty_proposal_and_a_second_one_come_back_with_words(place):
    client = counsellor()
    empty = client.post(f"/voorstellen/nieuw/{place.pk}/", {"reasons": " "})
    proposed(place)

    again = client.post(f"/voorstellen/nieuw/{place.pk}/", {"reasons": "Nog eens."})

    assert (empty.status_code, again.status_code) == (422, 422)
    assert 'href="#id_reasons"' in text_of(empty)
    assert "Uw vorige voorstel over deze erkenning wacht nog op een antwoord." in text_of(again)
    assert "Nog eens." in text_of(again)


@pytest.mark.parametrize(
    ("step", "typed", "state"),
    [
        ("begeleiding", {"shortcoming": "D5", "description": "Meer begeleiding."}, "UNDER_GUIDANCE"),
        ("sanctie", {"reason": "Ernstig."}, "SANCTION_PROPOSED"),
        ("afwijzen", {"reason": "De feiten kloppen niet."}, "ACTIVE"),
    ],
)
def test_the_body_answers_in_one_of_three_ways_and_the_provider_reads_it(place, step, typed, state):
    path, client = proposed(place), officer()
    assert f'href="{path}{step}/"' in well_formed(client, path)
    well_formed(client, f"{path}{step}/")

    response = client.post(f"{path}{step}/", typed)

    place.refresh_from_db()
    assert response["Location"] == path
    assert place.state == state
    assert list(typed.values())[-1] in well_formed(counsellor(), path)
    assert client.post(f"{path}{step}/", typed).status_code == 409


def test_an_answer_without_its_reason_comes_back(place):
    path = proposed(place)

    for step, field in (("begeleiding", "shortcoming"), ("sanctie", "reason"), ("afwijzen", "reason")):
        response = officer().post(f"{path}{step}/", {})
        assert response.status_code == 422
        assert f'href="#id_{field}"' in text_of(response)

    assert WithdrawalProposal.objects.get().state == "OPEN"


def test_nobody_else_sees_a_proposal(place):
    path = proposed(place)
    a_provider("099999")

    assert counsellor("099999").get(path).status_code == 404
    assert officer("hout").get(path).status_code == 404
    assert company(place.company).get(path).status_code == 403
    assert WHY in well_formed(department(), path)
    assert WHY not in text_of(company(place.company).get(f"/erkenningen/{place.pk}/"))


def test_an_open_proposal_is_a_task_of_the_body_with_its_clock(place):
    path = proposed(place)

    assert f'href="{path}"' in well_formed(officer(), "/taken/")


def test_the_list_costs_as_many_queries_for_three_as_for_one(place):
    proposed(place)
    client = officer()
    one = queries_of(client, "/voorstellen/")
    for _number in range(2):
        other = RecognitionFactory()
        agreement_of(a_provider(), other)
        proposed(other)

    assert queries_of(client, "/voorstellen/") == one
    assert text_of(client.get("/voorstellen.csv")).count("wacht op antwoord") == 3
