"""The pages of the application for recognition, as a company walks them and as others meet them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duaal.casework.recognition.actions import drafting
from duaal.casework.recognition.answers import RequestAnswers
from duaal.casework.recognition.models import Application, RequestForm
from duaal.foundation.accounts.models import User
from duaal.foundation.kernel.identifiers import make_national_number
from tests.casework.recognition.bakery import MENTOR_BORN, MENTOR_NUMBER, Bakery, bakery, filled_form
from tests.casework.recognition.factories import ApplicationFactory
from tests.foundation.accounts.factories import UserFactory
from tests.register.organisations.factories import SiteFactory

DAY = "2026-03-03"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_3_march_2026")]


@pytest.fixture
def on_3_march_2026(monkeypatch):
    for module in ("views", "sent"):
        monkeypatch.setattr(f"duaal.interfaces.web.requests.{module}.today", lambda: date(2026, 3, 3))


@pytest.fixture
def shop() -> Bakery:
    return bakery()


@pytest.fixture
def company_client(shop: Bakery) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=shop.actor.user_id))
    return client


def page(name: str, form: RequestForm, *more: object) -> str:
    return reverse(f"requests:{name}", args=[form.pk, *more])


MENTOR = {
    "given_name": "Mieke",
    "family_name": "Verzonnen",
    "national_number": MENTOR_NUMBER,
    "position": "owner",
    "experience_since": "2010-09-01",
    "extract_model": "596.2",
    "extract_issued_on": "2026-01-20",
    "prior_training": "",
    "derogation_asked": "",
}


def draft(shop: Bakery) -> RequestForm:
    return drafting.start(shop.company.pk, actor=shop.actor)


def answers_of(form: RequestForm) -> RequestAnswers:
    form.refresh_from_db()
    return RequestAnswers.from_json(form.answers)


def test_a_company_walks_from_start_to_receipt(company_client, shop):
    start = company_client.post(reverse("requests:start"))
    form = RequestForm.objects.get()
    assert start.url == page("places", form)

    company_client.post(
        start.url,
        {"sites": [s.pk for s in shop.sites], "programmes": [p.code for p in shop.programmes]},
    )
    company_client.post(page("new_mentor", form), MENTOR)
    company_client.post(
        page("undertaking", form),
        {"organisation_and_equipment": "True", "financial_strength": "True", "conviction": "False"},
    )
    company_client.post(
        page("contact", form), {"name": "Mieke", "email": "m@voorbeeld.test", "phone": "09 123 45 67"}
    )
    check = company_client.get(page("check", form)).content.decode()
    assert "4 dossiers" in check
    assert "dinsdag 17 maart 2026" in check
    sent = company_client.post(page("check", form))

    assert sent.url == page("receipt", form)
    assert Application.objects.count() == 4


def test_what_was_typed_stays_and_every_mistake_is_named_with_the_value(company_client, shop):
    form = draft(shop)

    answer = company_client.post(
        page("new_mentor", form), {**MENTOR, "national_number": "85.04.12-901.68", "extract_model": "595"}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "85.04.12-901.68" in text
    assert "de twee laatste cijfers kloppen niet" in text
    assert 'value="Verzonnen"' in text
    assert answers_of(form).mentors == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"extract_model": "595"}, "Model 595 volstaat niet", id="wrong model"),
        pytest.param({"extract_issued_on": "2025-03-02"}, "van 02/03/2025 is te oud", id="366 days"),
        pytest.param({"extract_issued_on": "2026-03-04"}, "04/03/2026 ligt in de toekomst", id="future"),
        pytest.param({"experience_since": "2026-03-04"}, "04/03/2026 ligt in de toekomst", id="not yet"),
        pytest.param(
            {"experience_since": "2021-04-03"}, "heeft 4 volle jaren ervaring", id="4 years 11 months"
        ),
        pytest.param(
            {"national_number": make_national_number(date(2001, 6, 10), 901)},
            "De mentor is 24 jaar",
            id="24 years",
        ),
        pytest.param(
            {"national_number": make_national_number(date(2003, 3, 4), 901), "derogation_asked": "AGE_23"},
            "De mentor is 22 jaar",
            id="22 years and 364 days, derogation asked",
        ),
        pytest.param(
            {"experience_since": "2022-01-01", "derogation_asked": "EXPERIENCE"},
            "Noem de opleiding waarop u de afwijking steunt",
            id="derogation without proof",
        ),
        pytest.param({"experience_since": "31/02/2010"}, "Dit is geen datum die bestaat", id="no such day"),
    ],
)
def test_a_mentor_who_can_never_be_granted_is_stopped_with_one_sentence(
    company_client, shop, typed, sentence
):
    form = draft(shop)

    answer = company_client.post(page("new_mentor", form), {**MENTOR, **typed})

    assert sentence in answer.content.decode()
    assert answers_of(form).mentors == ()


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({"extract_issued_on": "2025-03-03"}, id="extract of exactly one year"),
        pytest.param({"experience_since": "2021-03-03"}, id="exactly five years"),
        pytest.param(
            {
                "national_number": make_national_number(date(2001, 6, 10), 901),
                "derogation_asked": "AGE_23",
                "prior_training": "Diploma bakker",
            },
            id="24 years with proof",
        ),
    ],
)
def test_a_mentor_at_the_edge_is_kept(company_client, shop, typed):
    form = draft(shop)

    company_client.post(page("new_mentor", form), {**MENTOR, **typed})

    assert len(answers_of(form).mentors) == 1


def test_the_national_number_is_stored_encrypted_and_never_shown_again(company_client, shop):
    form = draft(shop)
    company_client.post(page("new_mentor", form), MENTOR)

    pages = [page("mentors", form), page("mentor", form, 1), page("check", form)]
    shown = "".join(company_client.get(address).content.decode() for address in pages)

    form.refresh_from_db()
    assert MENTOR_NUMBER not in str(form.answers)
    assert MENTOR_NUMBER not in shown
    assert f"••••••• {MENTOR_NUMBER[-2:]}" in shown


def test_a_mentor_is_changed_without_typing_the_number_again(company_client, shop):
    form = draft(shop)
    company_client.post(page("new_mentor", form), MENTOR)

    company_client.post(page("mentor", form, 1), {**MENTOR, "national_number": "", "given_name": "Marieke"})

    (mentor,) = answers_of(form).mentors
    assert (mentor.given_name, mentor.birth_date) == ("Marieke", MENTOR_BORN)


def test_a_mentor_can_be_taken_off_the_form(company_client, shop):
    form = filled_form(shop)

    company_client.post(page("remove_mentor", form, 1))

    assert answers_of(form).mentors == ()


def test_a_case_can_be_left_out_on_the_check_page(company_client, shop):
    form = filled_form(shop)

    company_client.post(
        page("leave_out", form), {"site": shop.sites[0].pk, "programme": shop.programmes[0].code}
    )

    assert len(answers_of(form).places) == 3


def test_what_is_half_typed_is_kept_without_the_national_number(company_client, shop):
    form = draft(shop)

    company_client.post(
        page("keep_typed", form, "mentors"), {"given_name": "Mie", "national_number": MENTOR_NUMBER}
    )

    form.refresh_from_db()
    assert form.typed == {"mentors": {"given_name": ["Mie"]}}
    assert 'value="Mie"' in company_client.get(page("new_mentor", form)).content.decode()


def test_a_draft_can_be_thrown_away(company_client, shop):
    form = draft(shop)

    answer = company_client.post(page("discard", form), follow=True)

    assert "Het ontwerp is weg" in answer.content.decode()
    assert not RequestForm.objects.exists()


def test_a_blocked_form_says_why_and_sends_nothing(company_client, shop):
    ApplicationFactory(site=shop.sites[0], programme=shop.programmes[0])
    form = filled_form(shop)

    answer = company_client.post(page("check", form))

    assert answer.status_code == 422
    assert "loopt al een aanvraag" in answer.content.decode()
    assert Application.objects.count() == 1


def test_sites_that_cannot_be_recognised_are_shown_with_the_reason(company_client, shop):
    SiteFactory(company=shop.company, walloon=True, name="Namense Korst")

    text = company_client.get(page("places", draft(shop))).content.decode()

    assert "Namense Korst" in text
    assert "ligt niet in Vlaanderen of Brussel" in text


PAGES = [
    ("get", "places"),
    ("post", "places"),
    ("get", "mentors"),
    ("get", "new_mentor"),
    ("post", "new_mentor"),
    ("get", "undertaking"),
    ("get", "contact"),
    ("get", "check"),
    ("post", "check"),
    ("post", "discard"),
    ("post", "leave_out"),
    ("post", "choose_committee"),
]


@pytest.mark.parametrize(("method", "name"), PAGES)
def test_another_company_does_not_find_the_form(shop, method, name):
    form = filled_form(shop)
    stranger = Client()
    stranger.force_login(UserFactory(company=True))

    answer = getattr(stranger, method)(page(name, form))

    assert answer.status_code == 404
    assert RequestForm.objects.filter(pk=form.pk, submitted_on=None).exists()


@pytest.mark.parametrize("trait", ["partnership", "flemish", "department"])
def test_a_form_that_is_not_sent_is_hidden_for_officials(shop, trait):
    official = Client()
    official.force_login(UserFactory(**{trait: True}))

    assert official.get(page("check", filled_form(shop))).status_code == 403


def test_the_overview_costs_as_many_queries_for_many_cases_as_for_one(company_client, shop):
    counts = []
    for wanted in (1, 6):
        while Application.objects.count() < wanted:
            ApplicationFactory(site=shop.sites[0])
        with CaptureQueriesContext(connection) as seen:
            company_client.get(reverse("requests:overview"))
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_a_company_without_anything_sees_what_to_do(company_client):
    text = company_client.get(reverse("requests:overview")).content.decode()

    assert "U diende nog geen aanvraag in" in text
    assert reverse("requests:start") in text
