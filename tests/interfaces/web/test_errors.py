"""Pages for what went wrong: calm, complete, and without a need of the database."""

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from duaal.interfaces.web.errors import server_error
from tests.interfaces.web.reading import Outline, outline

PAGES = ("400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html")


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_stands_without_a_request(name):
    found = Outline(render_to_string(name))

    assert (found.wrong, found.headings, found.language) == ([], ["h1"], "nl")
    assert "ONBEKENDE_VARIABELE" not in found.html


def test_an_address_that_does_not_exist_gets_a_kind_page(client):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert outline(response).title.startswith("We vinden deze pagina niet")


def answer_to(error: Exception):
    try:
        raise error
    except type(error):
        return server_error(RequestFactory().get("/"))


def test_a_stopped_database_is_said_to_be_away_for_a_while():
    response = answer_to(OperationalError("connection refused"))

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "120"
    assert "even niet bereikbaar" in response.content.decode()
    assert "connection refused" not in response.content.decode()


def test_another_mistake_is_ours_and_tells_nothing_about_the_inside():
    response = answer_to(KeyError("geheim"))

    assert response.status_code == 500
    assert "De fout ligt bij ons" in response.content.decode()
    assert "geheim" not in response.content.decode()


def test_a_form_from_elsewhere_gets_a_page_that_says_what_to_do():
    from_elsewhere = Client(enforce_csrf_checks=True)

    response = from_elsewhere.post("/aanmelden/", {"login": "a@b.test"})

    assert response.status_code == 403
    assert "Uw formulier is niet verstuurd" in response.content.decode()
