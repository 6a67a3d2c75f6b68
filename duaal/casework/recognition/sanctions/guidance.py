"""Writes of guidance: open a file, agree on actions, report, close, end (`recognition.md` 11, 14.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.steps import move_recognition
from duaal.casework.recognition.models import Guidance, GuidanceAction, Recognition, Visit
from duaal.casework.recognition.sanctions.assessing import running_guidance
from duaal.casework.recognition.sanctions.files import come_to_rest, lock_for, need_text
from duaal.casework.recognition.sanctions.rules import SHORTCOMINGS
from duaal.casework.recognition.sanctions.sources import OWN, Source, check
from duaal.casework.recognition.sanctions.states import ActionResult, GuidanceState
from duaal.casework.recognition.sanctions.steps import (
    ADD_ACTION,
    CLOSE_ACTION,
    COMPLETE_GUIDANCE,
    REPORT_ACTION,
    START_GUIDANCE,
)
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """An action as it is agreed: what, by whom, until when, and the day of a follow-up visit if any."""

    description: str
    responsible: str
    due_on: date
    visit_on: date | None = None


@transaction.atomic
def start(
    recognition_id: int,
    *,
    actor: Actor,
    on: date,
    shortcoming: str,
    description: str,
    actions: Sequence[ActionPlan] = (),
    source: Source = OWN,
) -> Guidance:
    """Opens a guidance file on a shortcoming, with the first actions. The recognition stays valid.

    Raises `ValidationError` when the shortcoming is unknown, a text is missing or a day is past.
    """
    recognition = lock_for(START_GUIDANCE, recognition_id, actor=actor, on=on)
    check(source, recognition, actor=actor)
    guidance = open_file(recognition, shortcoming, description, actor=actor, on=on, source=source)
    for plan in actions:
        _add(guidance, plan, actor=actor, on=on)
    move_recognition(
        recognition,
        START_GUIDANCE,
        actor=actor,
        on=on,
        reasons=[shortcoming],
        remark=guidance.description,
    )
    return guidance


def open_file(
    recognition: Recognition,
    shortcoming: str,
    description: str,
    *,
    actor: Actor,
    on: date,
    source: Source = OWN,
) -> Guidance:
    """Makes the row of a guidance file of a locked recognition; for a step that records it."""
    if shortcoming not in SHORTCOMINGS:
        raise ValidationError({"shortcoming": _("Kies wat er niet in orde is.")})
    return Guidance.objects.create(
        recognition=recognition,
        state=GuidanceState.RUNNING,
        shortcoming=shortcoming,
        description=need_text(
            "description", description, _("Beschrijf wat er niet in orde is. Nu is het veld leeg.")
        ),
        opened_on=on,
        opened_by_id=actor.user_id,
        opened_by_name=actor.name,
        finding_id=source.finding_id,
        proposal_id=source.proposal_id,
    )


@transaction.atomic
def add_action(recognition_id: int, *, actor: Actor, on: date, plan: ActionPlan) -> GuidanceAction:
    """Agrees on one more action in the running guidance file."""
    recognition = lock_for(ADD_ACTION, recognition_id, actor=actor, on=on)
    guidance = _running(recognition)
    action = _add(guidance, plan, actor=actor, on=on)
    move_recognition(recognition, ADD_ACTION, actor=actor, on=on, remark=action.description)
    return action


@transaction.atomic
def report_action(action_id: int, *, actor: Actor, on: date, report: str) -> GuidanceAction:
    """The company tells how it stands with an action; what it said before is kept in the history."""
    action, recognition = _lock_action(action_id)
    lock_for(REPORT_ACTION, recognition.pk, actor=actor, on=on)
    _need_open(action)
    action.report = need_text("report", report, _("Schrijf op wat u deed. Nu is het veld leeg."))
    action.reported_on = on
    action.save(update_fields=["report", "reported_on"])
    move_recognition(
        recognition, REPORT_ACTION, actor=actor, on=on, remark=f"actie {action.pk}: {action.report}"
    )
    return action


@transaction.atomic
def close_action(action_id: int, *, actor: Actor, on: date, result: str, remark: str = "") -> GuidanceAction:
    """Closes an action with its result; one that failed asks a remark that says why."""
    action, recognition = _lock_action(action_id)
    lock_for(CLOSE_ACTION, recognition.pk, actor=actor, on=on)
    _need_open(action)
    if result not in {ActionResult.POSITIVE, ActionResult.NEGATIVE}:
        raise ValidationError({"result": _("Kies of de actie gelukt is.")})
    if result == ActionResult.NEGATIVE:
        need_text("remark", remark, _("Schrijf op waarom de actie niet lukte. Nu is het veld leeg."))
    action.result, action.result_remark, action.closed_on = result, remark.strip(), on
    action.save(update_fields=["result", "result_remark", "closed_on"])
    move_recognition(
        recognition,
        CLOSE_ACTION,
        actor=actor,
        on=on,
        reasons=[result],
        remark=f"actie {action.pk}: {action.result_remark or action.description}",
    )
    return action


@transaction.atomic
def complete(recognition_id: int, *, actor: Actor, on: date, remark: str = "") -> Recognition:
    """Ends a guidance file of which every action succeeded: the recognition is in order again."""
    recognition = lock_for(COMPLETE_GUIDANCE, recognition_id, actor=actor, on=on)
    end_file(_running(recognition), GuidanceState.MET, on=on, remark=remark)
    return come_to_rest(recognition, COMPLETE_GUIDANCE, actor=actor, on=on, remark=remark.strip())


def end_file(guidance: Guidance, state: GuidanceState, *, on: date, remark: str) -> None:
    """Ends the row of a guidance file; for a step that records it."""
    guidance.state, guidance.closed_on, guidance.closing_remark = state, on, remark.strip()
    guidance.save(update_fields=["state", "closed_on", "closing_remark"])


def _running(recognition: Recognition) -> Guidance:
    guidance = running_guidance(recognition)
    if guidance is None:
        raise Refused((WRONG_STATE,))
    return guidance


def _lock_action(action_id: int) -> tuple[GuidanceAction, Recognition]:
    """The action and its recognition; the recognition is the row that is locked."""
    recognition_id = GuidanceAction.objects.values_list("guidance__recognition_id", flat=True).get(
        pk=action_id
    )
    recognition = Recognition.objects.select_for_update().get(pk=recognition_id)
    action = GuidanceAction.objects.select_related("guidance").get(pk=action_id)
    return action, recognition


def _need_open(action: GuidanceAction) -> None:
    if action.closed_on is not None:
        raise Refused(("action_closed",))
    if action.guidance.state != GuidanceState.RUNNING:
        raise Refused((WRONG_STATE,))


def _add(guidance: Guidance, plan: ActionPlan, *, actor: Actor, on: date) -> GuidanceAction:
    description = need_text(
        "description", plan.description, _("Schrijf op wat er moet gebeuren. Nu is het veld leeg.")
    )
    responsible = need_text(
        "responsible", plan.responsible, _("Schrijf op wie het doet. Nu is het veld leeg.")
    )
    _need_day("due_on", plan.due_on, on=on)
    visit = None
    if plan.visit_on is not None:
        _need_day("visit_on", plan.visit_on, on=on)
        visit = Visit.objects.create(
            recognition_id=guidance.recognition_id,
            planned_on=plan.visit_on,
            visitor_name=actor.name,
            purpose=description,
            planned_by_id=actor.user_id,
        )
    return GuidanceAction.objects.create(
        guidance=guidance,
        description=description,
        responsible=responsible,
        due_on=plan.due_on,
        follow_up=visit,
    )


def _need_day(field: str, day: date, *, on: date) -> None:
    if day < on:
        sentence = _("%(day)s is voorbij. Kies vandaag of een latere dag.")
        raise ValidationError({field: sentence % {"day": date_format(day, "j F Y")}})
