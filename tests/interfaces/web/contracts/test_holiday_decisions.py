"""The page of a partnership with its decisions on school holidays."""

from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from duaal.casework.agreements.models import HolidayDecision
from tests.casework.agreements import files, seasonal
from tests.interfaces.web.contracts.test_pages import client_of
from tests.interfaces.web.readers import queries_of, text_of

pytestmark = pytest.mark.django_db

OVERVIEW = "contracts:holiday_decisions"


@pytest.fixture(autouse=True)
def on_a_monday() -> Iterator[None]:
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def given(place, **changed):
    return {
        "enterprise_number": place.company.enterprise_number,
        "kind": "seasonal",
        "school_year": "2025",
        "activity": "Oogst van fruit.",
        "reference": "Lijst van 1 juli 2025.",
        **changed,
    }


def body_of(place):
    return client_of(partnership=True, organisation=place.partnership_id)


def test_a_decision_is_noted_shown_and_taken_back():
    place = files.place_for(files.searching())
    body = body_of(place)

    assert "Er is nog geen beslissing" in text_of(body.get(reverse(OVERVIEW)))
    body.post(reverse("contracts:new_holiday_decision"), given(place))
    row = HolidayDecision.objects.get()
    shown = text_of(body.get(reverse(OVERVIEW)))
    assert "Oogst van fruit." in shown
    assert "2025-2026" in shown
    body.post(reverse("contracts:revoke_holiday_decision", args=[row.pk]), {"reason": "Vergissing."})
    assert "ingetrokken" in text_of(body.get(reverse(OVERVIEW)))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"enterprise_number": "abc"}, "geen ondernemingsnummer"),
        ({"enterprise_number": "0000.000.097"}, "kennen geen onderneming"),
        ({"kind": ""}, "Kies wat er beslist is"),
        ({"reference": ""}, "waar de beslissing staat"),
    ],
)
def test_what_is_wrong_in_a_decision_is_named(changed, words):
    place = files.place_for(files.searching())

    page = body_of(place).post(reverse("contracts:new_holiday_decision"), given(place, **changed))

    assert page.status_code == 422
    assert words in text_of(page)
    assert not HolidayDecision.objects.exists()


def test_another_partnership_sees_and_revokes_nothing_of_it():
    place = files.place_for(files.searching())
    row = seasonal.decision_for(place)
    stranger = client_of(partnership=True, organisation="een-ander")

    assert place.company.name not in text_of(stranger.get(reverse(OVERVIEW)))
    revoke = reverse("contracts:revoke_holiday_decision", args=[row.pk])
    assert stranger.post(revoke, {"reason": "x"}).status_code == 404


def test_the_overview_takes_as_many_queries_for_many_as_for_one():
    place = files.place_for(files.searching())
    seasonal.decision_for(place)
    body = body_of(place)
    one = queries_of(body, reverse(OVERVIEW))
    for year in (2026, 2027):
        seasonal.decision_for(place, school_year=year)

    assert queries_of(body, reverse(OVERVIEW)) == one
