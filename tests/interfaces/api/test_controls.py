"""Controls by software of an inspector: opened with a reason, every look kept, findings for who decides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.casework.recognition.models import Control, Recognition
from duaal.foundation.accounts.models import Membership
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.factories import (
    ApplicationFactory,
    MentorAssignmentFactory,
    RecognitionFactory,
)
from tests.foundation.accounts.factories import actor_for
from tests.interfaces.api.asking import post, software
from tests.interfaces.api.personal import inspector, software_of
from tests.interfaces.web.readers import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_10_march_2026")]

CONTROLS = "/api/v1/controls"


@pytest.fixture
def recognition() -> Recognition:
    return RecognitionFactory()


@pytest.fixture
def actor():
    return actor_for(Role.INSPECTOR)


@pytest.fixture
def client(actor):
    return software_of(actor)


def said(recognition: Recognition, **changed: object) -> dict[str, object]:
    number = recognition.company.enterprise_number
    return {"company": number, "reason": "Klacht van een ouder.", "ends_on": "2026-03-31", **changed}


def opened(client, recognition: Recognition) -> str:
    answer = post(client, CONTROLS, said(recognition))
    assert answer.status_code == 201, answer.content
    return f"{CONTROLS}/{answer.json()['id']}"


def codes(answer) -> list[str]:
    return [reason["code"] for reason in answer.json()["reasons"]]


def test_a_control_is_opened_once_for_a_key_under_the_name_of_the_inspector(client, actor, recognition):
    first, again = (post(client, CONTROLS, said(recognition), key="controle-1") for _ in range(2))
    second = post(client, CONTROLS, said(recognition))

    assert (first.status_code, again.json()) == (201, first.json())
    assert first.json()["inspector"] == actor.name
    assert first.json()["state"] == "RUNNING"
    assert codes(second) == ["control_runs"]
    assert Control.objects.get().inspector_id == actor.user_id


def test_every_look_at_the_files_is_kept_and_reading_the_control_is_none(client, recognition):
    address = opened(client, recognition)
    ApplicationFactory(company=recognition.company, site=recognition.site)
    MentorAssignmentFactory(application=recognition.application, recognition=recognition, state="ACTIVE")

    client.get(address)
    looks = [post(client, f"{address}/dossier", {}) for _ in range(2)]

    assert [one.status_code for one in looks] == [200, 200], looks[0].content
    assert Entry.objects.filter(step="view_dossier").count() == 2
    dossier = looks[0].json()
    assert [one["id"] for one in dossier["recognitions"]] == [recognition.pk]
    assert len(dossier["recognitions"][0]["mentors"]) == 1
    assert len(dossier["applications"]) == 2


def test_a_finding_is_noted_and_read_by_the_partnership_and_changes_nothing(client, recognition):
    address = opened(client, recognition)
    other = RecognitionFactory()

    noted = post(client, f"{address}/findings", {"text": "Geen mentor.", "recognition": recognition.pk})
    strange = post(client, f"{address}/findings", {"text": "Geen mentor.", "recognition": other.pk})

    recognition.refresh_from_db()
    assert noted.status_code == 201
    assert strange.json()["reasons"][0]["field"] == "recognition"
    assert recognition.state == "ACTIVE"
    (read,) = software(Role.PARTNERSHIP, "bouw").get("/api/v1/findings").json()["items"]
    assert read == noted.json()
    assert client.get(address).json()["findings"] == [read]
    assert software(Role.PARTNERSHIP, "hout").get("/api/v1/findings").json()["items"] == []


def test_a_control_that_is_closed_gives_no_files_any_more(client, recognition):
    address = opened(client, recognition)

    closed = post(client, f"{address}/closing", {})
    look = post(client, f"{address}/dossier", {})

    assert (closed.status_code, closed.json()["closed_on"]) == (200, "2026-03-10")
    assert (look.status_code, codes(look)) == (409, ["wrong_state"])
    assert not Entry.objects.filter(step="view_dossier").exists()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        pytest.param({"company": "0999999922"}, 404, id="nobody"),
        pytest.param({"ends_on": "2026-03-09"}, 422, id="over already"),
        pytest.param({"reason": "  "}, 422, id="without reason"),
    ],
)
def test_what_is_wrong_opens_nothing(client, recognition, changed, status):
    assert post(client, CONTROLS, said(recognition, **changed)).status_code == status
    assert not Control.objects.exists()


def test_a_control_of_a_colleague_is_not_there_and_the_department_reads_without_the_files(
    client, recognition
):
    address = opened(client, recognition)
    department = software(Role.DEPARTMENT, "wewis")

    assert inspector().get(address).status_code == 404
    assert post(inspector(), f"{address}/dossier", {}).status_code == 404
    assert department.get(address).status_code == 200
    assert post(department, f"{address}/dossier", {}).status_code == 403


def test_the_token_stops_when_the_inspector_leaves(client, actor, recognition):
    Membership.objects.filter(user_id=actor.user_id).update(valid_to="2026-03-01")

    assert client.get(CONTROLS).status_code == 401


def test_the_list_and_the_files_cost_as_much_for_one_as_for_many(client, recognition):
    address = opened(client, recognition)
    ApplicationFactory(company=recognition.company, site=recognition.site)
    before = (queries_of(client, CONTROLS), looks(client, address))
    RecognitionFactory(application__site=recognition.site)
    opened(client, RecognitionFactory())

    assert (queries_of(client, CONTROLS), looks(client, address)) == before


def looks(client, address: str) -> int:
    """How many queries a look costs, its entry included."""
    with CaptureQueriesContext(connection) as queries:
        post(client, f"{address}/dossier", {})
    return len(queries)
