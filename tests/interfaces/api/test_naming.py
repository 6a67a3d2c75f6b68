"""Mentors whom a company named before, by their number: in a request and for recognitions that exist."""

from datetime import date

import pytest

from duaal.casework.recognition.models import Application, AssignmentDocument, MentorAssignment
from duaal.foundation.kernel.actor import Role
from duaal.foundation.people.models import Person
from tests.casework.recognition.bakery import bakery
from tests.casework.recognition.mandates.holders import MandateFactory
from tests.casework.recognition.mentors.places import mentor_at, place
from tests.foundation.accounts.factories import actor_for
from tests.foundation.documents.factories import stored
from tests.interfaces.api.asking import post, software
from tests.interfaces.api.personal import software_of
from tests.interfaces.api.test_api import asked, mentor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1/"
NEW_EXTRACT = {"extract_model": "596.2", "extract_issued_on": "2026-03-01"}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"


def fields(answer) -> list[str]:
    return [reason["field"] for reason in answer.json()["reasons"]]


@pytest.fixture
def known() -> MentorAssignment:
    """A mentor at work since long, with an old extract."""
    return mentor_at(place(), named_on=date(2024, 9, 1), extract_issued_on=date(2024, 8, 1))


@pytest.fixture
def client(known):
    return software(Role.COMPANY, known.recognition.company.enterprise_number)


def elsewhere(known: MentorAssignment):
    """Another recognition of the same company."""
    return place(application__site=known.recognition.site)


def test_a_known_mentor_is_named_by_number_with_only_a_new_extract(known, client):
    body = {"recognitions": [elsewhere(known).pk], "known": {"person": known.person_id, **NEW_EXTRACT}}

    answer = post(client, ROOT + "mentors", body)

    assert answer.status_code == 201, answer.content
    named = MentorAssignment.objects.latest("pk")
    assert named.person == known.person
    assert (named.position, named.experience_since) == (known.position, known.experience_since)
    assert named.extract_issued_on == date(2026, 3, 1)


def test_an_extract_that_serves_no_more_is_asked_and_one_that_serves_is_not(known, client):
    other = elsewhere(known)
    body = {"recognitions": [other.pk], "known": {"person": known.person_id}}

    refused = post(client, ROOT + "mentors", body)
    MentorAssignment.objects.filter(pk=known.pk).update(extract_issued_on=date(2026, 2, 1))
    document = stored()
    AssignmentDocument.objects.create(assignment=known, document=document)
    accepted = post(client, ROOT + "mentors", body)

    assert (refused.status_code, fields(refused)) == (422, ["known.extract_model"])
    assert accepted.status_code == 201, accepted.content
    assert MentorAssignment.objects.latest("pk").documents.get().document == document


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param({"extract_model": "596.2"}, "known.extract_issued_on", id="no day"),
        pytest.param({"extract_issued_on": "2026-03-01"}, "known.extract_model", id="no model"),
    ],
)
def test_half_a_new_extract_is_refused(known, client, said, field):
    body = {"recognitions": [elsewhere(known).pk], "known": {"person": known.person_id, **said}}

    answer = post(client, ROOT + "mentors", body)

    assert (answer.status_code, fields(answer)) == (422, [field])


def test_somebody_whom_another_company_named_is_not_known_here(known, client):
    stranger = mentor_at(place())
    body = {"recognitions": [elsewhere(known).pk], "known": {"person": stranger.person_id, **NEW_EXTRACT}}

    answer = post(client, ROOT + "mentors", body)

    assert (answer.status_code, fields(answer)) == (422, ["known.person"])
    assert str(stranger.person) not in answer.content.decode()


def test_somebody_whose_number_was_erased_has_to_be_given_anew(known, client):
    Person.objects.filter(pk=known.person_id).update(national_number_key=None, national_number_cipher=None)
    body = {"recognitions": [elsewhere(known).pk], "known": {"person": known.person_id, **NEW_EXTRACT}}

    assert fields(post(client, ROOT + "mentors", body)) == ["known.person"]


@pytest.mark.parametrize("both", [True, False])
def test_a_mentor_is_said_in_one_way(known, client, both):
    said = {"mentor": mentor(), "known": {"person": known.person_id}} if both else {}

    answer = post(client, ROOT + "mentors", {"recognitions": [elsewhere(known).pk], **said})

    assert (answer.status_code, fields(answer)) == (422, ["mentor"])


def test_a_request_names_a_mentor_of_an_earlier_one_by_number():
    shop = bakery()
    client = software(Role.COMPANY, shop.company.enterprise_number)
    places = asked(shop)["places"]
    first = post(client, ROOT + "requests", asked(shop, places=places[:1]))
    person = MentorAssignment.objects.get().person

    second = post(
        client,
        ROOT + "requests",
        asked(shop, places=places[1:2], mentors=[], known_mentors=[{"person": person.pk, **NEW_EXTRACT}]),
    )

    assert (first.status_code, second.status_code) == (201, 201), second.content
    assert Person.objects.filter(family_name="Verzonnen").count() == 1
    assert MentorAssignment.objects.filter(person=person).count() == 2


def test_the_same_person_twice_is_refused_however_it_is_said():
    shop = bakery()
    client = software(Role.COMPANY, shop.company.enterprise_number)
    places = asked(shop)["places"]
    post(client, ROOT + "requests", asked(shop, places=places[:1]))
    person = MentorAssignment.objects.get().person

    answer = post(
        client,
        ROOT + "requests",
        asked(shop, places=places[1:2], known_mentors=[{"person": person.pk, **NEW_EXTRACT}]),
    )

    assert (answer.status_code, fields(answer)) == (422, ["mentors"])
    assert Application.objects.count() == 1


def test_who_applies_for_a_company_does_not_name_its_mentors_by_number():
    shop = bakery()
    school = actor_for(Role.COUNSELLOR)
    MandateFactory(company=shop.company, holder_id=school.user_id)
    body = asked(
        shop, company=shop.company.enterprise_number, mentors=[], known_mentors=[{"person": 1, **NEW_EXTRACT}]
    )

    answer = post(software_of(school), ROOT + "requests", body)

    assert (answer.status_code, fields(answer)) == (422, ["known_mentors"])
