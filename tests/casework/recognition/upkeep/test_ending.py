"""Giving up and closing: what ends, what blocks, who may, and what the trail says."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.actions import ending
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import LIVE, AssignmentState, RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import (
    DEPARTMENT,
    FLEMISH,
    OFFICER,
    OTHER_COMPANY,
    OTHER_PARTNERSHIP,
)
from tests.casework.recognition.upkeep.places import DAY, holder, recognised

pytestmark = pytest.mark.django_db


def give_up(recognition: Recognition, *, actor=None, agreements=0) -> Recognition:
    return ending.give_up(
        recognition.pk,
        actor=actor or holder(recognition),
        on=DAY,
        agreements_without_end=agreements,
        remark=" We stoppen met opleiden. ",
    )


@pytest.mark.parametrize("state", sorted(LIVE))
def test_a_company_gives_up_from_any_state_that_counts_and_its_mentors_stop(state):
    incomplete = {"incomplete_since": DAY} if state == RecognitionState.INCOMPLETE else {}
    recognition = recognised(state=state, **incomplete)

    give_up(recognition)

    recognition.refresh_from_db()
    assignment = recognition.assignments.get()
    assert (recognition.state, recognition.ended_on) == (RecognitionState.ENDED_BY_UNDERTAKING, DAY)
    assert (assignment.state, assignment.ended_on) == (AssignmentState.ENDED, DAY)


def test_giving_up_stands_in_the_trail_with_its_reason():
    recognition = recognised()

    give_up(recognition)

    entry = Entry.objects.get(file_kind="recognition", file_id=recognition.pk)
    assert (entry.step, entry.from_state, entry.to_state) == ("give_up", "ACTIVE", "ENDED_BY_UNDERTAKING")
    assert (entry.actor_role, entry.remark, entry.on) == ("company", "We stoppen met opleiden.", DAY)


def test_running_agreements_without_a_last_day_block_giving_up_and_nothing_changes():
    recognition = recognised()

    with pytest.raises(Refused) as refusal:
        give_up(recognition, agreements=2)

    recognition.refresh_from_db()
    assert refusal.value.reasons == ("agreements_run",)
    assert (recognition.state, recognition.ended_on) == (RecognitionState.ACTIVE, None)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("actor", [OTHER_COMPANY, OFFICER, OTHER_PARTNERSHIP, FLEMISH, DEPARTMENT, SYSTEM])
def test_nobody_else_gives_it_up(actor):
    recognition = recognised()

    with pytest.raises(PermissionDenied):
        give_up(recognition, actor=actor)

    assert not Entry.objects.exists()


def test_what_ended_cannot_be_given_up():
    recognition = recognised(state=RecognitionState.EXPIRED)

    with pytest.raises(Refused) as refusal:
        give_up(recognition)

    assert refusal.value.reasons == ("wrong_state",)


def test_a_partnership_confirms_a_closure_that_the_register_does_not_have_yet():
    recognition = recognised()

    ending.close(recognition.pk, actor=OFFICER, on=DAY, confirmed_closed_on=date(2026, 2, 28))

    recognition.refresh_from_db()
    assert (recognition.state, recognition.ended_on) == (RecognitionState.ENDED_CLOSED, date(2026, 2, 28))
    assert Entry.objects.get().step == "close_site"


@pytest.mark.parametrize(
    "confirmed", [pytest.param(None, id="still open"), pytest.param(DAY, id="today is the last day")]
)
def test_a_site_that_is_open_does_not_close(confirmed):
    recognition = recognised()

    with pytest.raises(Refused) as refusal:
        ending.close(recognition.pk, actor=OFFICER, on=DAY, confirmed_closed_on=confirmed)

    assert refusal.value.reasons == ("not_closed",)


def test_another_partnership_confirms_nothing():
    recognition = recognised()

    with pytest.raises(PermissionDenied):
        ending.close(recognition.pk, actor=OTHER_PARTNERSHIP, on=DAY, confirmed_closed_on=date(2026, 2, 28))


def test_a_closure_before_the_recognition_ends_it_on_its_first_day():
    recognition = recognised(valid_from=date(2026, 3, 1), application__site__closed_on=date(2026, 2, 1))

    ending.close(recognition.pk, actor=SYSTEM, on=DAY)

    recognition.refresh_from_db()
    assert recognition.ended_on == date(2026, 3, 1)
