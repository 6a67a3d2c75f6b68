"""What software does with a whole plan, with what a learner reached, and with what a place cannot teach."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Router

from duaal.casework.progress.actions import gaps, reaching, versions, writing
from duaal.casework.progress.queries import gaps_of
from duaal.casework.recognition.queries import recognitions_visible_to
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, DECIDERS, READERS, Token
from duaal.interfaces.api.plan_schemas import (
    FixIn,
    GapIn,
    GapOut,
    Key,
    MoveIn,
    ReachedIn,
    TakenBackIn,
    TextsIn,
    Trajectory,
)
from duaal.interfaces.api.plans import FILE, STAFF, STEP, competence_of, gap_out, newest, set_step
from duaal.interfaces.api.recognitions import NOT_READ, Number
from duaal.interfaces.api.steps import KEY, NO, answered
from duaal.register.programmes.queries import competences_on

router = Router(tags=["opleidingsplannen"])

PLACE = "/recognitions/{recognition_id}/gaps"


@router.post(f"{FILE}/agreements", response=STEP, auth=Token(*STAFF), summary="Afspraken bewaren")
def set_plan_agreements(
    request: HttpRequest, trajectory_id: Trajectory, payload: TextsIn, key: str | None = KEY
) -> JsonResponse:
    """Bewaart de periode en de afspraken in woorden."""
    given = payload.model_dump(exclude_none=True)
    period = {name: given.pop(name) for name in ("starts_on", "ends_on")}
    return set_step(
        request,
        trajectory_id,
        key,
        lambda pk, keep: writing.set_agreements(newest(pk).pk, texts=given, **period, **keep),
    )


@router.post(f"{FILE}/fixing", response=STEP, auth=Token(*STAFF), summary="Een versie vastleggen")
def fix_plan(
    request: HttpRequest, trajectory_id: Trajectory, payload: FixIn, key: str | None = KEY
) -> JsonResponse:
    """Legt het ontwerp vast. Daarna verandert deze versie nooit meer."""
    return set_step(
        request,
        trajectory_id,
        key,
        lambda pk, keep: versions.fix(newest(pk).pk, reason=payload.reason, **keep),
    )


@router.post(f"{FILE}/renewal", response=STEP, auth=Token(*STAFF), summary="Een nieuwe versie beginnen")
def renew_plan(request: HttpRequest, trajectory_id: Trajectory, key: str | None = KEY) -> JsonResponse:
    """Begint de volgende versie als een kopie van de vastgelegde."""
    return set_step(request, trajectory_id, key, lambda pk, keep: versions.renew(pk, **keep))


@router.post(f"{FILE}/dropping", response=STEP, auth=Token(*STAFF), summary="Een ontwerpplan weggooien")
def drop_plan(request: HttpRequest, trajectory_id: Trajectory, key: str | None = KEY) -> JsonResponse:
    """Gooit het ontwerp weg; de vastgelegde versie blijft."""
    return set_step(request, trajectory_id, key, lambda pk, keep: versions.drop(newest(pk).pk, **keep))


@router.post(f"{FILE}/move", response=STEP, auth=Token(*STAFF), summary="Naar een andere werkplek")
def move_plan(
    request: HttpRequest, trajectory_id: Trajectory, payload: MoveIn, key: str | None = KEY
) -> JsonResponse:
    """Brengt wat nog open is naar een andere werkplek, in een ontwerp. Wat behaald is, blijft behaald."""
    given = payload.model_dump()
    return set_step(request, trajectory_id, key, lambda pk, keep: versions.move(pk, **given, **keep))


@router.post(f"{FILE}/reached", response=STEP, auth=Token(*STAFF), summary="Een competentie behaald")
def reach_competence(
    request: HttpRequest, trajectory_id: Trajectory, payload: ReachedIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert dat de leerling een competentie behaalde."""

    def do(pk: int, keep: dict[str, Any]) -> None:
        reaching.reach(pk, competence_of(pk, payload.competence), reached_on=payload.reached_on, **keep)

    return set_step(request, trajectory_id, key, do)


@router.post(f"{FILE}/reached/withdrawal", response=STEP, auth=Token(*STAFF), summary="Toch niet behaald")
def take_back_competence(
    request: HttpRequest, trajectory_id: Trajectory, payload: TakenBackIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert dat een competentie toch niet behaald is."""

    def do(pk: int, keep: dict[str, Any]) -> None:
        reaching.take_back(pk, competence_of(pk, payload.competence), **keep)

    return set_step(request, trajectory_id, key, do)


@router.get(
    PLACE, response={200: list[GapOut], **NOT_READ}, auth=Token(*READERS), summary="Niet aan te leren"
)
def gap_list(request: HttpRequest, recognition_id: Number) -> list[GapOut]:
    """Wat op deze werkplek niet aan te leren is."""
    pk = recognitions_visible_to(request.auth).only("pk").get(pk=recognition_id).pk  # type: ignore[attr-defined]
    return [gap_out(one) for one in gaps_of(pk, on=today())]


@router.post(
    PLACE,
    response={200: GapOut, **NO},
    auth=Token(*COMPANIES, *DECIDERS),
    summary="Niet aan te leren noteren",
)
def record_gap(
    request: HttpRequest, recognition_id: Number, payload: GapIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert een competentie die op deze werkplek niet aan te leren is."""
    actor: Actor = request.auth  # type: ignore[attr-defined]

    def act() -> GapOut:
        on = today()
        place = recognitions_visible_to(actor).only("pk", "programme_id").get(pk=recognition_id)
        found = competences_on(place.programme_id, on).filter(code=payload.competence).first()
        asked = found.pk if found is not None else 0
        return gap_out(gaps.record_gap(place.pk, asked, reason=payload.reason, actor=actor, on=on))

    return answered(request, key, act)


@router.post(
    f"{PLACE}/{{number}}/end",
    response={200: GapOut, **NO},
    auth=Token(*COMPANIES, *DECIDERS),
    summary="Weer aan te leren",
)
def end_gap(request: HttpRequest, recognition_id: Number, number: Key, key: str | None = KEY) -> JsonResponse:
    """Noteert dat een competentie hier weer aan te leren is."""
    actor: Actor = request.auth  # type: ignore[attr-defined]

    def act() -> GapOut:
        on = today()
        place = recognitions_visible_to(actor).only("pk").get(pk=recognition_id)
        gap = gaps_of(place.pk, on=on).get(pk=number)
        return gap_out(gaps.end_gap(gap.pk, actor=actor, on=on))

    return answered(request, key, act)
