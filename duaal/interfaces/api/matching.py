"""What software may read and do about published places, and the workplaces of a learner."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from duaal.casework.matching.actions import offers
from duaal.casework.matching.finding import Wishes, places_for
from duaal.casework.matching.labels import OFFER_STATE, outside, reason, reason_inside
from duaal.casework.matching.models import Offer
from duaal.casework.matching.places import held, statuses
from duaal.casework.matching.queries import offered_by, offers_visible_to
from duaal.casework.matching.rules import PlaceStatus
from duaal.casework.matching.rules.law import version
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, READERS, Token
from duaal.interfaces.api.paging import CURSOR, PAGE_SIZE
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.schemas import Day, Given, Remark
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["werkplekken"])

COUNSELLORS = (Role.COUNSELLOR,)
READ = {status: Problem for status in NO if status not in (400, 409)}
PARTS = ("recognition__company", "recognition__site", "recognition__programme")
Number = Annotated[int, Field(ge=1, le=2**53)]
Places = Annotated[int, Field(ge=1, le=999)]
Within = Annotated[int, Field(ge=1, le=300, description="kilometer in vogelvlucht")]


class ReasonOut(Schema):
    code: str
    words: str


class OfferOut(Schema):
    """A published place with its computed status: how many places are free, or every reason why none."""

    id: int
    recognition: int
    programme: str
    company: str
    site: str
    state: str
    state_words: str
    places: int
    free: int
    reasons: list[ReasonOut]
    starts_from: date
    confirmed_on: date
    description: str


class OfferPage(Schema):
    items: list[OfferOut]
    next: str | None


class OfferIn(Given):
    places: Places
    starts_from: Day
    description: Remark = ""


class Nothing(Given):
    """Nothing has to be said."""


class WorkplaceOut(Schema):
    """One workplace of the list; `minutes` is an estimate, `points` the fewer the better."""

    recognition: int
    company: str
    site: str
    place: int
    points: float
    km: float | None
    minutes: float | None
    taught: int
    asked: int
    starts_from: date
    free: int
    worked_before: bool
    refused_before: bool


class LeftOutOut(Schema):
    recognition: int
    company: str
    site: str
    km: float | None
    reasons: list[ReasonOut]


class WorkplacesOut(Schema):
    """The ranked workplaces of a learner; `is_cut` when only the nearest were compared."""

    competences_known: bool
    from_school: bool
    is_cut: bool
    ranked: list[WorkplaceOut]
    left_out: list[LeftOutOut]


def offer_out(one: Offer, status: PlaceStatus, *, actor: Actor) -> OfferOut:
    is_school = actor.role == Role.COUNSELLOR
    words, codes = (reason, outside(status.reasons)) if is_school else (reason_inside, status.reasons)
    return OfferOut(
        id=one.pk,
        recognition=one.recognition_id,
        programme=one.programme_id,
        company=one.recognition.company.name,
        site=one.recognition.site.name,
        state=one.state,
        state_words=str(OFFER_STATE[one.state]),
        places=one.places,
        free=status.free,
        reasons=[ReasonOut(code=code, words=str(words(code))) for code in codes],
        starts_from=one.starts_from,
        confirmed_on=one.confirmed_on,
        description=one.description,
    )


@router.get(
    "/offers", response={200: OfferPage, **READ}, auth=Token(*READERS, *COUNSELLORS), summary="Aanbod"
)
def offer_list(
    request: HttpRequest, programme: str | None = Query(None, max_length=10), cursor: int | None = CURSOR
) -> OfferPage:
    """Het aanbod dat u mag zien, het jongste eerst, met hoeveel plaatsen vrij zijn; per bladzijde 50."""
    actor, on = _actor(request), today()
    rows = offers_visible_to(actor).select_related(*PARTS).order_by("-pk")
    rows = rows.filter(programme_id=programme) if programme else rows
    rows = rows.filter(pk__lt=cursor) if cursor else rows
    found, following = page_of(rows)
    status = statuses(held(Recognition.objects.filter(pk__in=[one.recognition_id for one in found])), on=on)
    items = [offer_out(one, status[one.recognition_id], actor=actor) for one in found]
    return OfferPage(items=items, next=following)


@router.post(
    "/recognitions/{recognition_id}/offer",
    response={201: OfferOut, **NO},
    auth=Token(*COMPANIES),
    summary="Plaatsen aanbieden",
)
def publish_offer(
    request: HttpRequest, recognition_id: Number, payload: OfferIn, key: str | None = KEY
) -> JsonResponse:
    """Publiceert plaatsen op een erkenning. Scholen vinden ze meteen."""
    actor, on = _actor(request), today()

    def act() -> OfferOut:
        pk = offered_by(actor).only("pk").get(pk=recognition_id).pk
        return _shown(offers.publish(pk, **payload.model_dump(), actor=actor, on=on), actor, on)

    return answered(request, key, act, status=201)


@router.post(
    "/offers/{offer_id}/places",
    response={200: OfferOut, **NO},
    auth=Token(*COMPANIES),
    summary="Het aantal plaatsen aanpassen",
)
def change_offer(
    request: HttpRequest, offer_id: Number, payload: OfferIn, key: str | None = KEY
) -> JsonResponse:
    """Past het aanbod aan. Wie er al leert, blijft."""
    return _on_offer(request, offer_id, offers.cap, key, **payload.model_dump())


@router.post(
    "/offers/{offer_id}/pause",
    response={200: OfferOut, **NO},
    auth=Token(*COMPANIES),
    summary="Een aanbod pauzeren",
)
def pause_offer(
    request: HttpRequest, offer_id: Number, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Haalt het aanbod offline tot u het hervat."""
    return _on_offer(request, offer_id, offers.pause, key)


