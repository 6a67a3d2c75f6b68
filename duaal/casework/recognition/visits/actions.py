"""Writes of visits: plan, move, cancel, report. Recorded in the file of the case or of the recognition.

The company sees the appointment. The report is for who decides and who supervises.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.steps import (
    check_recognition,
    lock_for,
    lock_recognition,
    move,
    move_recognition,
)
from duaal.casework.recognition.models import Application, Recognition, Visit
from duaal.casework.recognition.states.visits import (
    CANCEL_VISIT,
    MOVE_VISIT,
    PLAN_VISIT,
    PLAN_VISIT_THERE,
    REPORT_VISIT,
    VisitStanding,
)
from duaal.casework.recognition.upkeep.visiting import answer_with_visit
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step


@dataclass(frozen=True, slots=True)
class Appointment:
    """When somebody comes by (`afspraak`), who, and what for; the hour can still be open."""

    day: date
    hour: time | None
    visitor: str
    purpose: str = ""


@transaction.atomic
def plan_for_case(application_id: int, *, actor: Actor, on: date, appointment: Appointment) -> Visit:
    """Plans a visit for a case under decision. Raises `ValidationError` for a day that is over."""
    application = lock_for(PLAN_VISIT, application_id, actor=actor, on=on)
    return _plan(PLAN_VISIT, application, actor=actor, on=on, appointment=appointment)


@transaction.atomic
def plan_for_recognition(recognition_id: int, *, actor: Actor, on: date, appointment: Appointment) -> Visit:
    """Plans a visit to a recognised workplace. Raises `ValidationError` for a day that is over.

    It answers the changes of address there that ask for one.
    """
    recognition = lock_recognition(recognition_id)
    check_recognition(PLAN_VISIT_THERE, recognition, VisitStanding(), actor=actor, on=on)
    visit = _plan(PLAN_VISIT_THERE, recognition, actor=actor, on=on, appointment=appointment)
    answer_with_visit(recognition, visit, actor=actor, on=on)
    return visit


@transaction.atomic
def move_visit(visit_id: int, *, actor: Actor, on: date, appointment: Appointment) -> Visit:
    """Moves a visit to another day, hour or visitor."""
    visit = _lock(MOVE_VISIT, visit_id, actor=actor, on=on)
    _check(appointment, on=on)
    _fill(visit, appointment)
    visit.save(update_fields=["planned_on", "planned_at", "visitor_name", "purpose"])
    return _record(visit, MOVE_VISIT, actor=actor, on=on, remark=_spoken(appointment))


@transaction.atomic
def cancel_visit(visit_id: int, *, actor: Actor, on: date, reason: str) -> Visit:
    """Cancels a visit; the company reads the reason."""
    visit = _lock(CANCEL_VISIT, visit_id, actor=actor, on=on)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom het bezoek niet doorgaat.")})
    visit.cancelled_on, visit.cancelled_because = on, reason.strip()
    visit.save(update_fields=["cancelled_on", "cancelled_because"])
    return _record(visit, CANCEL_VISIT, actor=actor, on=on, remark=reason.strip())


@transaction.atomic
def report_visit(visit_id: int, *, actor: Actor, on: date, held_on: date, report: str) -> Visit:
    """Keeps the report of a visit that was held, on a day that is not to come."""
    visit = _lock(REPORT_VISIT, visit_id, actor=actor, on=on)
    if held_on > on:
        raise ValidationError(
            {
                "held_on": _("De dag %(day)s komt nog. Vul de dag in waarop u er was.")
                % {"day": f"{held_on:%d/%m/%Y}"}
            }
        )
    if not report.strip():
        raise ValidationError({"report": _("Schrijf op wat u zag. Nu is het verslag leeg.")})
    visit.held_on, visit.report, visit.reported_by_name = held_on, report.strip(), actor.name
    visit.save(update_fields=["held_on", "report", "reported_by_name"])
    return _record(visit, REPORT_VISIT, actor=actor, on=on, remark=report.strip())


def standing_of_visit(visit: Visit) -> VisitStanding:
    """How the visit stands, for the guards of its steps."""
    return VisitStanding(held=visit.held_on is not None, cancelled=visit.cancelled_on is not None)


def file_of(visit: Visit) -> Application | Recognition:
    """The case or the recognition that the visit belongs to."""
    if visit.application is not None:
        return visit.application
    if visit.recognition is None:
        raise ValueError("a visit belongs to a case or to a recognition")
    return visit.recognition


def _plan(
    step: Step[VisitStanding],
    file: Application | Recognition,
    *,
    actor: Actor,
    on: date,
    appointment: Appointment,
) -> Visit:
    _check(appointment, on=on)
    visit = Visit(planned_by_id=actor.user_id)
    if isinstance(file, Application):
        visit.application = file
    else:
        visit.recognition = file
    _fill(visit, appointment)
    visit.save()
    return _record(visit, step, actor=actor, on=on, remark=_spoken(appointment))


def _lock(step: Step[Any], visit_id: int, *, actor: Actor, on: date) -> Visit:
    """The visit after its file, both locked, after the right and the guard of the step."""
    keys = Visit.objects.values("application_id", "recognition_id").get(pk=visit_id)
    file: Application | Recognition
    if keys["application_id"] is not None:
        file = (
            Application.objects.select_for_update(of=("self",))
            .select_related("company", "partnership")
            .get(pk=keys["application_id"])
        )
    else:
        file = lock_recognition(keys["recognition_id"])
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit_id)
    if isinstance(file, Application):
        visit.application = file
    else:
        visit.recognition = file
    policy.require(actor, step, file)
    step.check(file.state, standing_of_visit(visit), on=on)
    return visit


def _record(visit: Visit, step: Step[Any], *, actor: Actor, on: date, remark: str) -> Visit:
    file = file_of(visit)
    if isinstance(file, Application):
        move(file, step, actor=actor, on=on, remark=remark)
    else:
        move_recognition(file, step, actor=actor, on=on, remark=remark)
    return visit


def _fill(visit: Visit, appointment: Appointment) -> None:
    visit.planned_on, visit.planned_at = appointment.day, appointment.hour
    visit.visitor_name, visit.purpose = appointment.visitor.strip(), appointment.purpose.strip()


def _check(appointment: Appointment, *, on: date) -> None:
    if appointment.day < on:
        raise ValidationError(
            {
                "day": _("De dag %(day)s is voorbij. Kies vandaag of een latere dag.")
                % {"day": f"{appointment.day:%d/%m/%Y}"}
            }
        )
    if not appointment.visitor.strip():
        raise ValidationError({"visitor": _("Vul in wie langskomt.")})


def _spoken(appointment: Appointment) -> str:
    hour = f" {appointment.hour:%H:%M}" if appointment.hour is not None else ""
    return f"{appointment.day:%d/%m/%Y}{hour}, {appointment.visitor.strip()}"
