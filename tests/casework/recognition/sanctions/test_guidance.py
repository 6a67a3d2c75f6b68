"""Guidance: opened on a shortcoming, with actions that the company reports on and the partnership closes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.models import Guidance, GuidanceAction, Visit
from duaal.casework.recognition.sanctions import guidance, hearing
from duaal.casework.recognition.sanctions.clocks import recompute_sanction_clocks
from duaal.casework.recognition.sanctions.guidance import ActionPlan
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, FLEMISH, OFFICER, OTHER_COMPANY, OTHER_PARTNERSHIP
from tests.casework.recognition.sanctions.workplaces import MONDAY, of_company, workplace

pytestmark = pytest.mark.django_db

DUE = MONDAY + timedelta(days=14)
PLAN = ActionPlan("Maak elke week tijd voor een gesprek.", "Ann Peeters", DUE)


def started(recognition, *plans, shortcoming="D6"):
    return guidance.start(
        recognition.pk,
        actor=OFFICER,
        on=MONDAY,
        shortcoming=shortcoming,
        description="De leerling wordt niet opgevolgd.",
        actions=plans or (PLAN,),
    )


def test_guidance_starts_on_a_shortcoming_and_the_recognition_stays_valid():
    place = workplace()

    file = started(place)

    place.refresh_from_db()
    assert place.state == RecognitionState.UNDER_GUIDANCE
    assert (file.shortcoming, file.opened_by_name) == ("D6", "Officier Janssens")
    entry = Entry.objects.get(step="start_guidance")
    assert (entry.from_state, entry.to_state, entry.reasons) == ("ACTIVE", "UNDER_GUIDANCE", ["D6"])


def test_an_action_with_a_visit_puts_the_visit_in_the_agenda():
    place = workplace()

    started(place, ActionPlan("Richt een vaste plek in.", "Ann Peeters", DUE, visit_on=DUE))

    visit = Visit.objects.get()
    assert (visit.recognition_id, visit.planned_on) == (place.pk, DUE)
    assert GuidanceAction.objects.get().follow_up == visit


def test_an_unknown_shortcoming_is_no_ground_for_guidance():
    place = workplace()

    with pytest.raises(ValidationError, match="Kies wat er niet in orde is"):
        started(place, shortcoming="D3")

    assert not Guidance.objects.exists()


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        pytest.param(ActionPlan(" ", "Ann", DUE), "wat er moet gebeuren", id="no description"),
        pytest.param(ActionPlan("Doe iets.", "", DUE), "wie het doet", id="nobody responsible"),
        pytest.param(ActionPlan("Doe iets.", "Ann", MONDAY - timedelta(days=1)), "is voorbij", id="past"),
    ],
)
def test_an_action_says_what_who_and_until_when(plan, words):
    place = workplace()

    with pytest.raises(ValidationError, match=words):
        started(place, plan)

    assert not GuidanceAction.objects.exists()


def test_guidance_does_not_start_twice():
    place = workplace()
    started(place)

    with pytest.raises(Refused) as refusal:
        started(place)

    assert refusal.value.reasons == ("wrong_state",)


@pytest.mark.parametrize(
    "actor", [OTHER_PARTNERSHIP, OTHER_COMPANY, DEPARTMENT, FLEMISH], ids=lambda actor: str(actor.role)
)
def test_only_the_deciding_partnership_starts_guidance(actor):
    place = workplace()

    with pytest.raises(PermissionDenied):
        guidance.start(place.pk, actor=actor, on=MONDAY, shortcoming="D6", description="Opvolging.")

    assert not Entry.objects.exists()


def test_the_company_reports_on_its_own_action():
    place = workplace()
    action = started(place).actions.get()

    guidance.report_action(action.pk, actor=of_company(place), on=MONDAY, report="Het gesprek is gepland.")

    action.refresh_from_db()
    assert (action.report, action.reported_on, action.closed_on) == ("Het gesprek is gepland.", MONDAY, None)
    assert Entry.objects.get(step="report_guidance_action").actor_role == "company"


@pytest.mark.parametrize("actor", [OTHER_COMPANY, OFFICER], ids=lambda actor: str(actor.role))
def test_nobody_reports_for_the_company(actor):
    action = started(workplace()).actions.get()

    with pytest.raises(PermissionDenied):
        guidance.report_action(action.pk, actor=actor, on=MONDAY, report="Klaar.")


def test_a_failed_action_needs_a_remark():
    action = started(workplace()).actions.get()

    with pytest.raises(ValidationError, match="waarom de actie niet lukte"):
        guidance.close_action(action.pk, actor=OFFICER, on=MONDAY, result="NEGATIVE")

    action.refresh_from_db()
    assert action.closed_on is None


def test_a_closed_action_is_closed_for_good():
    action = started(workplace()).actions.get()
    guidance.close_action(action.pk, actor=OFFICER, on=MONDAY, result="POSITIVE")

    with pytest.raises(Refused) as refusal:
        guidance.close_action(action.pk, actor=OFFICER, on=MONDAY, result="NEGATIVE", remark="Toch niet.")

    assert refusal.value.reasons == ("action_closed",)


def test_guidance_ends_well_when_every_action_succeeded():
    place = workplace()
    action = started(place).actions.get()
    guidance.close_action(action.pk, actor=OFFICER, on=DUE, result="POSITIVE")

    guidance.complete(place.pk, actor=OFFICER, on=DUE, remark="In orde.")

    place.refresh_from_db()
    assert place.state == RecognitionState.ACTIVE
    assert Guidance.objects.get().state == "MET"
    assert Entry.objects.get(step="complete_guidance").to_state == "ACTIVE"


def test_without_a_mentor_the_recognition_is_incomplete_after_guidance():
    place = workplace(mentor=False, incomplete_since=MONDAY, state=RecognitionState.INCOMPLETE)
    action = started(place).actions.get()
    guidance.close_action(action.pk, actor=OFFICER, on=DUE, result="POSITIVE")

    guidance.complete(place.pk, actor=OFFICER, on=DUE)

    place.refresh_from_db()
    assert place.state == RecognitionState.INCOMPLETE


def test_guidance_cannot_end_well_with_open_or_failed_actions():
    place = workplace()
    first, _second = started(place, PLAN, PLAN).actions.all()
    guidance.close_action(first.pk, actor=OFFICER, on=MONDAY, result="NEGATIVE", remark="Niet gebeurd.")

    with pytest.raises(Refused) as refusal:
        guidance.complete(place.pk, actor=OFFICER, on=MONDAY)

    assert refusal.value.reasons == ("guidance_actions_open", "guidance_action_failed")


def test_failed_guidance_becomes_a_proposed_sanction_with_an_invitation():
    place = workplace()
    action = started(place).actions.get()
    guidance.close_action(action.pk, actor=OFFICER, on=DUE, result="NEGATIVE", remark="Niet gebeurd.")

    invitation = hearing.propose(place.pk, actor=OFFICER, on=DUE, reason="De begeleiding is mislukt.")

    place.refresh_from_db()
    assert place.state == RecognitionState.SANCTION_PROPOSED
    assert Guidance.objects.get().state == "FAILED"
    assert invitation.react_by == DUE + timedelta(days=10)


def test_no_sanction_is_proposed_while_no_action_failed():
    place = workplace()
    started(place)

    with pytest.raises(Refused) as refusal:
        hearing.propose(place.pk, actor=OFFICER, on=MONDAY, reason="Te traag.")

    assert refusal.value.reasons == ("guidance_not_failed",)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        pytest.param(DUE, 0, id="on the last day"),
        pytest.param(DUE + timedelta(days=1), 1, id="the day after"),
    ],
)
def test_an_action_is_flagged_once_when_its_day_passed(day, found):
    place = workplace()
    started(place)

    runs = [recompute_sanction_clocks(on=day).actions_overdue for _ in range(2)]

    assert runs == [found, 0]
    assert Entry.objects.filter(step="flag_guidance_action").count() == found
