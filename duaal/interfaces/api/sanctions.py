"""What software may do about guidance, hearings and precautions: the same steps as the pages."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, JsonResponse
from ninja import Router
from pydantic import Field

from duaal.casework.recognition.models import GuidanceAction, Recognition
from duaal.casework.recognition.queries import recognitions_visible_to
from duaal.casework.recognition.sanctions import guidance, hearing, precaution
from duaal.casework.recognition.sanctions.guidance import ActionPlan
from duaal.casework.recognition.sanctions.queries import actions_visible_to
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, DECIDERS, Token
from duaal.interfaces.api.recognitions import Number, RecognitionDone, done
from duaal.interfaces.api.schemas import NO_NUL, Code, Day, Given, Short
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["begeleiding en sancties"])

CAREFUL = (*DECIDERS, Role.DEPARTMENT)
FILE = "/recognitions/{recognition_id}"
Text = Annotated[str, Field(min_length=1, max_length=8000, pattern=NO_NUL)]
Said = Annotated[str, Field(max_length=8000, pattern=NO_NUL)]
ActionKey = Annotated[int, Field(ge=1, le=2**53, description="nummer van de actie")]


class ActionIn(Given):
    """An action: what, by whom, until when, and the day of a visit."""

    description: Text
    responsible: Short
    due_on: Day
    visit_on: Day | None = None

    def plan(self) -> ActionPlan:
        return ActionPlan(self.description, self.responsible, self.due_on, self.visit_on)


class GuidanceIn(Given):
    shortcoming: Code
    description: Text
    actions: Annotated[list[ActionIn], Field(max_length=20)] = []


class ActionReportIn(Given):
    report: Text


class ResultIn(Given):
    result: Literal["POSITIVE", "NEGATIVE"]
    remark: Said = ""


class SaidIn(Given):
    remark: Said = ""


class SanctionWhyIn(Given):
    reason: Text


class ReactionIn(Given):
    reaction: Text


class HeardIn(Given):
    heard_on: Day
    report: Text


class DropIn(SanctionWhyIn):
    resume_guidance: bool = False


class PrecautionIn(Given):
    danger: Text
    until: Day


class ResolveIn(SanctionWhyIn):
    outcome: Literal["END", "GUIDANCE", "SANCTION"]
    shortcoming: Annotated[str, Field(max_length=4, pattern=NO_NUL)] = ""


def key_of(actor: Actor, recognition_id: int) -> int:
    """The recognition when the actor may see it; raises `Recognition.DoesNotExist` for others."""
    return recognitions_visible_to(actor).only("pk").get(pk=recognition_id).pk


def action_of(actor: Actor, recognition_id: int, action_id: int) -> int:
    """The guidance action in that recognition, as above."""
    found: GuidanceAction = (
        actions_visible_to(actor)
        .only("pk")
        .get(pk=action_id, guidance__recognition_id=key_of(actor, recognition_id))
    )
    return found.pk


def set_step(
    request: HttpRequest, recognition_id: int, key: str | None, do: Callable[[int, Actor, date], Any]
) -> JsonResponse:
    """Sets a step on a recognition that the actor may see, once for a key, and answers its state."""
    actor: Actor = request.auth  # type: ignore[attr-defined]

    def act() -> RecognitionDone:
        do(key_of(actor, recognition_id), actor, today())
        return done(Recognition.objects.only("pk", "state").get(pk=recognition_id))

    return answered(request, key, act)


STEP = {200: RecognitionDone, **NO}


@router.post(f"{FILE}/guidance", response=STEP, auth=Token(*DECIDERS), summary="Een begeleiding starten")
def start_guidance(
    request: HttpRequest, recognition_id: Number, payload: GuidanceIn, key: str | None = KEY
) -> JsonResponse:
    """Start een begeleiding op een tekort, met acties. De erkenning blijft geldig."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: guidance.start(
            pk,
            actor=actor,
            on=on,
            shortcoming=payload.shortcoming,
            description=payload.description,
            actions=[one.plan() for one in payload.actions],
        ),
    )


