"""Events and addresses as software asks for them, over the API."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.flows.webhooks.feed import read_entries
from duaal.flows.webhooks.models import Delivery, Hook
from duaal.foundation.accounts.models import KeptAnswer
from duaal.foundation.kernel.actor import Role
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.flows.webhooks.factories import AT, SCHOOL, DeliveryFactory, HookFactory, step_on
from tests.interfaces.api.asking import post, software_of_a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

ROOT = "/api/v1"
ASKED = {"address": "https://pakket.voorbeeld.test/in", "subjects": ["learner"]}


def school(number: str = SCHOOL):
    return software_of_a_person(Role.COUNSELLOR, number)


def test_software_reads_what_happened_since_and_goes_on_from_there():
    trajectory = TrajectoryFactory()
    step_on(trajectory.pk, to_state="SEARCHING")
    read_entries(at=AT)
    client = school(trajectory.provider.number)

    first = client.get(f"{ROOT}/events").json()
    step_on(trajectory.pk, "extend_search")
    read_entries(at=AT)
    second = client.get(f"{ROOT}/events?since={first['next']}").json()
    third = client.get(f"{ROOT}/events?since={second['next']}").json()

    (event,) = first["items"]
    assert (event["subject"], event["id"], event["step"]) == ("learner", trajectory.pk, "start_lessons")
    assert event["link"].endswith(f"/api/v1/learners/{trajectory.pk}")
    assert (first["has_more"], first["is_complete"]) == (False, True)
    assert [one["step"] for one in second["items"]] == ["extend_search"]
    assert (third["items"], third["next"]) == ([], second["next"])


def test_no_name_and_no_national_number_stands_in_an_event():
    trajectory = TrajectoryFactory()
    step_on(trajectory.pk, remark="Lotte wil leren.")
    read_entries(at=AT)

    said = school(trajectory.provider.number).get(f"{ROOT}/events").content.decode()

    person = trajectory.learner.person
    assert trajectory.learner.number not in said
    assert person.family_name not in said
    assert "Lotte" not in said


@pytest.mark.parametrize("since", ["-1", "iets", "9" * 30, ""])
def test_a_cursor_that_cannot_be_is_refused(since):
    answer = school().get(f"{ROOT}/events?since={since}")

    assert answer.status_code == 422
    assert answer.json()["reasons"][0]["field"] == "since"


def test_many_events_cost_as_many_queries_as_one():
    trajectory = TrajectoryFactory()
    client = school(trajectory.provider.number)
    step_on(trajectory.pk)
    read_entries(at=AT)
    client.get(f"{ROOT}/events")
    with CaptureQueriesContext(connection) as one:
        client.get(f"{ROOT}/events")
    for _number in range(20):
        step_on(TrajectoryFactory(provider=trajectory.provider).pk)
    read_entries(at=AT)

    with CaptureQueriesContext(connection) as many:
        assert len(client.get(f"{ROOT}/events").json()["items"]) == 21

    assert len(many) == len(one)


def test_software_manages_its_own_address():
    client = school()
    made = post(client, f"{ROOT}/webhooks", ASKED)
    one = f"{ROOT}/webhooks/{made.json()['id']}"

    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    assert "secret" not in client.get(one).json()
    assert [found["id"] for found in client.get(f"{ROOT}/webhooks").json()["items"]] == [made.json()["id"]]
    chosen = post(client, f"{one}/subjects", {"subjects": ["contact", "plan"]})
    assert chosen.json()["subjects"] == ["plan", "contact"]
    assert post(client, f"{one}/secret", {}).json()["secret"] != made.json()["secret"]
    assert client.get(one).json()["old_secret_until"] is not None
    assert post(client, f"{one}/pause", {}).json()["state"] == "paused"
    assert post(client, f"{one}/pause", {}).status_code == 409
    assert post(client, f"{one}/resumption", {}).json()["state"] == "active"
    assert post(client, f"{one}/removal", {}).json() == {"id": made.json()["id"]}
    assert client.get(one).status_code == 404


def test_a_test_with_the_same_key_is_put_ready_once():
    client, hook = school(), HookFactory()

    answers = [post(client, f"{ROOT}/webhooks/{hook.pk}/test", {}, "sleutel-1") for _try in range(2)]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Delivery.objects.count() == 1


def test_no_secret_is_kept_among_the_answers():
    client = school()
    made = post(client, f"{ROOT}/webhooks", ASKED, "sleutel-1").json()
    post(client, f"{ROOT}/webhooks/{made['id']}/secret", {}, "sleutel-2")

    assert "whsec_" not in json.dumps(list(KeptAnswer.objects.values_list("answer", flat=True)))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"address": "http://pakket.voorbeeld.test/"}, "address"),
        ({"address": "https://192.168.1.1/"}, "address"),
        ({"address": ""}, "address"),
        ({"address": "https://x.test/\x00"}, "address"),
        ({"subjects": []}, "subjects"),
        ({"subjects": ["iets"]}, "subjects.0"),
        ({"extra": 1}, "extra"),
    ],
    ids=str,
)
def test_wrong_input_is_said_per_field(changed, field):
    answer = post(school(), f"{ROOT}/webhooks", {**ASKED, **changed})

    assert answer.status_code == 422
    assert field in [reason["field"] for reason in answer.json()["reasons"]]
    assert not Hook.objects.exists()


def test_the_log_of_an_address_is_read_in_pages_and_a_message_sent_again():
    client, hook = school(), HookFactory()
    deliveries = [DeliveryFactory(hook=hook, state="failed", status=500) for _number in range(51)]

    first = client.get(f"{ROOT}/webhooks/{hook.pk}/deliveries").json()
    second = client.get(f"{ROOT}/webhooks/{hook.pk}/deliveries?cursor={first['next']}").json()
    again = post(client, f"{ROOT}/deliveries/{deliveries[0].pk}/resending", {})

    assert (len(first["items"]), len(second["items"]), second["next"]) == (50, 1, None)
    assert (first["items"][0]["status"], first["items"][0]["state"]) == (500, "failed")
    assert again.json()["state"] == "waiting"
    assert again.json()["message_id"] == f"msg_{deliveries[0].pk}"
