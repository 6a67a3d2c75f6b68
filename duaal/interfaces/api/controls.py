"""Controls: an inspector opens one with a reason, looks into the files, notes findings, and closes it."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.recognition.controls import actions
from duaal.casework.recognition.controls.actions import state_of
from duaal.casework.recognition.controls.queries import controls_visible_to, findings_visible_to
from duaal.casework.recognition.history import shown_to
from duaal.casework.recognition.models import Control, Finding
from duaal.foundation.accounts.actors import name_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.answers import history_line, recognition_row, row
from duaal.interfaces.api.authentication import Token, actor_of
from duaal.interfaces.api.files import OFFICE
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.schemas import NO_NUL, Day, Given, HistoryLine, Mentor, RecognitionOut, Row
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["controles"])

INSPECTORS = (Role.INSPECTOR,)
READERS = (*INSPECTORS, Role.DEPARTMENT)
READ = {status: Problem for status in NO if status not in (400, 409)}
LAST_STEPS = 100
"""Steps that the dossier gives, the newest first."""

Number = Annotated[int, Field(ge=1, le=2**53)]
Text = Annotated[str, Field(min_length=1, max_length=8000, pattern=NO_NUL)]


class ControlIn(Given):
    """Which undertaking, why, and through which day its files stay open."""

    company: Annotated[str, Field(pattern=r"^[01][0-9]{9}$")]
    reason: Text
    ends_on: Day


class FindingIn(Given):
    """What was found, about one recognition of the undertaking or about all of it."""

    text: Text
    recognition: Number | None = None


class FindingOut(Schema):
    id: int
    control: int
    recognition: int | None
    text: str
    found_on: date


class FindingPage(Schema):
    items: list[FindingOut]
    next: str | None


class ControlRow(Schema):
    id: int
    company_number: str
    company_name: str
    inspector: str
    reason: str
    state: str
    opened_on: date
    ends_on: date
    closed_on: date | None


class ControlPage(Schema):
    items: list[ControlRow]
    next: str | None


class ControlOut(ControlRow):
    """A control with its findings; the files themselves only through its dossier."""

    findings: list[FindingOut]


class RecognisedOut(RecognitionOut):
    mentors: list[Mentor]


class SanctionedOut(Schema):
    reference: str
    partnership: str
    decided_on: date


class DossierOut(Schema):
    """The files of the undertaking, with the last 100 steps of all `steps_in_all`."""

    recognitions: list[RecognisedOut]
    applications: list[Row]
    sanctions: list[SanctionedOut]
    steps: list[HistoryLine]
    steps_in_all: int


@router.get("/controls", response={200: ControlPage, **READ}, auth=Token(*READERS), summary="Controles")
def control_list(request: HttpRequest, cursor: int | None = CURSOR) -> ControlPage:
    """De controles die u opende, de jongste eerst; het departement ziet ze alle. Per bladzijde 50."""
    found, following = page_of(controls_visible_to(actor_of(request)).select_related("company"), cursor)
    return ControlPage(items=[ControlRow(**_row(one, on=today())) for one in found], next=following)


@router.get(
    "/controls/{control_id}",
    response={200: ControlOut, **READ},
    auth=Token(*READERS),
    summary="Eén controle",
)
def one_control(request: HttpRequest, control_id: Number) -> ControlOut:
    """Een controle met haar vaststellingen, zonder de dossiers zelf."""
    return control_out(_found(actor_of(request), control_id), on=today())


@router.post(
    "/controls", response={201: ControlOut, **NO}, auth=Token(*INSPECTORS), summary="Een controle openen"
)
def open_control(request: HttpRequest, payload: ControlIn, key: str | None = KEY) -> JsonResponse:
    """Opent de dossiers van één onderneming voor u, tot en met de laatste dag."""
    actor = actor_of(request)
    inspector = name_of(request.api_token.created_by)  # type: ignore[attr-defined]

    def act() -> ControlOut:
        made = actions.open_control(
            payload.company,
            actor=actor,
            on=today(),
            reason=payload.reason,
            ends_on=payload.ends_on,
            inspector_name=inspector,
        )
        return control_out(made, on=today())

    return answered(request, key, act, status=201)


@router.post(
    "/controls/{control_id}/dossier",
    response={200: DossierOut, **NO},
    auth=Token(*INSPECTORS),
    summary="De dossiers van een gecontroleerde onderneming bekijken",
)
def view_dossier(request: HttpRequest, control_id: Number) -> DossierOut:
    """Geeft de erkenningen, aanvragen, sancties en laatste stappen. Elke blik staat in het spoor."""
    actor, on = actor_of(request), today()
    control = _found(actor, control_id)
    seen = actions.view_dossier(control.pk, actor=actor, on=on, last_steps=LAST_STEPS)
    return DossierOut(
        recognitions=[
            RecognisedOut(
                **recognition_row(one).dict(),
                mentors=[
                    Mentor(
                        id=mentor.pk,
                        name=str(mentor.person),
                        state=mentor.state,
                        training_deadline_on=mentor.training_deadline_on,
                    )
                    for mentor in one.assignments.all()
                ],
            )
            for one in seen.recognitions
        ],
        applications=[row(one) for one in seen.applications],
        sanctions=[
            SanctionedOut(reference=one.reference, partnership=one.partnership_id, decided_on=one.decided_on)
            for one in seen.sanctions
        ],
        steps=[history_line(entry) for entry in shown_to(actor, seen.steps)],
        steps_in_all=seen.all_steps,
    )


@router.post(
    "/controls/{control_id}/findings",
    response={201: FindingOut, **NO},
    auth=Token(*INSPECTORS),
    summary="Een vaststelling noteren",
)
def record_finding(
    request: HttpRequest, control_id: Number, payload: FindingIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert wat u vaststelde. Aan de erkenning verandert niets: het partnerschap leest het."""
    actor = actor_of(request)

    def act() -> FindingOut:
        pk = _found(actor, control_id).pk
        return finding_out(
            actions.record_finding(
                pk, actor=actor, on=today(), text=payload.text, recognition_id=payload.recognition
            )
        )

    return answered(request, key, act, status=201)


