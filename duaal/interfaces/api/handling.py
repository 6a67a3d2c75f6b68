"""What software of a partnership may do while a case is handled: found complete, and visits."""

from datetime import date, time
from typing import Annotated, Any

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.recognition.actions.completeness import declare_complete
from duaal.casework.recognition.models import Application, Visit
from duaal.casework.recognition.queries import recognitions_visible_to
from duaal.casework.recognition.visits import actions as visits
from duaal.casework.recognition.visits.actions import Appointment
from duaal.casework.recognition.visits.queries import visits_visible_to, with_visit_parts
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import DECIDERS, READERS, Token, actor_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.reading import Reference
from duaal.interfaces.api.schemas import NO_NUL, Day, Done, Given, Long, Remark, Short
from duaal.interfaces.api.steps import KEY, NO, answered, done, key_of

router = Router(tags=["behandelen"])

READ = {status: Problem for status in NO if status not in (400, 409)}
VisitKey = Annotated[int, Field(ge=1, le=2**53)]
Hour = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Text = Annotated[str, Field(min_length=1, max_length=8000, pattern=NO_NUL)]


class AppointmentIn(Given):
    """When somebody comes by, who, and what for."""

    day: Day
    hour: Hour | None = None
    visitor: Short
    purpose: Remark = ""

    def appointment(self) -> Appointment:
        hour = time.fromisoformat(self.hour) if self.hour else None
        return Appointment(self.day, hour, self.visitor, self.purpose)


class WhyIn(Given):
    reason: Long


class ReportIn(Given):
    held_on: Day
    report: Text


class NothingIn(Given):
    """A step with nothing to say."""


class VisitOut(Schema):
    """A visit; its report only for who may read it. `reference` is that of the case or of the recognition."""

    id: int
    reference: str
    is_of_recognition: bool
    day: date
    hour: str | None
    visitor: str
    purpose: str
    held_on: date | None
    report: str
    cancelled_on: date | None
    cancelled_because: str


@router.post(
    "/applications/{reference}/completeness",
    response={200: Done, **NO},
    auth=Token(*DECIDERS),
    summary="Een aanvraag volledig bevinden",
)
def complete(
    request: HttpRequest, reference: Reference, payload: NothingIn, key: str | None = KEY
) -> JsonResponse:
    """Bevindt een aanvraag volledig. Wat ontbreekt, vraagt u met een vraag."""
    actor = actor_of(request)

    def act() -> Done:
        return done(declare_complete(key_of(request, reference), actor=actor, on=today()))

    return answered(request, key, act)


@router.get("/visits", response={200: list[VisitOut], **READ}, auth=Token(*READERS), summary="Bezoeken")
def visit_list(request: HttpRequest) -> list[VisitOut]:
    """De bezoeken die nog moeten gebeuren of op een verslag wachten, het eerste bovenaan; hoogstens 200."""
    actor = actor_of(request)
    rows = with_visit_parts(visits_visible_to(actor)).select_related("recognition__application")
    coming = rows.filter(held_on__isnull=True, cancelled_on__isnull=True).order_by("planned_on", "pk")
    return [visit_out(one, actor=actor) for one in coming[:200]]


@router.post(
    "/applications/{reference}/visits",
    response={201: VisitOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een bezoek plannen",
)
def plan_visit(
    request: HttpRequest, reference: Reference, payload: AppointmentIn, key: str | None = KEY
) -> JsonResponse:
    """Plant een bezoek voor een dossier. De onderneming ziet de afspraak."""
    actor = actor_of(request)

    def act() -> Schema:
        visit = visits.plan_for_case(
            key_of(request, reference), actor=actor, on=today(), appointment=payload.appointment()
        )
        return visit_out(visit, actor=actor)

    return answered(request, key, act, status=201)


@router.post(
    "/recognitions/{recognition}/visits",
    response={201: VisitOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een bezoek aan een erkende werkplek plannen",
)
def plan_visit_there(
    request: HttpRequest, recognition: VisitKey, payload: AppointmentIn, key: str | None = KEY
) -> JsonResponse:
    """Plant een bezoek aan een erkende werkplek."""
    actor = actor_of(request)

    def act() -> Schema:
        pk = recognitions_visible_to(actor).only("pk").get(pk=recognition).pk
        visit = visits.plan_for_recognition(pk, actor=actor, on=today(), appointment=payload.appointment())
        return visit_out(visit, actor=actor)

    return answered(request, key, act, status=201)


@router.post(
    "/visits/{visit}/move",
    response={200: VisitOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een bezoek verplaatsen",
)
def move_visit(
    request: HttpRequest, visit: VisitKey, payload: AppointmentIn, key: str | None = KEY
) -> JsonResponse:
    """Verplaatst een bezoek naar een andere dag, een ander uur of een andere bezoeker."""
    actor = actor_of(request)

    def act() -> Schema:
        pk = _seen(actor, visit)
        moved = visits.move_visit(pk, actor=actor, on=today(), appointment=payload.appointment())
        return visit_out(moved, actor=actor)

    return answered(request, key, act)


@router.post(
    "/visits/{visit}/cancellation",
    response={200: VisitOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een bezoek afzeggen",
)
def cancel_visit(
    request: HttpRequest, visit: VisitKey, payload: WhyIn, key: str | None = KEY
) -> JsonResponse:
    """Zegt een bezoek af; de onderneming leest de reden."""
    actor = actor_of(request)

    def act() -> Schema:
        pk = _seen(actor, visit)
        return visit_out(visits.cancel_visit(pk, actor=actor, on=today(), reason=payload.reason), actor=actor)

    return answered(request, key, act)


@router.post(
    "/visits/{visit}/report",
    response={200: VisitOut, **NO},
    auth=Token(*DECIDERS),
    summary="Het verslag van een bezoek bewaren",
)
def report_visit(
    request: HttpRequest, visit: VisitKey, payload: ReportIn, key: str | None = KEY
) -> JsonResponse:
    """Bewaart het verslag van een bezoek. De onderneming leest het niet."""
    actor = actor_of(request)

    def act() -> Schema:
        kept = visits.report_visit(
            _seen(actor, visit), actor=actor, on=today(), held_on=payload.held_on, report=payload.report
        )
        return visit_out(kept, actor=actor)

    return answered(request, key, act)


def visit_out(visit: Visit, *, actor: Actor) -> VisitOut:
    """The visit as this reader may see it."""
    file: Any = visits.file_of(visit)
    is_case = isinstance(file, Application)
    return VisitOut(
        id=visit.pk,
        reference=file.reference if is_case else file.application.reference,
        is_of_recognition=not is_case,
        day=visit.planned_on,
        hour=f"{visit.planned_at:%H:%M}" if visit.planned_at else None,
        visitor=visit.visitor_name,
        purpose=visit.purpose,
        held_on=visit.held_on,
        report=visit.report if actor.role in {*DECIDERS, Role.DEPARTMENT} else "",
        cancelled_on=visit.cancelled_on,
        cancelled_because=visit.cancelled_because,
    )


def _seen(actor: Actor, visit: int) -> int:
    """The visit when the actor may see it; `Visit.DoesNotExist` otherwise."""
    return visits_visible_to(actor).only("pk").get(pk=visit).pk
