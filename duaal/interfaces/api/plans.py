"""What software of a school may do with training plans, and a company with what it cannot teach."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from ninja import Query, Router

from duaal.casework.progress import policy
from duaal.casework.progress.actions import writing
from duaal.casework.progress.models import Evaluation, Gap, Line, Plan, Reached, WeekBlock
from duaal.casework.progress.queries import check_of, facts_of, newest_of, versions_of
from duaal.casework.progress.states import Venue
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.interfaces.api.authentication import COMPANIES, READERS, Token
from duaal.interfaces.api.plan_schemas import (
    CompetenceOut,
    EvaluationOut,
    GapOut,
    Key,
    LineOut,
    LinesIn,
    MomentIn,
    OptionOut,
    PeriodIn,
    PlanDone,
    PlanFindingOut,
    PlanOut,
    Trajectory,
    WeeksIn,
    WeeksOut,
)
from duaal.interfaces.api.recognitions import NOT_READ
from duaal.interfaces.api.schemas import Code, Rule
from duaal.interfaces.api.steps import KEY, NO, answered
from duaal.register.programmes.models import Competence
from duaal.register.programmes.queries import competences_on

router = Router(tags=["opleidingsplannen"])

STAFF = (Role.COUNSELLOR,)
FILE = "/trajectories/{trajectory_id}/plan"
VERSION: Any = Query(None, ge=1, le=32767, description="welke versie; zonder: de nieuwste")


def set_step(
    request: HttpRequest, trajectory_id: int, key: str | None, do: Callable[[int, dict[str, Any]], object]
) -> JsonResponse:
    """Sets a step on the plan of a trajectory that the actor may see, once for a key."""
    actor: Actor = request.auth  # type: ignore[attr-defined]

    def act() -> PlanDone:
        on = today()
        pk = trajectories_visible_to(actor, on=on).only("pk").get(pk=trajectory_id).pk
        do(pk, {"actor": actor, "on": on})
        plan = newest(pk)
        return PlanDone(
            trajectory=pk, version=plan.version, fixed_on=plan.fixed_on, content_hash=plan.content_hash
        )

    return answered(request, key, act)


def newest(trajectory_id: int) -> Plan:
    """The newest version; raises `Plan.DoesNotExist` when there is none."""
    plan = newest_of(trajectory_id)
    if plan is None:
        raise Plan.DoesNotExist
    return plan


def gap_out(gap: Gap) -> GapOut:
    """A gap as it goes out."""
    competence = gap.competence
    return GapOut(
        number=gap.pk, competence=competence.code, name=competence.name, since=gap.since, reason=gap.reason
    )


def competence_of(trajectory_id: int, code: str) -> int:
    """The key of a competence in the newest version, by its code; raises `Line.DoesNotExist`."""
    line = Line.objects.select_related("competence").get(plan=newest(trajectory_id), competence__code=code)
    return line.competence_id


STEP = {200: PlanDone, **NO}


@router.get(
    "/programmes/{code}/competences",
    response={200: list[CompetenceOut], **NOT_READ},
    auth=Token(*READERS, *STAFF),
    summary="Competenties van een opleiding",
)
def competences(request: HttpRequest, code: Code) -> list[CompetenceOut]:
    """De competenties van een opleiding, zoals ze vandaag gelden."""
    return [_competence_out(one) for one in competences_on(code, today())]


def _competence_out(one: Competence) -> CompetenceOut:
    return CompetenceOut(
        number=one.pk,
        code=one.code,
        name=one.name,
        vocational=one.is_vocational,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        certainty=one.certainty,
        synthetic=one.is_synthetic,
    )


@router.get(
    FILE, response={200: PlanOut, **NOT_READ}, auth=Token(*STAFF, *COMPANIES), summary="Een opleidingsplan"
)
def learner_plan(request: HttpRequest, trajectory_id: Trajectory, version: int | None = VERSION) -> PlanOut:
    """Eén versie van het plan. Een onderneming leest de vastgelegde versies waarin ze een werkplek heeft."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    on = today()
    found = versions_of(actor, trajectory_id, on=on)
    plan = (found.filter(version=version) if version else found).first()
    if plan is None:
        raise Http404
    return _plan_out(plan, actor, on=on)


