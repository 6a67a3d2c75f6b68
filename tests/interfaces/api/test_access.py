"""Who reads along with a learner, over the API: invited by mail, taken back, and no link in any answer."""

import json
from datetime import date

import pytest
import time_machine
from django.core import mail

from duaal.casework.trajectories.models import Guardian, Trajectory
from duaal.foundation.accounts.models import Invitation, KeptAnswer
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from tests.architecture.test_school_api_matrix import access_around
from tests.casework.agreements import files
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.people.factories import PersonFactory
from tests.interfaces.api.asking import post, software_of_a_person
from tests.interfaces.api.test_agreement_steps import codes, fields, school

pytestmark = pytest.mark.django_db

LOTTE = {"email": "lotte@voorbeeld.test"}
RIGHT = {"relation": "parent", "ground": "parental_authority", "valid_from": "2026-03-01"}


@pytest.fixture(autouse=True)
def on_10_march(settings):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def trajectory() -> Trajectory:
    return TrajectoryFactory()


@pytest.fixture
def bare(trajectory) -> Guardian:
    """A mother who was named without the ground of her right."""
    return Guardian.objects.create(
        learner=trajectory.learner, person=PersonFactory(), valid_from=date(2020, 9, 1)
    )


def at(trajectory: Trajectory, path: str) -> str:
    return f"/api/v1/learners/{trajectory.pk}/{path}"


def secret_mailed() -> str:
    return mail.outbox[-1].body.split("/uitnodiging/")[1].split("/")[0]


def test_a_learner_is_invited_by_mail_and_the_link_is_in_no_answer_and_in_no_kept_one(trajectory):
    client = school(trajectory)

    sent = post(client, at(trajectory, "invitation"), LOTTE, "sleutel-1")
    listed = client.get(at(trajectory, "access"))

    assert sent.json() == {**LOTTE, "sent": True}
    assert mail.outbox[-1].to == [LOTTE["email"]]
    kept = json.dumps(list(KeptAnswer.objects.values_list("answer", flat=True)))
    assert not any(
        secret_mailed() in text for text in (json.dumps(sent.json()), listed.content.decode(), kept)
    )
    (learner,) = listed.json()["items"]
    assert (learner["role"], learner["access"], learner["invitation"]["state"]) == ("learner", None, "open")
    assert Entry.objects.filter(step="invite", file_id=trajectory.pk).count() == 1


def test_a_demo_without_a_mail_server_says_that_nothing_left_and_gives_no_link(trajectory, settings):
    settings.EMAIL_HOST, settings.DEMO = "", True

    sent = post(school(trajectory), at(trajectory, "invitation"), LOTTE)

    assert sent.json() == {**LOTTE, "sent": False}


def test_a_second_invitation_makes_the_first_link_useless(trajectory):
    client = school(trajectory)
    for _time in range(2):
        assert post(client, at(trajectory, "invitation"), LOTTE).status_code == 200

    first, second = Invitation.objects.order_by("pk")
    assert (first.withdrawn_on, second.withdrawn_on) == (date(2026, 3, 10), None)


def test_a_parent_is_invited_once_the_ground_is_on_record(trajectory, bare):
    client, address = school(trajectory), at(trajectory, f"guardians/{bare.pk}/invitation")
    without = post(client, address, {"email": "an@voorbeeld.test"})

    noted = post(client, at(trajectory, f"guardians/{bare.pk}/right"), RIGHT, "sleutel-1")
    sent = post(client, address, {"email": "an@voorbeeld.test"})

    assert (without.status_code, codes(without)) == (422, ["no_ground"])
    (_learner, parent) = noted.json()["items"]
    assert (parent["guardian"], parent["ground"], parent["valid_to"]) == (
        bare.pk,
        "parental_authority",
        "2026-06-13",
    )
    assert (sent.json()["sent"], mail.outbox[-1].to) == (True, ["an@voorbeeld.test"])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ground": "court"}, "remark"),
        ({"valid_to": "2026-02-01"}, "valid_to"),
        ({"relation": "neighbour"}, "relation"),
        ({"valid_from": None}, "valid_from"),
    ],
    ids=str,
)
def test_a_right_that_cannot_be_is_said_per_field(trajectory, bare, changed, field):
    answer = post(school(trajectory), at(trajectory, f"guardians/{bare.pk}/right"), {**RIGHT, **changed})

    bare.refresh_from_db()
    assert (answer.status_code, fields(answer), bare.ground) == (422, [field], "")