@router.post(f"{FILE}/guidance/actions", response=STEP, auth=Token(*DECIDERS), summary="Een actie afspreken")
def add_guidance_action(
    request: HttpRequest, recognition_id: Number, payload: ActionIn, key: str | None = KEY
) -> JsonResponse:
    """Spreekt een actie af in de begeleiding die loopt."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: guidance.add_action(pk, actor=actor, on=on, plan=payload.plan()),
    )


@router.post(
    f"{FILE}/guidance/actions/{{action_id}}/report",
    response=STEP,
    auth=Token(*COMPANIES),
    summary="Over een actie berichten",
)
def report_guidance_action(
    request: HttpRequest,
    recognition_id: Number,
    action_id: ActionKey,
    payload: ActionReportIn,
    key: str | None = KEY,
) -> JsonResponse:
    """De onderneming bericht hoe het gaat met een actie."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: guidance.report_action(
            action_of(actor, pk, action_id), actor=actor, on=on, report=payload.report
        ),
    )


@router.post(
    f"{FILE}/guidance/actions/{{action_id}}/result",
    response=STEP,
    auth=Token(*DECIDERS),
    summary="Een actie afsluiten",
)
def close_guidance_action(
    request: HttpRequest,
    recognition_id: Number,
    action_id: ActionKey,
    payload: ResultIn,
    key: str | None = KEY,
) -> JsonResponse:
    """Sluit een actie af met een resultaat."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: guidance.close_action(
            action_of(actor, pk, action_id), actor=actor, on=on, result=payload.result, remark=payload.remark
        ),
    )


@router.post(
    f"{FILE}/guidance/completion", response=STEP, auth=Token(*DECIDERS), summary="Een begeleiding afronden"
)
def complete_guidance(
    request: HttpRequest, recognition_id: Number, payload: SaidIn, key: str | None = KEY
) -> JsonResponse:
    """Rondt een begeleiding af waarvan elke actie lukte."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: guidance.complete(pk, actor=actor, on=on, remark=payload.remark),
    )


@router.post(f"{FILE}/hearing", response=STEP, auth=Token(*DECIDERS), summary="Een sanctie voorstellen")
def propose_sanction(
    request: HttpRequest, recognition_id: Number, payload: SanctionWhyIn, key: str | None = KEY
) -> JsonResponse:
    """Stelt een sanctie voor en nodigt de onderneming uit om te reageren."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: hearing.propose(pk, actor=actor, on=on, reason=payload.reason),
    )


@router.post(f"{FILE}/hearing/reaction", response=STEP, auth=Token(*COMPANIES), summary="Reageren")
def react_to_hearing(
    request: HttpRequest, recognition_id: Number, payload: ReactionIn, key: str | None = KEY
) -> JsonResponse:
    """De onderneming reageert op de uitnodiging, één keer."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: hearing.react(pk, actor=actor, on=on, reaction=payload.reaction),
    )


@router.post(f"{FILE}/hearing/report", response=STEP, auth=Token(*DECIDERS), summary="Een gesprek verslaan")
def record_hearing(
    request: HttpRequest, recognition_id: Number, payload: HeardIn, key: str | None = KEY
) -> JsonResponse:
    """Bewaart het verslag van een gesprek met de onderneming."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: hearing.hear(
            pk, actor=actor, on=on, heard_on=payload.heard_on, report=payload.report
        ),
    )


@router.post(
    f"{FILE}/hearing/withdrawal", response=STEP, auth=Token(*DECIDERS), summary="Een voorstel intrekken"
)
def drop_sanction(
    request: HttpRequest, recognition_id: Number, payload: DropIn, key: str | None = KEY
) -> JsonResponse:
    """Trekt het voorstel van sanctie in."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: hearing.drop(
            pk, actor=actor, on=on, reason=payload.reason, resume_guidance=payload.resume_guidance
        ),
    )


@router.post(
    f"{FILE}/precaution", response=STEP, auth=Token(*CAREFUL), summary="Een voorzorgsmaatregel nemen"
)
def take_precaution(
    request: HttpRequest, recognition_id: Number, payload: PrecautionIn, key: str | None = KEY
) -> JsonResponse:
    """Waarschuwt dat een leerling gevaar loopt. De erkenning blijft staan."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: precaution.take(
            pk, actor=actor, on=on, danger=payload.danger, until=payload.until
        ),
    )


@router.post(
    f"{FILE}/precaution/resolution",
    response=STEP,
    auth=Token(*CAREFUL),
    summary="Een voorzorgsmaatregel beëindigen",
)
def resolve_precaution(
    request: HttpRequest, recognition_id: Number, payload: ResolveIn, key: str | None = KEY
) -> JsonResponse:
    """Beëindigt de voorzorgsmaatregel, met begeleiding of een voorstel van sanctie erna als dat nodig is."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: precaution.resolve(
            pk,
            actor=actor,
            on=on,
            outcome=payload.outcome,
            reason=payload.reason,
            shortcoming=payload.shortcoming,
        ),
    )
