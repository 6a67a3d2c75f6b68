"""The pages of the end of a trajectory: completing, another place, coming back."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.states import Destination, TrajectoryState
from tests.casework.recognition.factories import RecognitionFactory
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.casework.trajectories.test_finishing import fixed_plan
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.web.readers import text_of
from tests.register.programmes.factories import ReplacementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_school_day() -> Iterator[None]:
    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        yield


def staff_of(trajectory: Trajectory) -> Client:
    client = Client()
    client.force_login(UserFactory(counsellor=True, organisation=trajectory.provider.number))
    return client


def page(name: str, trajectory: Trajectory) -> str:
    return reverse(f"learners:{name}", args=[trajectory.pk])


def test_a_trajectory_is_completed_and_the_page_says_what_the_council_decided():
    trajectory = TrajectoryFactory(trained=True)
    fixed_plan(trajectory)
    staff = staff_of(trajectory)
    assert "Noteer de eindbeslissing" in text_of(staff.get(page("detail", trajectory)))

    given = {"seats": ["chair", "counsellor", "mentor"], "motivation": "Alles behaald.", "in_order": "on"}
    answer = staff.post(page("finish", trajectory), given, follow=True)

    found = text_of(answer)
    assert "Het traject is afgerond." in found
    assert "Afgerond op" in found
    assert "in de klassenraad: de voorzitter" in found
    assert "Noteer de eindbeslissing" not in found


def test_what_the_evaluation_lacks_stands_on_the_page_before_anything_is_typed():
    trajectory = TrajectoryFactory(trained=True)

    found = text_of(staff_of(trajectory).get(page("finish", trajectory)))

    assert "Er is geen opleidingsplan dat vastligt" in found
    assert '<form method="post" novalidate' not in found


def test_a_council_without_members_is_refused_and_the_text_stays():
    trajectory = TrajectoryFactory(trained=True)
    fixed_plan(trajectory)

    answer = staff_of(trajectory).post(page("finish", trajectory), {"motivation": "Alles behaald."})

    assert answer.status_code == 422
    assert "Kies wie er in de klassenraad zat." in text_of(answer)
    assert "Alles behaald." in text_of(answer)


def test_another_place_of_the_plan_is_recorded_and_shown():
    trajectory, place = TrajectoryFactory(trained=True), RecognitionFactory()
    fixed_plan(trajectory, place)
    staff = staff_of(trajectory)

    answer = staff.post(
        page("change_site", trajectory), {"place": place.pk, "since": "2026-03-09"}, follow=True
    )

    assert f"{place.site.name}, sinds 09/03/2026" in text_of(answer)


def test_a_learner_without_another_place_in_the_plan_is_not_offered_one():
    trajectory = TrajectoryFactory(trained=True)
    staff = staff_of(trajectory)

    assert "Noteer een andere vestiging" not in text_of(staff.get(page("detail", trajectory)))
    assert "geen werk op die vestiging" in text_of(staff.get(page("change_site", trajectory)))


def test_a_learner_comes_back_and_a_mentor_in_the_council_keeps_it_from_happening():
    trajectory = TrajectoryFactory(
        state=TrajectoryState.DEREGISTERED, ended_on=date(2026, 2, 2), destination=Destination.WORK
    )
    staff = staff_of(trajectory)
    given = {
        "year": "5",
        "origin": "flemish_secondary",
        "first_two_years_followed": "on",
        "prior_education_met": "on",
        "council_decision": "favourable",
        "council_seats": ["chair", "mentor"],
    }

    refused = staff.post(page("re_enrol", trajectory), given)
    done = staff.post(page("re_enrol", trajectory), {**given, "council_seats": ["chair"]}, follow=True)

    assert refused.status_code == 422
    assert "De mentor zit niet in de klassenraad" in text_of(refused)
    assert "De leerling is opnieuw ingeschreven." in text_of(done)


def test_a_programme_that_was_renamed_names_its_successor_and_the_learner_keeps_the_old_one():
    replacement = ReplacementFactory()
    trajectory = TrajectoryFactory(programme=replacement.old)

    found = text_of(staff_of(trajectory).get(page("detail", trajectory)))

    assert f"Deze opleiding heet nu {replacement.new.name}" in found
    assert replacement.old.name in found
