"""Learners who lost their workplace, for the software of a school: who, with the clock, and a take-over."""

from datetime import date
from typing import Annotated

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.agreements.rescue import Loss, losses_of, lost_by, with_known_end
from duaal.casework.agreements.states import ON_PAPER
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.policy import require_enrol_at
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.casework.trajectories.states import AT_WORK, LOOKING
from duaal.flows.processes import rescue
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.agreement_drafts import place_of
from duaal.interfaces.api.agreements import AgreementOut, agreement_out
from duaal.interfaces.api.authentication import Token, actor_of
from duaal.interfaces.api.learner_schemas import ClockOut
from duaal.interfaces.api.learners import NOT_READ, SCHOOLS, TrajectoryId, clock_of, own
from duaal.interfaces.api.matching import ReasonOut
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.problems import words_of
from duaal.interfaces.api.schemas import Given
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["leerlingen"])

PlaceNumber = Annotated[int, Field(ge=1, le=2**53, description="nummer van de erkenning")]


class LossOut(Schema):
    """A learner who lost the workplace, or will: the last day there, and the clock of the search.

    `id` is the trajectory. `draft` is the agreement on paper that is there; without one a draft can be
    made in one go when `can_be_taken_over`. `is_over` false: the learner is still there until `last_day`.
    """

    id: int
    learner: str
    given_name: str
    family_name: str
    programme_code: str
    agreement: int
    company: str
    company_name: str
    site: str
    last_day: date
    is_over: bool
    ended_as: str
    draft: int | None
    can_be_taken_over: bool
    clock: ClockOut


class LossPage(Schema):
    """A page of losses, the newest trajectory first; `next` is the cursor of the page after it."""

    items: list[LossOut]
    next: str | None


class TakeOverIn(Given):
    """The recognised workplace that takes the learner over."""

    recognition: PlaceNumber


class TakeOverOut(Schema):
    """The draft that takes over, and the version of the plan with it; `missing` is what the plan still lacks.

    With nothing missing the plan is fixed, and belongs to the draft.
    """

    agreement: AgreementOut
    plan_version: int | None
    missing: list[ReasonOut]


@router.get(
    "/losses",
    response={200: LossPage, **NOT_READ},
    auth=Token(*SCHOOLS),
    summary="Leerlingen zonder werkplek",
)
def loss_list(request: HttpRequest, cursor: int | None = CURSOR) -> LossPage:
    """De leerlingen van uw school die hun werkplek verloren of verliezen, met de klok; per bladzijde 50."""
    actor, on = actor_of(request), today()
    found, following = page_of(_losing(actor, on=on), cursor)
    losses = losses_of(found)
    running = Search.objects.filter(trajectory__in=found, stopped_on__isnull=True).select_related("calendar")
    searches = {one.trajectory_id: one for one in running}
    on_paper = Agreement.objects.filter(trajectory__in=found, state__in=sorted(ON_PAPER))
    drafts: dict[int | None, int] = dict(on_paper.values_list("trajectory_id", "pk"))
    items = [
        _row(one, losses[one.pk], searches.get(one.pk), drafts.get(one.pk), on=on)
        for one in found
        if one.pk in losses
    ]
    return LossPage(items=items, next=following)


@router.post(
    "/learners/{int:trajectory_id}/take-over",
    response={201: TakeOverOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een nieuwe werkplek in één keer",
)
def take_over_learner(
    request: HttpRequest, payload: TakeOverIn, trajectory_id: int = TrajectoryId, key: str | None = KEY
) -> JsonResponse:
    """Maakt het ontwerp van de overeenkomst en verhuist het opleidingsplan mee, allebei of geen."""
    actor, on = actor_of(request), today()

    def act() -> TakeOverOut:
        trajectory = own(request, trajectory_id)
        require_enrol_at(actor, trajectory.provider)
        place = place_of(payload.recognition, trajectory)
        done = rescue.take_over(trajectory.pk, place.pk, actor=actor, on=on)
        return TakeOverOut(
            agreement=agreement_out(actor, done.agreement.pk),
            plan_version=done.plan.version if done.plan is not None else None,
            missing=[ReasonOut(code=code, words=words_of(code)) for code in done.missing],
        )

    return answered(request, key, act, status=201)


def _losing(actor: Actor, *, on: date) -> QuerySet[Trajectory]:
    """Those of the own school who look after a loss, or work where the last day is known."""
    of_the_register = Agreement.objects.filter(
        trajectory__isnull=True,
        learner_number=OuterRef("learner__number"),
        concluded_on__isnull=False,
        ended_on__isnull=False,
    )
    ends = with_known_end(agreements_visible_to(actor, on=on)).values("trajectory_id")
    looks = Q(state__in=sorted(LOOKING)) & (lost_by("pk") | Exists(of_the_register))
    rows = trajectories_visible_to(actor, on=on).filter(looks | Q(state__in=sorted(AT_WORK), pk__in=ends))
    return rows.select_related("learner__person", "programme", "provider")


def _row(one: Trajectory, loss: Loss, search: Search | None, draft: int | None, *, on: date) -> LossOut:
    person, lost = one.learner.person, loss.agreement
    return LossOut(
        id=one.pk,
        learner=one.learner.number,
        given_name=person.given_name,
        family_name=person.family_name,
        programme_code=one.programme_id,
        agreement=lost.pk,
        company=lost.company.enterprise_number,
        company_name=lost.company.name,
        site=lost.site.establishment_number,
        last_day=loss.last_day,
        is_over=loss.is_over,
        ended_as=lost.ended_as,
        draft=draft,
        can_be_taken_over=draft is None and loss.is_kept,
        clock=clock_of(one, search, on=on),
    )
