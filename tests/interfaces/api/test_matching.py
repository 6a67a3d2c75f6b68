"""What software does about places and contacts: of a school and of a company."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from duaal.casework.matching.models import Contact, Offer
from duaal.foundation.accounts.tokens import create
from duaal.foundation.kernel.actor import Role
from tests.casework.matching.factories import DAY, ContactFactory, OfferFactory, seeker
from tests.casework.recognition.factories import RecognitionFactory
from tests.foundation.accounts.factories import actor_for
from tests.interfaces.api.asking import post, software

pytestmark = pytest.mark.django_db

ROOT = "/api/v1"


@pytest.fixture(autouse=True)
def on_16_march() -> Iterator[None]:
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


def of_company(recognition):
    return software(Role.COMPANY, recognition.company.enterprise_number)


def software_of(number):
    """The package of a counsellor, who makes the token himself."""
    actor = actor_for(Role.COUNSELLOR, number)
    made = create(
        name="Schoolpakket",
        role=actor.role,
        organisation=number,
        valid_to=date(2026, 12, 31),
        actor=actor,
        on=DAY,
    )
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {made.secret}"})


def of_school(trajectory):
    return software_of(trajectory.provider.number)


def test_a_company_publishes_and_confirms_and_reads_what_is_free():
    recognition = RecognitionFactory()
    client = of_company(recognition)
    given = {"places": 2, "starts_from": "2026-03-20", "description": "Brood."}

    made = post(client, f"{ROOT}/recognitions/{recognition.pk}/offer", given)
    body = made.json()
    assert (made.status_code, body["state"], body["places"], body["free"]) == (201, "PUBLISHED", 2, 0)
    assert [one["code"] for one in body["reasons"]] == ["no_mentor_at_work"]
    again = post(client, f"{ROOT}/recognitions/{recognition.pk}/offer", given)
    assert again.json()["reasons"][0]["words"].startswith("Op deze erkenning staat al een aanbod")
    for step, state in (("pause", "PAUSED"), ("resumption", "PUBLISHED"), ("confirmation", "PUBLISHED")):
        assert post(client, f"{ROOT}/offers/{body['id']}/{step}", {}).json()["state"] == state
    changed = post(client, f"{ROOT}/offers/{body['id']}/places", {**given, "places": 4}).json()
    assert changed["places"] == 4
    assert [one["id"] for one in client.get(f"{ROOT}/offers").json()["items"]] == [body["id"]]


def test_a_school_ranks_asks_and_withdraws():
    place = OfferFactory()
    trajectory = seeker(place.recognition)
    client = of_school(trajectory)

    found = client.get(f"{ROOT}/trajectories/{trajectory.pk}/workplaces").json()
    assert [one["recognition"] for one in found["ranked"]] == [place.recognition_id]
    assert found["ranked"][0]["km"] == pytest.approx(4.3, abs=0.2)
    sent = post(
        client,
        f"{ROOT}/contacts",
        {
            "trajectory": trajectory.pk,
            "recognition": place.recognition_id,
            "message": "Ze bakt graag.",
            "consented_on": "2026-03-16",
        },
    )
    assert (sent.status_code, sent.json()["state"]) == (201, "SENT")
    address = f"{ROOT}/contacts/{sent.json()['id']}"
    assert post(client, f"{address}/withdrawal", {"reason": "Koos anders."}).json()["state"] == "WITHDRAWN"
    assert client.get(address).json()["learner"] == str(trajectory.learner.person)


def test_a_school_never_reads_why_a_place_is_watched():
    place = OfferFactory()
    trajectory = seeker(place.recognition)
    type(place.recognition).objects.update(state="SUSPENDED")
    client = of_school(trajectory)

    left_out = client.get(f"{ROOT}/trajectories/{trajectory.pk}/workplaces?left_out=true").json()["left_out"]
    (offer,) = client.get(f"{ROOT}/offers").json()["items"]

    for one in (*left_out, offer):
        assert [reason["code"] for reason in one["reasons"]] == ["place_left_out"]


def test_a_company_answers_and_forgets_the_learner_after_the_end():
    contact = ContactFactory()
    client = of_company(contact.recognition)
    address = f"{ROOT}/contacts/{contact.pk}"
    assert client.get(address).json()["learner"] == str(contact.trajectory.learner.person)
    assert client.get(address).json()["trajectory"] is None

    assert post(client, f"{address}/interest", {}).json()["state"] == "INTERESTED"
    assert post(client, f"{address}/intake", {"intake_on": "2026-03-16"}).json()["state"] == "INTAKE"
    assert post(client, f"{address}/proposal", {}).json()["state"] == "PROPOSED"
    assert post(client, f"{address}/refusal", {"reason": "Te ver."}).json()["state"] == "DECLINED"

    body = client.get(f"{ROOT}/contacts").json()["items"][0]
    assert (body["learner"], body["message"], body["reason"]) == ("", "", "Te ver.")


def test_a_step_that_is_too_late_is_a_conflict_and_a_past_day_is_wrong():
    over = ContactFactory(state="CLOSED", closed_on=DAY)
    client = of_company(over.recognition)
    assert post(client, f"{ROOT}/contacts/{over.pk}/interest", {}).status_code == 409

    contact = ContactFactory()
    wrong = post(
        of_company(contact.recognition), f"{ROOT}/contacts/{contact.pk}/intake", {"intake_on": "2026-03-01"}
    )

    assert wrong.status_code == 422
    assert wrong.json()["reasons"][0]["field"] == "intake_on"


def test_a_question_repeated_with_its_key_is_sent_once():
    place = OfferFactory(mentors=2, places=2)
    trajectory = seeker(place.recognition)
    given = {
        "trajectory": trajectory.pk,
        "recognition": place.recognition_id,
        "message": "Ze bakt graag.",
        "consented_on": "2026-03-16",
    }
    client = of_school(trajectory)

    first, second = (post(client, f"{ROOT}/contacts", given, key="sleutel-1234") for _ in range(2))

    assert first.json() == second.json()
    assert Contact.objects.count() == 1
    assert Offer.objects.count() == 1


def test_another_school_finds_nothing():
    contact = ContactFactory()
    stranger = software_of("999999")

    assert stranger.get(f"{ROOT}/contacts").json()["items"] == []
    for address in (f"contacts/{contact.pk}", f"trajectories/{contact.trajectory_id}/workplaces"):
        assert stranger.get(f"{ROOT}/{address}").status_code == 404
    withdrawn = post(stranger, f"{ROOT}/contacts/{contact.pk}/withdrawal", {"reason": "Nee."})
    assert withdrawn.status_code == 404
