"""The pages of a school about learners who lost their workplace."""

from datetime import date

import pytest
from django.test import Client

from duaal.casework.agreements.models import Agreement
from tests.casework.agreements.test_searching import lost
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import officer, queries_of, text_of
from tests.interfaces.web.reading import Outline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

LIST = "/leerlingen-zonder-werkplek/"


def counsellor(number: str = "045678") -> Client:
    client = Client()
    client.force_login(UserFactory(counsellor=True, organisation=number))
    return client


def well_formed(client: Client, path: str) -> str:
    page = text_of(client.get(path))
    assert Outline(page).wrong == []
    return page


def test_a_learner_without_a_workplace_is_a_task_until_the_school_says_how_it_ended():
    agreement, client = lost(), counsellor()
    path = f"{LIST}{agreement.pk}/"
    assert f"Zoek een nieuwe werkplek voor leerling {agreement.learner_number}" in well_formed(
        client, "/taken/"
    )
    assert path in well_formed(client, LIST)
    assert "eindigde daardoor op" in well_formed(client, path)

    answer = client.post(path, {"outcome": "NEW_PLACE"})

    assert answer["Location"] == LIST
    assert path not in well_formed(client, "/taken/")
    assert "Geen leerling van u zoekt nu een werkplek" in well_formed(client, LIST)
    assert path in well_formed(client, LIST + "?toestand=alle")
    assert "De leerling heeft een nieuwe werkplek." in well_formed(client, path)


def test_an_empty_answer_comes_back_and_a_second_one_is_told():
    agreement, client = lost(), counsellor()
    path = f"{LIST}{agreement.pk}/"

    empty = client.post(path, {})
    client.post(path, {"outcome": "LEFT"})
    again = client.post(path, {"outcome": "NEW_PLACE"})

    assert (empty.status_code, again.status_code) == (422, 409)
    assert "Kies wat er met de leerling gebeurde." in text_of(empty)
    assert Agreement.objects.get().search_outcome == "LEFT"


def test_another_school_and_an_officer_see_nothing():
    agreement = lost()
    path = f"{LIST}{agreement.pk}/"

    assert counsellor("099999").get(path).status_code == 404
    assert agreement.learner_number not in text_of(counsellor("099999").get(LIST))
    assert agreement.learner_number not in text_of(counsellor("099999").get("/taken/"))
    assert officer().get(path).status_code == 403


@pytest.mark.parametrize("path", [LIST, "/taken/", "/leerlingen-zonder-werkplek.csv"])
def test_the_pages_cost_as_many_queries_for_four_learners_as_for_one(path):
    client = counsellor()
    lost()
    one = queries_of(client, path)
    for _number in range(3):
        lost()

    assert queries_of(client, path) == one


def test_the_csv_holds_what_the_page_holds():
    agreement = lost(search_ended_on=date(2026, 3, 1), search_outcome="LEFT")
    client = counsellor()

    assert agreement.learner_number not in text_of(client.get("/leerlingen-zonder-werkplek.csv"))
    assert "de leerling is weg" in text_of(client.get("/leerlingen-zonder-werkplek.csv?toestand=alle"))
