"""The annex on school holidays in the form and in the text, and all agreements of a learner together."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.terms import HolidayAnnex
from tests.casework.agreements import files
from tests.interfaces.web.contracts.test_pages import address, client_of, planned, school, typed
from tests.interfaces.web.readers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_monday() -> Iterator[None]:
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def a_new_draft():
    trajectory = files.searching()
    place = files.place_for(trajectory)
    planned(trajectory)
    staff = client_of(counsellor=True, organisation=trajectory.provider.number)
    return staff, place, f"{reverse('contracts:new', args=[trajectory.pk])}?werkplek={place.pk}"


def test_the_annex_is_typed_kept_and_stands_in_the_text():
    staff, place, new = a_new_draft()
    annex = {
        "holiday_worked": "7/4/2026 tot 8/4/2026",
        "holiday_made_up": "21/4/2026, 2026-04-22",
        "holiday_why": "Paaseieren gieten.",
    }

    looked = staff.post(new, {**typed(place), **annex, "kijk": "ja"})
    assert "Niets staat in de weg." in text_of(looked)
    staff.post(new, {**typed(place), **annex})

    agreement = Agreement.objects.get()
    kept = agreement.versions.get().terms.holidays
    assert kept == HolidayAnnex(
        (date(2026, 4, 7), date(2026, 4, 8)), (date(2026, 4, 21), date(2026, 4, 22)), "Paaseieren gieten."
    )
    text = text_of(staff.get(address(agreement, "text")))
    assert "in een schoolvakantie op: 7 april 2026, 8 april 2026" in text
    assert "Wat de leerling dan leert: Paaseieren gieten." in text
    assert "7/4/2026, 8/4/2026" in staff.get(address(agreement, "revise")).content.decode()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("binnenkort", "is geen dag"),
        ("31/2/2026", "is geen dag"),
        ("10/4/2026 tot 6/4/2026", "is geen rij dagen"),
        ("1/1/2020 tot 1/1/2026", "is geen rij dagen"),
    ],
)
def test_days_that_are_none_are_named(written, words):
    staff, place, new = a_new_draft()

    page = staff.post(new, typed(place, holiday_worked=written))

    assert page.status_code == 422
    assert words in text_of(page)
    assert not Agreement.objects.exists()


def test_without_days_there_is_no_annex_in_the_text():
    staff, place, new = a_new_draft()
    staff.post(new, typed(place))
    agreement = Agreement.objects.get()

    assert agreement.versions.get().terms.holidays is None
    assert "Bijlage: schoolvakanties" not in text_of(staff.get(address(agreement, "text")))


def test_the_page_of_a_learner_shows_one_total_of_hours():
    agreement = files.signed()
    page = reverse("learners:detail", args=[agreement.trajectory_id])

    shown = text_of(school(agreement).get(page))

    assert agreement.company.name in shown
    assert "uur gepland op de werkplek" in shown


def test_a_draft_is_in_no_total():
    agreement = files.drafted()
    page = reverse("learners:detail", args=[agreement.trajectory_id])

    assert "uur gepland op de werkplek" not in text_of(school(agreement).get(page))
