"""The visits of one file as its page shows them: the appointment for all, the report for who decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition import policy
from duaal.casework.recognition.models import Application, Recognition, Visit
from duaal.casework.recognition.states.visits import (
    CANCEL_VISIT,
    MOVE_VISIT,
    PLAN_VISIT,
    PLAN_VISIT_THERE,
    REPORT_VISIT,
    VisitStanding,
)
from duaal.casework.recognition.visits.actions import standing_of_visit
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.recognitions.sections import Reading, Section

PLANNED, LATE, HELD, CANCELLED = "planned", "late", "held", "cancelled"

VISIT_STATE: dict[str, Promise] = {
    PLANNED: gettext_lazy("gepland"),
    LATE: gettext_lazy("wacht op verslag"),
    HELD: gettext_lazy("gebracht"),
    CANCELLED: gettext_lazy("afgezegd"),
}
VISIT_TONE = {PLANNED: "info", LATE: "warning", HELD: "success", CANCELLED: "neutral"}

STEPS: tuple[tuple[Step[VisitStanding], str, Promise], ...] = (
    (REPORT_VISIT, "visits:report", gettext_lazy("Schrijf het verslag")),
    (MOVE_VISIT, "visits:move", gettext_lazy("Verplaats")),
    (CANCEL_VISIT, "visits:cancel", gettext_lazy("Zeg af")),
)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit as this reader sees it; `report` is empty for who may not read it."""

    visit: Visit
    state: str
    tone: str
    report: str
    links: tuple[StepLink, ...]
    calendar: str


@dataclass(frozen=True, slots=True)
class VisitSection:
    """The visits of one file, with the way to plan one; None of it when there is nothing to show or do."""

    lines: tuple[VisitLine, ...]
    plan: str


def state_of_visit(visit: Visit, *, on: date) -> str:
    """How a visit stands in one word; one of which the day is over waits for its report."""
    if visit.cancelled_on is not None:
        return CANCELLED
    if visit.held_on is not None:
        return HELD
    return LATE if visit.planned_on < on else PLANNED


def case_visits(application: Application, *, actor: Actor, on: date) -> VisitSection | None:
    """The visits of a case."""
    can_plan = policy.may(actor, PLAN_VISIT, application) and not PLAN_VISIT.reasons_against(
        application.state, VisitStanding(), on=on
    )
    plan = reverse("visits:plan_for_case", args=[application.reference]) if can_plan else ""
    return _section(application, application.visits.all(), plan, actor=actor, on=on)


def visits_section(reading: Reading) -> Section | None:
    """The visits to a recognised workplace, on the page of the recognition."""
    recognition, actor, on = reading.recognition, reading.actor, reading.on
    can_plan = policy.may(actor, PLAN_VISIT_THERE, recognition) and not PLAN_VISIT_THERE.reasons_against(
        recognition.state, VisitStanding(), on=on
    )
    plan = reverse("visits:plan_for_recognition", args=[recognition.pk]) if can_plan else ""
    found = _section(recognition, recognition.visits.order_by("planned_on", "id"), plan, actor=actor, on=on)
    if found is None:
        return None
    return Section("bezoeken", gettext_lazy("Bezoeken"), "visits/section.html", found)


def line_of(visit: Visit, file: Application | Recognition, *, actor: Actor, on: date) -> VisitLine:
    """One visit as this reader sees it."""
    state = state_of_visit(visit, on=on)
    coming = state == PLANNED
    return VisitLine(
        visit=visit,
        state=str(VISIT_STATE[state]),
        tone=VISIT_TONE[state],
        report=visit.report if actor.role in STAFF else "",
        links=tuple(_links(visit, file, actor=actor, on=on)),
        calendar=reverse("visits:calendar", args=[visit.pk]) if coming else "",
    )


def _section(
    file: Application | Recognition, visits: Iterable[Any], plan: str, *, actor: Actor, on: date
) -> VisitSection | None:
    lines = tuple(line_of(visit, file, actor=actor, on=on) for visit in visits)
    return VisitSection(lines, plan) if lines or plan else None


def _links(visit: Visit, file: Application | Recognition, *, actor: Actor, on: date) -> Iterable[StepLink]:
    standing = standing_of_visit(visit)
    for step, name, text in STEPS:
        too_early = step is REPORT_VISIT and visit.planned_on > on
        possible = not too_early and not step.reasons_against(file.state, standing, on=on)
        if possible and policy.may(actor, step, file):
            yield StepLink(text, reverse(name, args=[visit.pk]))
