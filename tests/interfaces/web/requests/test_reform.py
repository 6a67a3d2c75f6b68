"""The request form when a reform is switched on: without a mentor, or with one from outside."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from duaal.casework.recognition.answers import RequestAnswers
from duaal.casework.recognition.models import Application, RequestForm
from duaal.foundation.accounts.models import User
from tests.casework.recognition.bakery import MENTOR_NUMBER, Bakery, bakery, filled_form
from tests.casework.recognition.law_of_tomorrow import FROM, switch_on

pytestmark = pytest.mark.django_db
__all__ = ("switch_on",)

EVE = date.fromordinal(FROM.toordinal() - 1)
WITHOUT = "Ga verder zonder mentor"
EMPLOYER = "Ondernemingsnummer van de werkgever"
MENTOR = {
    "given_name": "Mieke",
    "family_name": "Verzonnen",
    "national_number": MENTOR_NUMBER,
    "position": "outside",
    "experience_since": "2010-09-01",
    "extract_model": "596.2",
    "extract_issued_on": "2026-01-20",
    "prior_training": "",
    "derogation_asked": "",
}


@pytest.fixture
def shop() -> Bakery:
    return bakery()


@pytest.fixture
def client(shop: Bakery) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=shop.actor.user_id))
    return client


@pytest.fixture
def today(monkeypatch):
    def set_today(day: date) -> None:
        for module in ("views", "sent"):
            monkeypatch.setattr(f"duaal.interfaces.web.requests.{module}.today", lambda: day)

    return set_today


def page(name: str, form: RequestForm, *more: object) -> str:
    return reverse(f"requests:{name}", args=[form.pk, *more])


def test_from_the_day_of_the_switch_a_company_goes_on_without_a_mentor(client, shop, switch_on, today):
    switch_on("mentor_later")
    form = filled_form(shop, mentors=())

    today(EVE)
    assert WITHOUT not in client.get(page("mentors", form)).content.decode()
    assert client.post(page("check", form)).status_code == 422
    today(FROM)
    assert WITHOUT in client.get(page("mentors", form)).content.decode()
    assert client.post(page("check", form)).status_code == 302

    assert Application.objects.count() == 4


def test_from_the_day_of_the_switch_the_employer_of_a_mentor_from_outside_is_asked(
    client, shop, switch_on, today
):
    switch_on("external_mentor")
    form = filled_form(shop, mentors=())
    address = page("new_mentor", form)

    today(EVE)
    assert EMPLOYER not in client.get(address).content.decode()
    today(FROM)
    missing = client.post(address, MENTOR)
    wrong = client.post(address, {**MENTOR, "employer_number": "0401234561"})
    kept = client.post(address, {**MENTOR, "employer_number": "0401.234.560"})

    assert "Vul het ondernemingsnummer in van wie de mentor in dienst heeft." in missing.content.decode()
    assert (missing.status_code, wrong.status_code, kept.status_code) == (422, 422, 302)
    form.refresh_from_db()
    assert RequestAnswers.from_json(form.answers).mentors[0].employer_number == "0401234560"
    assert 'value="0401234560"' in client.get(page("mentor", form, 1)).content.decode()


def test_the_employer_of_a_mentor_of_the_company_itself_is_not_kept(client, shop, switch_on, today):
    switch_on("external_mentor")
    form = filled_form(shop, mentors=())
    today(FROM)

    client.post(page("new_mentor", form), {**MENTOR, "position": "employee", "employer_number": "0401234560"})

    form.refresh_from_db()
    assert RequestAnswers.from_json(form.answers).mentors[0].employer_number == ""