@router.post(
    "/controls/{control_id}/closing",
    response={200: ControlOut, **NO},
    auth=Token(*INSPECTORS),
    summary="Een controle afsluiten",
)
def close_control(request: HttpRequest, control_id: Number, key: str | None = KEY) -> JsonResponse:
    """Sluit de controle voor haar laatste dag; de dossiers zijn daarna dicht."""
    actor = actor_of(request)

    def act() -> ControlOut:
        closed = actions.close_control(_found(actor, control_id).pk, actor=actor, on=today())
        return control_out(closed, on=today())

    return answered(request, key, act)


@router.get(
    "/findings",
    response={200: FindingPage, **READ},
    auth=Token(*OFFICE),
    summary="Vaststellingen van controles",
)
def finding_list(request: HttpRequest, cursor: int | None = CURSOR) -> FindingPage:
    """De vaststellingen over erkenningen waarover u beslist, de jongste eerst; per bladzijde 50."""
    found, following = page_of(findings_visible_to(actor_of(request)), cursor)
    return FindingPage(items=[finding_out(one) for one in found], next=following)


def control_out(control: Control, *, on: date) -> ControlOut:
    findings = control.findings.order_by("pk")
    return ControlOut(**_row(control, on=on), findings=[finding_out(one) for one in findings])


def finding_out(one: Finding) -> FindingOut:
    return FindingOut(
        id=one.pk,
        control=one.control_id,
        recognition=one.recognition_id,
        text=one.text,
        found_on=one.found_on,
    )


def _row(control: Control, *, on: date) -> dict[str, Any]:
    return {
        "id": control.pk,
        "company_number": control.company.enterprise_number,
        "company_name": control.company.name,
        "inspector": control.inspector_name,
        "reason": control.reason,
        "state": state_of(control, on=on),
        "opened_on": control.opened_on,
        "ends_on": control.ends_on,
        "closed_on": control.closed_on,
    }


def _found(actor: Actor, control_id: int) -> Control:
    return controls_visible_to(actor).select_related("company").get(pk=control_id)
