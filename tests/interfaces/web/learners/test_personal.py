"""The page on which a school fills in what it knows of a learner, and the same at the door."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.trajectories.models import Learner, Trajectory
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.identifiers import make_national_number
from tests.casework.agreements.test_identity import adult, drafted
from tests.casework.trajectories.factories import BORN, TrajectoryFactory
from tests.foundation.accounts.factories import UserFactory
from tests.foundation.people.factories import PersonFactory
from tests.interfaces.web.readers import text_of
from tests.register.organisations.factories import ProviderFactory
from tests.register.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

GIVEN = {"street": "Kerkstraat 4", "postcode": "9000", "town": "Gent", "nationality": "Belg"}
NUMBER = make_national_number(BORN, 901)


@pytest.fixture(autouse=True)
def on_a_school_day() -> Iterator[None]:
    with time_machine.travel("2026-03-02T10:00:00+01:00", tick=False):
        yield


def staff_at(provider) -> Client:
    client = Client()
    client.force_login(UserFactory(counsellor=True, organisation=provider.number))
    return client


def address_of(trajectory: Trajectory) -> str:
    return reverse("learners:personal", args=[trajectory.pk])


def without_number() -> Trajectory:
    person = PersonFactory(birth_date=BORN, without_number=True)
    return TrajectoryFactory(adult=True, learner__person=person)


def test_the_school_finds_the_page_and_fills_it_in():
    trajectory = TrajectoryFactory(adult=True)
    staff = staff_at(trajectory.provider)

    found = staff.get(reverse("learners:detail", args=[trajectory.pk])).content.decode()
    assert address_of(trajectory) in found
    answer = staff.post(address_of(trajectory), GIVEN, follow=True)

    assert "De gegevens zijn bewaard" in text_of(answer)
    assert Learner.objects.get(pk=trajectory.learner_id).nationality == "Belg"
    assert 'value="Kerkstraat 4"' in staff.get(address_of(trajectory)).content.decode()


def test_a_number_is_asked_once_and_shown_nowhere():
    trajectory = without_number()
    staff = staff_at(trajectory.provider)

    assert 'name="national_number"' in staff.get(address_of(trajectory)).content.decode()
    staff.post(address_of(trajectory), {**GIVEN, "national_number": NUMBER})

    page = staff.get(address_of(trajectory)).content.decode()
    assert 'name="national_number"' not in page
    assert NUMBER not in page
    assert "Het rijksregisternummer is bekend" in page


def test_what_was_typed_stays_when_something_is_wrong():
    trajectory = without_number()

    answer = staff_at(trajectory.provider).post(
        address_of(trajectory), {**GIVEN, "national_number": make_national_number(BORN.replace(day=1), 901)}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "De geboortedatum 14/06/2008 is niet die van het rijksregisternummer" in page
    assert 'value="Kerkstraat 4"' in page


def test_of_a_pupil_of_secondary_education_no_nationality_is_asked():
    trajectory = TrajectoryFactory()

    page = staff_at(trajectory.provider).get(address_of(trajectory)).content.decode()

    assert 'name="nationality"' not in page
    assert 'name="town"' in page


def test_another_school_does_not_find_the_page():
    trajectory = TrajectoryFactory(adult=True)

    answer = staff_at(ProviderFactory()).post(address_of(trajectory), GIVEN)

    assert answer.status_code == 404
    assert Learner.objects.get(pk=trajectory.learner_id).street == ""


def test_the_page_of_a_draft_says_what_is_missing_of_an_adult_before_anybody_signs():
    trajectory, place = adult()
    agreement = drafted(trajectory, place)
    staff, words = staff_at(trajectory.provider), "Van de cursist ontbreekt het adres"
    page = reverse("contracts:detail", args=[agreement.pk])

    assert words in text_of(staff.get(page))
    staff.post(address_of(trajectory), GIVEN)
    assert "Open de tekst en bewaar hem opnieuw" in text_of(staff.get(page))


def enrolled(given: dict[str, str]) -> Learner:
    programme = ProgrammeFactory(adult=True)
    provider = ProviderFactory(kind="cvo")
    answer = staff_at(provider).post(
        reverse("learners:enrol"),
        {
            "given_name": "Lotte",
            "family_name": "Claes",
            "birth_date": "14/06/2000",
            "programme": programme.code,
            "route": "dual",
            "origin": "flemish_secondary",
            "prior_education_met": "on",
            "first_two_years_followed": "on",
            **given,
        },
    )
    assert answer.status_code == 302, text_of(answer)
    return Learner.objects.get(person__family_name="Claes")


def test_an_adult_is_enrolled_with_all_that_the_agreement_names():
    learner = enrolled(GIVEN)

    assert (learner.street, learner.town, learner.nationality) == ("Kerkstraat 4", "Gent", "Belg")
    assert Entry.objects.filter(step="keep_personal_data").count() == 1


def test_an_adult_is_enrolled_without_them_as_well():
    learner = enrolled({})

    assert learner.nationality == ""
    assert not Entry.objects.filter(step="keep_personal_data").exists()
