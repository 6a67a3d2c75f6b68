"""The steps of a school on one learner, for its software: lessons, advice, screening, extension, leaving."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Router

from duaal.casework.agreements.queries import still_under_agreement
from duaal.casework.trajectories.actions import advising, enrolment, searching
from duaal.casework.trajectories.queries import open_search
from duaal.flows.processes import finishing
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import Token
from duaal.interfaces.api.learner_schemas import (
    AdviceIn,
    CouncilIn,
    EntryIn,
    ExtensionIn,
    FinishIn,
    FirstLessonIn,
    LearnerOut,
    LeaveIn,
    ScreeningIn,
    SiteIn,
)
from duaal.interfaces.api.learners import SCHOOLS, TrajectoryId, own, shown
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["leerlingen"])


def stepped(
    request: HttpRequest, trajectory_id: int, key: str | None, do: Callable[[dict[str, Any]], object]
) -> JsonResponse:
    """Does the step on a trajectory that the token may see, and answers how the trajectory is after it."""

    def act() -> LearnerOut:
        own(request, trajectory_id)
        do({"actor": request.auth, "on": today()})  # type: ignore[attr-defined]
        return shown(own(request, trajectory_id))

    return answered(request, key, act)


@router.post(
    "/learners/{int:trajectory_id}/first-lesson",
    response={200: LearnerOut, **NO},
    auth=Token(*SCHOOLS),
    summary="De eerste les noteren",
)
def start_lessons(
    request: HttpRequest, payload: FirstLessonIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Noteert de eerste les van de leerling. Daarmee begint de zoektijd, of de termijn om te screenen."""
    return stepped(
        request,
        trajectory_id,
        key,
        lambda keep: enrolment.start_lessons(trajectory_id, **payload.dict(), **keep),
    )


@router.post(
    "/learners/{int:trajectory_id}/advice",
    response={200: LearnerOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een advies noteren",
)
def record_advice(
    request: HttpRequest, payload: AdviceIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Noteert een advies. Het bindt niet."""

    def do(keep: dict[str, Any]) -> object:
        found = own(request, trajectory_id)
        return advising.record_advice(
            found.learner_id,
            provider=found.provider,
            programme=found.programme,
            **payload.dict(),
            **keep,
        )

    return stepped(request, trajectory_id, key, do)


@router.post(
    "/learners/{int:trajectory_id}/screenings",
    response={200: LearnerOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een screening bewaren",
)
def screen_learner(
    request: HttpRequest, payload: ScreeningIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Bewaart een screening: per onderdeel wat er vastgesteld werd, nooit een cijfer."""
    return stepped(
        request,
        trajectory_id,
        key,
        lambda keep: advising.screen(
            trajectory_id,
            screened_on=payload.screened_on,
            instrument=payload.instrument,
            opinions={one.item: one.finding for one in payload.opinions},
            **keep,
        ),
    )


@router.post(
    "/learners/{int:trajectory_id}/council",
    response={200: LearnerOut, **NO},
    auth=Token(*SCHOOLS),
    summary="De klassenraad over de screening",
)
def council_on_screening(
    request: HttpRequest, payload: CouncilIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Noteert wat de klassenraad besliste over de laatste screening. Een negatieve beslissing bindt."""

    def do(keep: dict[str, Any]) -> object:
        newest = own(request, trajectory_id).screenings.order_by("pk").last()
        if newest is None:
            raise ValidationError(_("Er is nog geen screening. Bewaar ze eerst."))
        return advising.decide_on_screening(newest.pk, **payload.dict(), **keep)

    return stepped(request, trajectory_id, key, do)


@router.post(
    "/learners/{int:trajectory_id}/extension",
    response={200: LearnerOut, **NO},
    auth=Token(*SCHOOLS),
    summary="De zoektijd verlengen",
)
def extend_search(
    request: HttpRequest, payload: ExtensionIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Verlengt de zoektijd van dit schooljaar, één keer, met een reden, voor de laatste dag voorbij is."""

    def do(keep: dict[str, Any]) -> object:
        if open_search(trajectory_id) is None:
            raise ValidationError(_("Er loopt geen zoektijd. Noteer eerst de eerste les."))
        return searching.extend_search(trajectory_id, ground=payload.ground, **keep)

    return stepped(request, trajectory_id, key, do)


@router.post(
    "/learners/{int:trajectory_id}/departure",
    response={200: LearnerOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een leerling uitschrijven",
)
def leave_school(
    request: HttpRequest, payload: LeaveIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Schrijft een leerling uit die uit eigen keuze stopt, met de reden en de bestemming."""

    def do(keep: dict[str, Any]) -> object:
        runs = still_under_agreement(own(request, trajectory_id).pk)
        return enrolment.leave(trajectory_id, **payload.dict(), runs_agreement=runs, **keep)

    return stepped(request, trajectory_id, key, do)


@router.post(
    "/learners/{int:trajectory_id}/return",
    response={200: LearnerOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een leerling opnieuw inschrijven",
)
def re_enrol_learner(
    request: HttpRequest, payload: EntryIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Schrijft een leerling die uitgeschreven was opnieuw in, na een nieuwe kijk op de toelating."""
    return stepped(
        request,
        trajectory_id,
        key,
        lambda keep: enrolment.re_enrol(trajectory_id, entry=payload.entry(), **keep),
    )


@router.post(
    "/learners/{int:trajectory_id}/completion",
    response={200: LearnerOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een traject afronden",
)
def finish_trajectory(
    request: HttpRequest, payload: FinishIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Noteert de eindbeslissing van de klassenraad. De overeenkomst die loopt, eindigt die dag mee."""
    return stepped(
        request,
        trajectory_id,
        key,
        lambda keep: finishing.complete(trajectory_id, **payload.dict(), **keep),
    )


@router.post(
    "/learners/{int:trajectory_id}/site",
    response={200: LearnerOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een andere vestiging noteren",
)
def change_site_of_learner(
    request: HttpRequest, payload: SiteIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Noteert dat de leerling verder werkt op een andere vestiging uit het opleidingsplan."""

    def do(keep: dict[str, Any]) -> object:
        places = finishing.planned_places(trajectory_id, on=payload.since)
        if payload.recognition not in places:
            raise Refused(("site_not_planned",))
        return finishing.change_site(
            trajectory_id, recognition_id=payload.recognition, since=payload.since, **keep
        )

    return stepped(request, trajectory_id, key, do)
