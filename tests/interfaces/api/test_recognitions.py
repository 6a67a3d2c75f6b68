"""What software reads of a recognition, and how it gives one up."""

from datetime import date

import pytest
import time_machine

from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.kernel.actor import Role
from tests.casework.agreements.factories import AgreementFactory
from tests.casework.recognition.upkeep.places import recognised
from tests.interfaces.api.asking import post, software

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_10_march_2026():
    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        yield


def of_company(recognition):
    return software(Role.COMPANY, recognition.company.enterprise_number)


def test_the_availability_has_codes_for_software_and_words_for_people():
    recognition = recognised(state=RecognitionState.INCOMPLETE, incomplete_since=date(2026, 3, 1))
    recognition.assignments.update(state="ENDED", ended_on=date(2026, 3, 1))

    body = of_company(recognition).get(f"/api/v1/recognitions/{recognition.pk}/availability").json()

    (reason,) = body["obstacles"]
    assert (body["visible"], body["takes_learner"]) == (True, False)
    assert (reason["code"], reason["since"]) == ("no_mentor_at_work", "2026-03-01")
    assert reason["words"] == "Er werkt geen mentor."
    assert reason["advice"].startswith("Duid een mentor aan.")
    assert reason["rules"][0]["key"] == "recognition.conditions.u4"


def test_a_company_reads_the_answer_for_all_its_recognitions():
    free = recognised()
    full = recognised(application__site__company=free.company)
    AgreementFactory(recognition=full)

    body = of_company(free).get("/api/v1/company/availability").json()

    assert (body["total"], body["taking"]) == (2, 1)
    assert [one["recognition"] for one in body["places"]] == [full.pk, free.pk]


def test_software_gives_up_once_for_a_key():
    recognition = recognised()
    client = of_company(recognition)
    address = f"/api/v1/recognitions/{recognition.pk}/giving-up"

    first = post(client, address, {"remark": ""}, key="stop-2026-0001")
    again = post(client, address, {"remark": ""}, key="stop-2026-0001")
    without = post(client, address, {"remark": ""})

    assert first.json() == {"id": recognition.pk, "state": "ENDED_BY_UNDERTAKING"}
    assert (again.status_code, again.json()) == (200, first.json())
    assert (without.status_code, without.json()["reasons"][0]["code"]) == (409, "wrong_state")


def test_a_running_agreement_refuses_with_its_code():
    recognition = recognised()
    AgreementFactory(recognition=recognition)

    answer = post(of_company(recognition), f"/api/v1/recognitions/{recognition.pk}/giving-up", {"remark": ""})

    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["reasons"]] == ["agreements_run"]


def test_one_recognition_is_read_by_who_may_see_it():
    recognition = recognised()

    body = of_company(recognition).get(f"/api/v1/recognitions/{recognition.pk}").json()

    assert (body["id"], body["state"]) == (recognition.pk, "ACTIVE")