@router.post(
    "/offers/{offer_id}/resumption",
    response={200: OfferOut, **NO},
    auth=Token(*COMPANIES),
    summary="Een aanbod hervatten",
)
def resume_offer(
    request: HttpRequest, offer_id: Number, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Zet een gepauzeerd aanbod weer online."""
    return _on_offer(request, offer_id, offers.resume, key)


@router.post(
    "/offers/{offer_id}/confirmation",
    response={200: OfferOut, **NO},
    auth=Token(*COMPANIES),
    summary="Een aanbod bevestigen",
)
def confirm_offer(
    request: HttpRequest, offer_id: Number, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Zegt dat het aanbod nog klopt. Stond het daarom offline, dan komt het weer online."""
    return _on_offer(request, offer_id, offers.confirm, key)


@router.get(
    "/trajectories/{trajectory_id}/workplaces",
    response={200: WorkplacesOut, **READ},
    auth=Token(*COUNSELLORS),
    summary="Werkplekken voor een leerling",
)
def workplaces(
    request: HttpRequest,
    trajectory_id: Number,
    within: Within | None = None,
    starts_from: date | None = None,
    left_out: bool = False,
) -> WorkplacesOut:
    """De werkplekken die passen, de beste eerst, ten hoogste 50; op vraag ook wat afvalt, met de reden."""
    on = today()
    visible = trajectories_visible_to(_actor(request), on=on)
    trajectory = visible.select_related("learner", "programme", "provider__municipality").get(
        pk=trajectory_id
    )
    furthest = version("max_distance_km", on).value
    wishes = Wishes(within or furthest, starts_from or on, with_left_out=left_out)
    found = places_for(trajectory, wishes, on=on)
    best, dropped = found.ranking.ranked[:PAGE_SIZE], found.ranking.left_out[:PAGE_SIZE]
    keys = [one.candidate.recognition for one in best]
    keys += [one.candidate.recognition for one in dropped]
    named = Recognition.objects.select_related("company", "site").in_bulk(keys)

    def place(key: int) -> dict[str, Any]:
        return {"recognition": key, "company": named[key].company.name, "site": named[key].site.name}

    return WorkplacesOut(
        competences_known=found.competences_known,
        from_school=found.from_school,
        is_cut=found.is_cut,
        ranked=[
            WorkplaceOut(
                **place(one.candidate.recognition),
                place=number,
                points=one.points,
                km=one.km,
                minutes=one.minutes,
                taught=one.taught,
                asked=one.asked,
                starts_from=one.candidate.starts_from,
                free=one.candidate.status.free,
                worked_before=one.worked_before,
                refused_before=one.refused_before,
            )
            for number, one in enumerate(best, start=1)
        ],
        left_out=[
            LeftOutOut(
                **place(one.candidate.recognition),
                km=one.km,
                reasons=[ReasonOut(code=code, words=str(reason(code))) for code in outside(one.reasons)],
            )
            for one in dropped
        ],
    )


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.auth  # type: ignore[attr-defined]
    return found


def page_of(rows: QuerySet[Any]) -> tuple[list[Any], str | None]:
    """The rows of one page, and the cursor of the next one."""
    found = list(rows[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], str(found[PAGE_SIZE - 1].pk) if len(found) > PAGE_SIZE else None


def _shown(offer: Offer, actor: Actor, on: date) -> OfferOut:
    found = Offer.objects.select_related(*PARTS).get(pk=offer.pk)
    status = statuses(held(Recognition.objects.filter(pk=found.recognition_id)), on=on)
    return offer_out(found, status[found.recognition_id], actor=actor)


def _on_offer(
    request: HttpRequest, offer_id: int, do: Callable[..., Offer], key: str | None, **given: Any
) -> JsonResponse:
    actor, on = _actor(request), today()

    def act() -> OfferOut:
        pk = offers_visible_to(actor).only("pk").get(pk=offer_id).pk
        return _shown(do(pk, **given, actor=actor, on=on), actor, on)

    return answered(request, key, act)
