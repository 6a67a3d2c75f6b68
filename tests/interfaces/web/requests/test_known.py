"""What the request form knows already, and what it only asks of a few."""

import pytest

from duaal.foundation.accounts.models import User
from tests.casework.recognition.bakery import filled_form
from tests.interfaces.web.requests.test_pages import (
    MENTOR,
    company_client,
    draft,
    on_3_march_2026,
    page,
    shop,
)

__all__ = ["company_client", "on_3_march_2026", "shop"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_3_march_2026")]

DEROGATION = "Vraag een afwijking</summary>"
FOLDED, UNFOLDED = (
    '<details class="more"><summary>Is de mentor',
    '<details class="more" open><summary>Is de mentor',
)


def test_the_contact_page_begins_with_the_reader_and_leaves_the_telephone_open(company_client, shop):
    reader = User.objects.get(pk=shop.actor.user_id)

    fields = company_client.get(page("contact", draft(shop))).context["form"]

    assert (fields["name"].value(), fields["email"].value()) == (str(shop.actor.name), reader.email)
    assert not fields["phone"].value()


def test_who_was_named_before_stays_on_the_contact_page(company_client, shop):
    form = filled_form(shop)

    fields = company_client.get(page("contact", form)).context["form"]

    assert fields["phone"].value()
    assert fields["email"].value() != User.objects.get(pk=shop.actor.user_id).email


def test_the_questions_about_a_derogation_are_folded_for_who_asks_none(company_client, shop):
    text = company_client.get(page("new_mentor", draft(shop))).content.decode()

    assert FOLDED in text
    assert text.index("Op welke dag is het uittreksel gemaakt?") < text.index(DEROGATION)


@pytest.mark.parametrize(
    "typed", [{"experience_since": "2024-01-01"}, {"given_name": "", "derogation_asked": "EXPERIENCE"}]
)
def test_the_questions_about_a_derogation_are_open_when_something_is_wrong(company_client, shop, typed):
    answer = company_client.post(page("new_mentor", draft(shop)), {**MENTOR, **typed})

    assert answer.status_code == 422
    assert UNFOLDED in answer.content.decode()
