"""Lost workplaces over the API: who lost one, with the clock, and the draft with the plan in one go."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duaal.casework.agreements.actions.withdrawal import end_by_withdrawal
from duaal.casework.agreements.models import Agreement
from duaal.casework.progress.models import Plan
from duaal.foundation.kernel.actor import Role
from tests.casework.agreements import files
from tests.flows.processes.test_rescue import LOST, lost, new_place
from tests.interfaces.api.asking import post, software_of_a_person
from tests.interfaces.api.test_agreement_steps import codes, fields, school

__all__ = ["lost", "new_place"]

pytestmark = pytest.mark.django_db

LOSSES = "/api/v1/losses"


@pytest.fixture(autouse=True)
def on_the_day_of_the_loss():
    with time_machine.travel("2026-05-11T10:00:00+02:00", tick=False):
        yield


def take_over(client, trajectory, place, key="") -> object:
    address = f"/api/v1/learners/{trajectory.pk}/take-over"
    return post(client, address, {"recognition": getattr(place, "pk", place)}, key)


def test_a_school_reads_who_lost_a_workplace_with_the_clock(lost):
    found = school(lost.trajectory).get(LOSSES).json()

    (one,) = found["items"]
    assert (one["id"], one["learner"]) == (lost.trajectory_id, lost.trajectory.learner.number)
    assert (one["company"], one["last_day"], one["is_over"]) == (
        lost.company.enterprise_number,
        LOST.isoformat(),
        True,
    )
    assert (one["draft"], one["can_be_taken_over"]) == (None, True)
    assert one["clock"]["runs"]
    assert one["clock"]["days_left"] > 0
    assert found["next"] is None


def test_who_looks_for_a_first_workplace_or_works_on_lost_nothing(lost):
    provider = lost.trajectory.provider
    files.searching(provider=provider)
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        files.begun(files.drafted(files.searching(provider=provider)))

    assert [one["id"] for one in school(lost.trajectory).get(LOSSES).json()["items"]] == [lost.trajectory_id]


def test_a_last_day_that_is_known_already_stands_in_the_list():
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        agreement = files.begun()
    Agreement.objects.filter(pk=agreement.pk).update(state="NOTICE", notice_ends_on=date(2026, 5, 15))

    (one,) = school(agreement).get(LOSSES).json()["items"]

    assert (one["last_day"], one["is_over"]) == ("2026-05-15", False)


def test_the_losses_of_another_school_stay_unseen(lost):
    assert software_of_a_person(Role.COUNSELLOR, "099999").get(LOSSES).json() == {"items": [], "next": None}


def test_the_list_takes_as_many_queries_for_many_as_for_one(lost):
    client = school(lost.trajectory)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LOSSES).status_code == 200
        return len(asked)

    alone = queries()
    for _number in range(3):
        trajectory = files.searching(provider=lost.trajectory.provider)
        place = files.place_for(trajectory, valid_to=date(2030, 12, 31))
        with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
            files.begun(files.drafted(trajectory, place=place))
        end_by_withdrawal([place.pk], effect_on=LOST, on=LOST)

    assert len(client.get(LOSSES).json()["items"]) == 4
    assert queries() == alone


def test_one_question_makes_the_draft_and_moves_the_plan_once(lost, new_place):
    client = school(lost.trajectory)

    made = take_over(client, lost.trajectory, new_place, "sleutel-1")
    again = take_over(client, lost.trajectory, new_place, "sleutel-1")

    assert (made.status_code, again.json()) == (201, made.json())
    said = made.json()
    assert said["agreement"]["company"] == new_place.company.enterprise_number
    assert (said["plan_version"], said["missing"]) == (Plan.objects.order_by("version").last().version, [])
    draft = Agreement.objects.get(pk=said["agreement"]["id"])
    assert (draft.state, draft.replaces_id) == ("DRAFT", lost.pk)
    (one,) = client.get(LOSSES).json()["items"]
    assert (one["draft"], one["can_be_taken_over"]) == (draft.pk, False)


def test_a_second_draft_is_refused_and_the_plan_stays(lost, new_place):
    client = school(lost.trajectory)
    take_over(client, lost.trajectory, new_place)
    before = Plan.objects.count()

    again = take_over(client, lost.trajectory, new_place)

    assert (again.status_code, "DRAFT_EXISTS" in codes(again)) == (422, True)
    assert Plan.objects.count() == before


def test_what_the_plan_lacks_is_said_in_words(lost):
    trajectory = lost.trajectory
    place = files.place_for(trajectory, valid_to=date(2030, 12, 31))
    place.assignments.all().delete()

    made = take_over(school(trajectory), trajectory, place)

    assert made.status_code in (201, 422)
    reasons = made.json().get("missing") or made.json()["reasons"]
    assert reasons
    assert all(one["words"] != one["code"] for one in reasons)


@pytest.mark.parametrize("recognition", [999_999, 0, "x"])
def test_a_workplace_that_cannot_be_is_wrong_input(lost, recognition):
    answer = take_over(school(lost.trajectory), lost.trajectory, recognition)

    assert (answer.status_code, fields(answer)) == (422, ["recognition"])


def test_who_lost_nothing_is_not_taken_over(lost):
    other = files.searching(provider=lost.trajectory.provider)
    place = files.place_for(other, valid_to=date(2030, 12, 31))

    answer = take_over(school(other), other, place)

    assert (answer.status_code, codes(answer)) == (422, ["nothing_lost"])


def test_another_school_takes_nobody_over(lost, new_place):
    other = software_of_a_person(Role.COUNSELLOR, "099999")

    assert take_over(other, lost.trajectory, new_place).status_code == 404
    assert not Agreement.objects.filter(replaces=lost).exists()
