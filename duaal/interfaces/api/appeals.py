"""Appeals for software: a company lodges and takes back, the department enters, judges and decides."""

from datetime import date
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from pydantic import Field

from duaal.casework.recognition.appeals import actions
from duaal.casework.recognition.appeals.contested import contested_of, reference_of, words_of
from duaal.casework.recognition.appeals.labels import APPEAL_STATE
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.queries import (
    appeals_visible_to,
    sanctions_visible_to,
    with_what_they_are_against,
)
from duaal.casework.recognition.appeals.states import AppealKind, AppealState
from duaal.casework.recognition.queries import visible_to
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, READERS, Token, actor_of
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.reading import Reference
from duaal.interfaces.api.schemas import NO_NUL, Code, Day, Done, Given, Long
from duaal.interfaces.api.steps import KEY, NO, answered, done, key_of

router = Router(tags=["beroepen"])

OFFICE = (Role.DEPARTMENT,)
NOT_READ = {status: Problem for status in NO if status not in (400, 409)}
Number = Annotated[int, Field(ge=1, le=2**31)]
AppealId: Any = Path(ge=1, le=2**31)
STATE: Any = Query(None, description="alleen in deze toestand")


class AppealOut(Schema):
    """An appeal: against what, its days, and its outcome."""

    id: int
    against: str
    against_words: str
    reference: str
    company_number: str
    partnership: str
    state: str
    state_words: str
    way: str
    sent_on: date
    received_on: date
    last_day_on: date
    acknowledge_by: date
    decide_by: date | None
    suspended_on: date | None
    decided_on: date | None
    reasons: str
    inadmissible_ground: str
    outcome_reason: str
    remaining_grounds: list[str]


class AppealPage(Schema):
    items: list[AppealOut]
    next: str | None


class AgainstIn(Given):
    """What the appeal is against: a refusal by its `reference`, a part of a sanction by its number `part`."""

    against: AppealKind
    reference: Annotated[str, Field(pattern=r"^E[0-9]{4}-[0-9]{8}$")] | None = None
    part: Number | None = None


class LodgeIn(AgainstIn):
    reasons: Long


class RegisterIn(AgainstIn):
    way: Literal["EMAIL", "LETTER"]
    sent_on: Day
    reasons: Annotated[str, Field(max_length=8000, pattern=NO_NUL)] = ""


class AdmissibilityIn(Given):
    admissible: bool
    ground: Literal["", "NOT_BY_UNDERTAKING", "LATE", "NO_REASONS", "NOT_APPEALABLE"] = ""
    reason: Annotated[str, Field(max_length=8000, pattern=NO_NUL)] = ""


class ReasonIn(Given):
    reason: Long


class OutcomeIn(ReasonIn):
    """The outcome: `mentors` with UPHELD after a refusal; with PARTLY_UPHELD `remaining` or `until`."""

    outcome: Literal["UPHELD", "PARTLY_UPHELD", "REJECTED"]
    mentors: Annotated[list[Number], Field(max_length=20)] = []
    remaining: Annotated[list[Code], Field(max_length=100)] = []
    until: Day | None = None


@router.get("/appeals", response={200: AppealPage, **NOT_READ}, auth=Token(*READERS), summary="Beroepen")
def appeal_list(
    request: HttpRequest, state: AppealState | None = STATE, cursor: int | None = CURSOR
) -> AppealPage:
    """De beroepen die u mag zien, de jongste eerst; per bladzijde 50."""
    actor = request.auth  # type: ignore[attr-defined]
    rows = with_what_they_are_against(appeals_visible_to(actor))
    if state:
        rows = rows.filter(state=state)
    found, following = page_of(rows, cursor)
    return AppealPage(items=[shown(one) for one in found], next=following)


@router.get(
    "/appeals/{int:appeal_id}",
    response={200: AppealOut, **NOT_READ},
    auth=Token(*READERS),
    summary="Eén beroep",
)
def one_appeal(request: HttpRequest, appeal_id: int = AppealId) -> AppealOut:
    """Een beroep met zijn termijnen en zijn uitspraak."""
    return shown(visible(request, appeal_id))


@router.post(
    "/applications/{reference}/reading",
    response={200: Done, **NO},
    auth=Token(*COMPANIES),
    summary="Een weigering als gelezen melden",
)
def read_a_refusal(request: HttpRequest, reference: Reference, key: str | None = KEY) -> JsonResponse:
    """De onderneming las de weigering: ze geldt vandaag als ontvangen en de termijn voor beroep begint."""
    actor = actor_of(request)
    return answered(
        request,
        key,
        lambda: done(actions.read_decision(key_of(request, reference), actor=actor, on=today())),
    )


@router.post("/appeals", response={201: AppealOut, **NO}, auth=Token(*COMPANIES), summary="In beroep gaan")
def lodge_appeal(request: HttpRequest, payload: LodgeIn, key: str | None = KEY) -> JsonResponse:
    """Gaat in beroep tegen een weigering of een deel van een sanctie. Alleen de onderneming zelf kan dat."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> AppealOut:
        number = number_of(payload, actor)
        return shown(actions.lodge(payload.against, number, actor=actor, on=today(), reasons=payload.reasons))

    return answered(request, key, act, status=201)


@router.post(
    "/appeals/letters",
    response={201: AppealOut, **NO},
    auth=Token(*OFFICE),
    summary="Een beroep per brief of e-mail inschrijven",
)
def enter_appeal(request: HttpRequest, payload: RegisterIn, key: str | None = KEY) -> JsonResponse:
    """Schrijft een beroep in dat per brief of e-mail kwam. De dag van versturen telt."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> AppealOut:
        return shown(
            actions.register(
                payload.against,
                number_of(payload, actor),
                actor=actor,
                on=today(),
                way=payload.way,
                sent_on=payload.sent_on,
                reasons=payload.reasons,
            )
        )

    return answered(request, key, act, status=201)


