"""What changes at a recognised company: it reports, the partnership sees it off, both read the list."""

from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from duaal.casework.recognition.models import ReportedChange
from duaal.casework.recognition.queries import companies_visible_to
from duaal.casework.recognition.states.upkeep import ChangeKind, ChangeState
from duaal.casework.recognition.upkeep import changes
from duaal.flows.processes import rescue
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, DECIDERS, READERS, Token, actor_of
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.schemas import NO_NUL, Day, Given
from duaal.interfaces.api.steps import KEY, NO, answered
from duaal.register.organisations.models import Company

router = Router(tags=["wijzigingen"])

READ = {status: Problem for status in NO if status not in (400, 409)}
STATE: Any = Query(None, description="alleen in deze toestand")
KIND: Any = Query(None, description="alleen deze soort")
Number = Annotated[int, Field(ge=1, le=2**53, description="nummer van de wijziging")]
SiteNumber = Annotated[str, Field(pattern=r"^[0-9]{10}$", description="vestigingsnummer, 10 cijfers")]
Text = Annotated[str, Field(min_length=1, max_length=2000, pattern=NO_NUL)]


class ChangeIn(Given):
    """What changes and from when; without `site` for the whole company, `acquirer_number` for a take-over."""

    kind: ChangeKind
    happens_on: Day
    description: Text
    site: SiteNumber | None = None
    acquirer_number: Annotated[str, Field(max_length=20, pattern=NO_NUL)] = ""


class SeenIn(Given):
    """What the partnership did; `stop_recognitions` ends those of a closure on the day that was reported."""

    outcome: Text
    stop_recognitions: bool = False


class ChangeOut(Schema):
    """A change as one partnership got it."""

    id: int
    kind: ChangeKind
    state: ChangeState
    company_number: str
    site_number: str | None
    partnership: str
    happens_on: date
    description: str
    acquirer_number: str
    reported_on: date
    is_late: bool
    seen_on: date | None
    outcome: str


class ChangePage(Schema):
    items: list[ChangeOut]
    next: str | None


class Reported(Schema):
    """A report: every partnership that recognised the company there gets its own."""

    changes: list[ChangeOut]


@router.get(
    "/changes", response={200: ChangePage, **READ}, auth=Token(*READERS), summary="Gemelde wijzigingen"
)
def change_list(
    request: HttpRequest,
    state: ChangeState | None = STATE,
    kind: ChangeKind | None = KIND,
    cursor: int | None = CURSOR,
) -> ChangePage:
    """De wijzigingen die u meldde of moet behandelen, de jongste eerst; per bladzijde 50."""
    rows = changes.visible_to(actor_of(request)).select_related("company", "site")
    if state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    found, following = page_of(rows, cursor)
    return ChangePage(items=[change_out(one) for one in found], next=following)


@router.get(
    "/changes/{change_id}",
    response={200: ChangeOut, **READ},
    auth=Token(*READERS),
    summary="Eén gemelde wijziging",
)
def one_change(request: HttpRequest, change_id: Number) -> ChangeOut:
    """Een wijziging die u mag zien."""
    return change_out(_found(actor_of(request), change_id))


@router.post(
    "/changes", response={201: Reported, **NO}, auth=Token(*COMPANIES), summary="Een wijziging melden"
)
def report_change(request: HttpRequest, payload: ChangeIn, key: str | None = KEY) -> JsonResponse:
    """Meldt wat er verandert aan elk partnerschap dat uw onderneming daar erkende."""
    actor = actor_of(request)

    def act() -> Reported:
        company: Company = companies_visible_to(actor).get()
        made = changes.report(
            company.pk,
            actor=actor,
            on=today(),
            kind=payload.kind,
            happens_on=payload.happens_on,
            description=payload.description,
            site_id=site_of(company, payload.site),
            acquirer_number=payload.acquirer_number,
        )
        return Reported(changes=[change_out(one) for one in made])

    return answered(request, key, act, status=201)


@router.post(
    "/changes/{change_id}/seen",
    response={200: ChangeOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een wijziging afhandelen",
)
def see_change(
    request: HttpRequest, change_id: Number, payload: SeenIn, key: str | None = KEY
) -> JsonResponse:
    """Het partnerschap noteert wat het met de wijziging deed; de onderneming leest het."""
    actor = actor_of(request)

    def act() -> ChangeOut:
        found = _found(actor, change_id)
        if payload.stop_recognitions and found.kind != ChangeKind.CLOSURE:
            words = _("Dit is geen sluiting. Laat `stop_recognitions` weg.")
            raise ValidationError({"stop_recognitions": words})
        return change_out(
            rescue.see_change(
                found.pk,
                actor=actor,
                on=today(),
                outcome=payload.outcome,
                stop_recognitions=payload.stop_recognitions,
            )
        )

    return answered(request, key, act)


def site_of(company: Company, number: str | None) -> int | None:
    """The site of the company with that number; `ValidationError` when it has none, None without a number."""
    if number is None:
        return None
    found: int | None = company.sites.filter(establishment_number=number).values_list("pk", flat=True).first()
    if found is None:
        raise ValidationError({"site": _("Deze vestiging is niet van uw onderneming. Kies ze opnieuw.")})
    return found


def change_out(one: ReportedChange) -> ChangeOut:
    return ChangeOut(
        id=one.pk,
        kind=ChangeKind(one.kind),
        state=ChangeState(one.state),
        company_number=one.company.enterprise_number,
        site_number=one.site.establishment_number if one.site else None,
        partnership=one.partnership_id,
        happens_on=one.happens_on,
        description=one.description,
        acquirer_number=one.acquirer_number,
        reported_on=one.reported_on,
        is_late=one.is_late,
        seen_on=one.seen_on,
        outcome=one.outcome,
    )


def _found(actor: Actor, change_id: int) -> ReportedChange:
    return changes.visible_to(actor).select_related("company", "site").get(pk=change_id)