def _plan_out(plan: Plan, actor: Actor, *, on: date) -> PlanOut:
    is_staff = actor.role == Role.COUNSELLOR
    checked = check_of(plan, facts_of(plan, on=on)) if is_staff else None
    hidden = policy.hidden_texts(actor, plan)
    reached = dict(
        Reached.objects.filter(trajectory=plan.trajectory_id).values_list("competence_id", "reached_on")
    )
    return PlanOut(
        version=plan.version,
        fixed_on=plan.fixed_on,
        content_hash=plan.content_hash,
        reason=plan.reason,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        texts={name: text for name, text in plan.texts().items() if name not in hidden},
        lines=[
            LineOut(
                competence=one.competence.code,
                name=one.competence.name,
                venue=one.venue,
                place=one.recognition_id,
                mentor=one.mentor_id,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                reached_on=reached.get(one.competence_id),
            )
            for one in Line.objects.filter(plan=plan).select_related("competence")
        ],
        weeks=[
            WeeksOut(
                number=one.pk,
                place=one.recognition_id,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                real_minutes=one.real_minutes,
                simulated_minutes=one.simulated_minutes,
                lessons=one.lessons,
            )
            for one in WeekBlock.objects.filter(plan=plan)
        ],
        evaluations=[
            EvaluationOut(number=one.pk, planned_on=one.planned_on, form=one.form)
            for one in Evaluation.objects.filter(plan=plan)
        ],
        complete=checked.is_complete if checked else None,
        findings=[
            PlanFindingOut(
                code=one.code,
                subject=one.subject,
                blocks=one.blocks,
                options=[OptionOut(venue=option.venue, place=option.place) for option in one.options],
            )
            for one in (checked.findings if checked else ())
        ],
        rules=[
            Rule.model_validate({**one, "value": str(one["value"])})
            for one in as_rule_versions(checked.because if checked else ())
        ],
    )


@router.post(FILE, response=STEP, auth=Token(*STAFF), summary="Een opleidingsplan beginnen")
def start_plan(
    request: HttpRequest, trajectory_id: Trajectory, payload: PeriodIn, key: str | None = KEY
) -> JsonResponse:
    """Begint het plan: elke competentie van de opleiding staat erin."""
    given = payload.model_dump()
    return set_step(request, trajectory_id, key, lambda pk, keep: writing.start(pk, **given, **keep))


@router.post(f"{FILE}/lines", response=STEP, auth=Token(*STAFF), summary="Competenties plaatsen")
def set_plan_lines(
    request: HttpRequest, trajectory_id: Trajectory, payload: LinesIn, key: str | None = KEY
) -> JsonResponse:
    """Zegt van competenties waar en wanneer de leerling ze leert."""

    def do(pk: int, keep: dict[str, Any]) -> None:
        plan = newest(pk)
        keys = [_line(plan, code) for code in payload.competences]
        where = writing.Where(
            Venue(payload.venue), payload.place, payload.mentor, payload.starts_on, payload.ends_on
        )
        writing.set_lines(plan.pk, keys, where, **keep)

    return set_step(request, trajectory_id, key, do)


def _line(plan: Plan, code: str) -> int:
    return Line.objects.only("pk").get(plan=plan, competence__code=code).pk


@router.post(f"{FILE}/weeks", response=STEP, auth=Token(*STAFF), summary="Weken toevoegen")
def add_plan_weeks(
    request: HttpRequest, trajectory_id: Trajectory, payload: WeeksIn, key: str | None = KEY
) -> JsonResponse:
    """Voegt weken toe waarin de uren dezelfde zijn."""
    weeks = writing.Weeks(**payload.model_dump())
    return set_step(
        request, trajectory_id, key, lambda pk, keep: writing.add_weeks(newest(pk).pk, weeks, **keep)
    )


@router.post(f"{FILE}/weeks/{{number}}/removal", response=STEP, auth=Token(*STAFF), summary="Weken weghalen")
def remove_plan_weeks(
    request: HttpRequest, trajectory_id: Trajectory, number: Key, key: str | None = KEY
) -> JsonResponse:
    """Haalt weken weg uit het ontwerp."""
    return set_step(
        request, trajectory_id, key, lambda pk, keep: writing.remove_weeks(newest(pk).pk, number, **keep)
    )


@router.post(f"{FILE}/evaluations", response=STEP, auth=Token(*STAFF), summary="Een evaluatie plannen")
def add_plan_evaluation(
    request: HttpRequest, trajectory_id: Trajectory, payload: MomentIn, key: str | None = KEY
) -> JsonResponse:
    """Plant een evaluatie in het ontwerp."""
    given = payload.model_dump()
    return set_step(
        request, trajectory_id, key, lambda pk, keep: writing.add_evaluation(newest(pk).pk, **given, **keep)
    )


@router.post(
    f"{FILE}/evaluations/{{number}}/removal",
    response=STEP,
    auth=Token(*STAFF),
    summary="Een evaluatie weghalen",
)
def remove_plan_evaluation(
    request: HttpRequest, trajectory_id: Trajectory, number: Key, key: str | None = KEY
) -> JsonResponse:
    """Haalt een evaluatie weg uit het ontwerp."""
    return set_step(
        request, trajectory_id, key, lambda pk, keep: writing.remove_evaluation(newest(pk).pk, number, **keep)
    )