def test_an_address_that_is_none_is_said(trajectory):
    answer = post(school(trajectory), at(trajectory, "invitation"), {"email": "lotte"})

    assert (answer.status_code, fields(answer)) == (422, ["email"])
    assert not Invitation.objects.exists()


def test_an_invitation_is_taken_back_once(trajectory):
    around, client = access_around(trajectory), school(trajectory)
    address = at(trajectory, f"invitations/{around['invitation_id']}/withdrawal")

    back = post(client, address, {}, "sleutel-1")
    again = post(client, address, {}, "sleutel-1")
    twice = post(client, address, {})

    assert back.json()["items"][0]["invitation"]["state"] == "invitation_withdrawn"
    assert (again.json(), codes(twice)) == (back.json(), ["no_open_invitation"])


def test_an_access_is_taken_away_with_a_reason_and_not_twice(trajectory):
    around, client = access_around(trajectory), school(trajectory)
    address = at(trajectory, f"access/{around['membership_id']}/removal")
    before = client.get(at(trajectory, "access")).json()["items"]

    silent = post(client, address, {"reason": ""})
    taken = post(client, address, {"reason": "Niet meer bevoegd."})
    again = post(client, address, {"reason": "Niet meer bevoegd."})

    assert before[1]["access"] == around["membership_id"]
    assert (fields(silent), taken.json()["items"][1]["access"], again.status_code) == (["reason"], None, 404)


def test_who_has_access_already_is_not_invited_again(trajectory):
    around, client = access_around(trajectory), school(trajectory)

    again = post(
        client,
        at(trajectory, f"guardians/{around['guardian_id']}/invitation"),
        {"email": "an@voorbeeld.test"},
    )

    assert codes(again) == ["has_access"]


@pytest.mark.parametrize("path", ["guardians/{guardian_id}/invitation", "guardians/{guardian_id}/right"])
def test_a_parent_of_another_learner_is_not_found(trajectory, path):
    around, other = access_around(trajectory), TrajectoryFactory(provider=trajectory.provider)
    body = {"email": "an@voorbeeld.test"} if path.endswith("invitation") else RIGHT

    assert post(school(other), at(other, path.format(**around)), body).status_code == 404


@pytest.mark.parametrize("path", ["invitations/{invitation_id}/withdrawal", "access/{membership_id}/removal"])
def test_what_belongs_to_another_learner_is_not_found(trajectory, path):
    around, other = access_around(trajectory), TrajectoryFactory(provider=trajectory.provider)
    body = {"reason": "Fout."} if path.startswith("access") else {}

    assert post(school(other), at(other, path.format(**around)), body).status_code == 404


def test_a_school_where_the_learner_is_no_longer_has_no_say(trajectory):
    Trajectory.objects.filter(pk=trajectory.pk).update(state="DEREGISTERED", ended_on=date(2026, 3, 9))
    files.searching(learner=trajectory.learner)

    listed = school(trajectory).get(at(trajectory, "access"))

    assert (listed.status_code, codes(listed)) == (422, ["enrolled_elsewhere"])


def test_another_school_sees_and_invites_nobody(trajectory):
    other = software_of_a_person(Role.COUNSELLOR, "099999")

    assert other.get(at(trajectory, "access")).status_code == 404
    assert post(other, at(trajectory, "invitation"), LOTTE).status_code == 404
    assert mail.outbox == []


def test_no_answer_has_a_national_number(trajectory):
    access_around(trajectory)
    text = school(trajectory).get(at(trajectory, "access")).content.decode()

    assert "national" not in text
