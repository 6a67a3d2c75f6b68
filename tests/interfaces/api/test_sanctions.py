"""Guidance and sanctions by software: the same steps, refusals and eyes as on the pages."""

import pytest
import time_machine

from duaal.casework.recognition.models import Guidance, SanctionDecision, Withdrawal
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.kernel.actor import Role
from tests.casework.recognition.sanctions.workplaces import agreement, may_exclude, proposed, workplace
from tests.interfaces.api.asking import post, software

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_4_may_2026():
    with time_machine.travel("2026-05-04T10:00:00+02:00", tick=False):
        yield


def address(place, step):
    return f"/api/v1/recognitions/{place.pk}/{step}"


def officer():
    return software(Role.PARTNERSHIP, "bouw")


def company_of(place):
    return software(Role.COMPANY, place.company.enterprise_number)


def withdrawing(place, **changed):
    one = {"recognition": place.pk, "ground": "DUTY_BREACH", "code": "D1", "reason": "Geen begeleiding."}
    votes = [{"group": "employers", "way": "for", "number": 3}]
    return {"reasons": "De plichten zijn niet nagekomen.", "withdrawals": [one], "votes": votes, **changed}


def test_guidance_from_start_to_end():
    place = workplace()
    action = {"description": "Een gesprek.", "responsible": "Ann", "due_on": "2026-05-18"}
    start = {"shortcoming": "D6", "description": "Geen opvolging.", "actions": [action]}

    started = post(officer(), address(place, "guidance"), start)
    pk = Guidance.objects.get().actions.get().pk
    post(company_of(place), address(place, f"guidance/actions/{pk}/report"), {"report": "Gedaan."})
    post(officer(), address(place, f"guidance/actions/{pk}/result"), {"result": "POSITIVE"})
    ended = post(officer(), address(place, "guidance/completion"), {})

    assert started.json() == {"id": place.pk, "state": "UNDER_GUIDANCE"}
    assert ended.json() == {"id": place.pk, "state": "ACTIVE"}
    assert Guidance.objects.get().actions.get().report == "Gedaan."


def test_a_refusal_carries_every_code_and_its_words():
    place = workplace()

    answer = post(officer(), address(place, "sanctions"), withdrawing(place))

    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["reasons"]] == ["sanction_not_proposed", "not_invited"]
    assert not SanctionDecision.objects.exists()


def test_a_decision_in_danger_is_carried_out_at_once_and_once_for_a_key():
    place = workplace()
    agreement(place)
    body, client = withdrawing(place, in_danger=True), officer()

    answers = [post(client, address(place, "sanctions"), body, key="sanctie-0001") for _ in range(2)]

    place.refresh_from_db()
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["withdrawals"][0]["effect_on"] == "2026-05-04"
    assert place.state == RecognitionState.WITHDRAWN
    assert SanctionDecision.objects.count() == 1


def test_the_company_reads_its_decision_and_another_does_not_find_it():
    place, other = proposed(workplace()), workplace()
    made = post(officer(), address(place, "sanctions"), withdrawing(place)).json()
    reading = f"/api/v1/sanctions/{made['reference']}/reading"

    foreign = post(company_of(other), reading, {})
    read = post(company_of(place), reading, {})

    assert foreign.status_code == 404
    assert read.json()["read_on"] == "2026-05-04"
    assert Withdrawal.objects.get().effect_on.isoformat() == "2026-05-11"


def test_the_list_of_decisions_shows_only_what_the_reader_may_see():
    may_exclude()
    place = workplace()
    excluding = {"kind": "TEMPORARY", "reason": "Herhaald.", "until": "2026-12-31"}
    made = post(
        officer(), address(place, "sanctions"), withdrawing(place, in_danger=True, exclusion=excluding)
    ).json()

    own = officer().get("/api/v1/sanctions").json()
    others = software(Role.PARTNERSHIP, "hout").get("/api/v1/sanctions").json()
    older = officer().get(f"/api/v1/sanctions?before={made['reference']}").json()

    assert [one["reference"] for one in own] == [made["reference"]]
    assert own[0]["exclusions"][0]["until"] == "2026-12-31"
    assert (others, older) == ([], [])


@pytest.mark.parametrize(
    ("step", "body", "state"),
    [
        ("hearing", {"reason": "Het blijft fout gaan."}, "SANCTION_PROPOSED"),
        ("precaution", {"danger": "De zaag.", "until": "2026-05-20"}, "SUSPENDED"),
    ],
)
def test_a_step_answers_the_new_state(step, body, state):
    place = workplace()

    assert post(officer(), address(place, step), body).json()["state"] == state