@router.post(
    "/appeals/{int:appeal_id}/admissibility",
    response={200: AppealOut, **NO},
    auth=Token(*OFFICE),
    summary="De ontvankelijkheid beoordelen",
)
def judge_appeal(
    request: HttpRequest, payload: AdmissibilityIn, appeal_id: int = AppealId, key: str | None = KEY
) -> JsonResponse:
    """Meldt of het beroep ontvankelijk is; zo niet, met grond en uitleg."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> AppealOut:
        visible(request, appeal_id)
        if payload.admissible:
            return shown(actions.admit(appeal_id, actor=actor, on=today()))
        return shown(
            actions.dismiss(appeal_id, actor=actor, on=today(), ground=payload.ground, reason=payload.reason)
        )

    return answered(request, key, act)


@router.post(
    "/appeals/{int:appeal_id}/suspension",
    response={200: AppealOut, **NO},
    auth=Token(*OFFICE),
    summary="Het gevolg van een sanctie schorsen",
)
def suspend_effect(
    request: HttpRequest, payload: ReasonIn, appeal_id: int = AppealId, key: str | None = KEY
) -> JsonResponse:
    """Laat de sanctie wachten op de uitspraak."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> AppealOut:
        visible(request, appeal_id)
        return shown(actions.suspend_effect(appeal_id, actor=actor, on=today(), reason=payload.reason))

    return answered(request, key, act)


@router.post(
    "/appeals/{int:appeal_id}/extension",
    response={200: AppealOut, **NO},
    auth=Token(*OFFICE),
    summary="De termijn verlengen",
)
def extend_appeal(
    request: HttpRequest, payload: ReasonIn, appeal_id: int = AppealId, key: str | None = KEY
) -> JsonResponse:
    """Geeft de commissie één keer meer dagen."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> AppealOut:
        visible(request, appeal_id)
        return shown(actions.extend(appeal_id, actor=actor, on=today(), reason=payload.reason))

    return answered(request, key, act)


@router.post(
    "/appeals/{int:appeal_id}/outcome",
    response={200: AppealOut, **NO},
    auth=Token(*OFFICE),
    summary="De uitspraak bewaren",
)
def decide_appeal(
    request: HttpRequest, payload: OutcomeIn, appeal_id: int = AppealId, key: str | None = KEY
) -> JsonResponse:
    """Bewaart wat de beroepscommissie besliste; het gebeurt meteen."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> AppealOut:
        visible(request, appeal_id)
        known = {"actor": actor, "on": today(), "reason": payload.reason}
        match payload.outcome:
            case AppealState.UPHELD:
                return shown(actions.uphold(appeal_id, mentor_ids=payload.mentors, **known))
            case AppealState.PARTLY_UPHELD:
                return shown(
                    actions.uphold_partly(
                        appeal_id, remaining=payload.remaining, until=payload.until, **known
                    )
                )
        return shown(actions.reject(appeal_id, **known))

    return answered(request, key, act)


@router.post(
    "/appeals/{int:appeal_id}/retraction",
    response={200: AppealOut, **NO},
    auth=Token(*COMPANIES),
    summary="Een beroep intrekken",
)
def retract_appeal(request: HttpRequest, appeal_id: int = AppealId, key: str | None = KEY) -> JsonResponse:
    """Trekt een beroep in waarover nog niet beslist is."""
    actor = request.auth  # type: ignore[attr-defined]

    def act() -> AppealOut:
        visible(request, appeal_id)
        return shown(actions.retract(appeal_id, actor=actor, on=today()))

    return answered(request, key, act)


def visible(request: HttpRequest, appeal_id: int) -> Appeal:
    """The appeal, when the actor may see it; raises `Appeal.DoesNotExist` for others."""
    rows = with_what_they_are_against(appeals_visible_to(request.auth))  # type: ignore[attr-defined]
    return rows.get(pk=appeal_id)


def number_of(payload: AgainstIn, actor: Actor) -> int:
    """The row that the appeal is against. Raises `ValidationError` when it is not said which, and
    `DoesNotExist` when the actor may not see it.
    """
    if payload.against == AppealKind.REFUSAL:
        if payload.reference is None:
            raise ValidationError({"reference": _("Geef het nummer van het dossier: `reference`.")})
        return visible_to(actor).only("pk").get(reference=payload.reference).pk
    if payload.part is None:
        raise ValidationError({"part": _("Geef het nummer van het deel van de sanctie: `part`.")})
    found: int = (
        sanctions_visible_to(actor, payload.against).values_list("pk", flat=True).get(pk=payload.part)
    )
    return found


def shown(appeal: Appeal) -> AppealOut:
    """The appeal as the API gives it."""
    contested = contested_of(appeal)
    return AppealOut(
        id=appeal.pk,
        against=appeal.kind,
        against_words=words_of(contested),
        reference=reference_of(contested),
        company_number=appeal.company.enterprise_number,
        partnership=appeal.partnership_id,
        state=appeal.state,
        state_words=str(APPEAL_STATE[appeal.state]),
        way=appeal.way,
        sent_on=appeal.sent_on,
        received_on=appeal.received_on,
        last_day_on=appeal.last_day_on,
        acknowledge_by=appeal.acknowledge_by,
        decide_by=appeal.decide_by,
        suspended_on=appeal.suspended_on,
        decided_on=appeal.decided_on,
        reasons=appeal.reasons,
        inadmissible_ground=appeal.inadmissible_ground,
        outcome_reason=appeal.outcome_reason,
        remaining_grounds=appeal.remaining_grounds,
    )
