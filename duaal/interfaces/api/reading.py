"""What software may read: its company, the programmes, applications and recognitions."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from duaal.casework.recognition import queries
from duaal.casework.recognition.actions.steps import APPLICATION_FILE
from duaal.casework.recognition.history import shown_to
from duaal.casework.recognition.rules.terms import Overdue
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.answers import detail, history_line, recognition_row, row
from duaal.interfaces.api.authentication import COMPANIES, FOR_OTHERS, READERS, Token, actor_of
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.schemas import (
    CompanyOut,
    Detail,
    HistoryLine,
    Page,
    ProgrammeOut,
    RecognitionPage,
    SiteOut,
)
from duaal.register.organisations.models import Company
from duaal.register.organisations.queries import committees_on
from duaal.register.programmes.queries import offered_on

router = Router(tags=["lezen"])

NO = dict.fromkeys((401, 403, 404, 413, 422, 429), Problem)
STATE: Any = Query(None, description="alleen in deze toestand")
ONLY: Any = Query(None, description="`open`: alleen wat loopt")
FLAGGED: Any = Query(None, description="alleen met deze vlag van de termijn")
BEFORE: Any = Query(None, description="`YYYY-MM-DD`: te beslissen voor deze dag")
PARTNERSHIP: Any = Query(
    None, pattern=r"^[a-z0-9-]{1,80}$", description="code van het partnerschap dat beslist"
)
Reference = Annotated[str, Field(pattern=r"^E[0-9]{4}-[0-9]{8}$")]


@router.get("/company", response={200: CompanyOut, **NO}, auth=Token(*COMPANIES), summary="Uw onderneming")
def company(request: HttpRequest) -> CompanyOut:
    """De onderneming van het token, met haar vestigingen en haar paritaire comités."""
    return company_out(queries.companies_visible_to(actor_of(request)).get(), on=today())


@router.get(
    "/programmes",
    response={200: list[ProgrammeOut], **NO},
    auth=Token(*READERS, *FOR_OTHERS),
    summary="Duale opleidingen",
)
def programmes(request: HttpRequest) -> list[ProgrammeOut]:
    """De opleidingen die vandaag worden aangeboden."""
    return [
        ProgrammeOut(code=one.code, name=one.name, legal_basis=one.legal_basis, valid_to=one.valid_to)
        for one in offered_on(today()).order_by("sort_name", "code")
    ]


@router.get(
    "/applications", response={200: Page, **NO}, auth=Token(*READERS, *FOR_OTHERS), summary="Aanvragen"
)
def applications(
    request: HttpRequest,
    state: ApplicationState | None = STATE,
    only: Literal["open"] | None = ONLY,
    flag: Overdue | None = FLAGGED,
    deadline_before: date | None = BEFORE,
    partnership: str | None = PARTNERSHIP,
    cursor: int | None = CURSOR,
) -> Page:
    """De aanvragen die u mag zien, de jongste eerst; per bladzijde 50."""
    actor = request.auth  # type: ignore[attr-defined]
    rows = queries.with_row_parts(queries.visible_to(actor))
    if only:
        rows = rows.filter(state__in=queries.OPEN_STATES)
    if state:
        rows = rows.filter(state=state)
    if flag:
        rows = rows.filter(state__in=queries.OPEN_STATES, flag=flag)
    if deadline_before:
        rows = rows.filter(state__in=queries.OPEN_STATES, deadline_on__lt=deadline_before)
    if partnership:
        rows = rows.filter(partnership_id=partnership)
    found, following = page_of(rows, cursor)
    return Page(items=[row(one) for one in found], next=following)


@router.get(
    "/applications/{reference}",
    response={200: Detail, **NO},
    auth=Token(*READERS, *FOR_OTHERS),
    summary="Eén aanvraag",
)
def application(request: HttpRequest, reference: Reference) -> Detail:
    """Een aanvraag met haar termijn, mentoren, vragen en voorwaarden, elk met de regel en haar bron."""
    actor = request.auth  # type: ignore[attr-defined]
    return detail(queries.case(actor, reference), actor=actor, on=today())


@router.get(
    "/applications/{reference}/history",
    response={200: list[HistoryLine], **NO},
    auth=Token(*READERS),
    summary="Wat er met een aanvraag gebeurde",
)
def history(request: HttpRequest, reference: Reference) -> list[HistoryLine]:
    """Elke stap van het dossier, de oudste eerst: dag, stap, toestand erna en welke kant ze zette."""
    actor = request.auth  # type: ignore[attr-defined]
    found = queries.visible_to(actor).only("pk").get(reference=reference)
    return [history_line(entry) for entry in shown_to(actor, trail(APPLICATION_FILE, found.pk))]


@router.get(
    "/recognitions", response={200: RecognitionPage, **NO}, auth=Token(*READERS), summary="Erkenningen"
)
def recognitions(request: HttpRequest, cursor: int | None = CURSOR) -> RecognitionPage:
    """De erkenningen die u mag zien, de jongste eerst; per bladzijde 50."""
    rows = queries.recognitions_visible_to(request.auth)  # type: ignore[attr-defined]
    found, following = page_of(rows.select_related("application", "company", "site"), cursor)
    return RecognitionPage(items=[recognition_row(one) for one in found], next=following)


def company_out(found: Company, *, on: date) -> CompanyOut:
    """A company with its sites and the joint committees of the day."""
    return CompanyOut(
        number=found.enterprise_number,
        name=found.name,
        sites=[
            SiteOut(
                number=site.establishment_number,
                name=site.name,
                street=site.street,
                postcode=site.postcode,
                municipality=site.municipality.name,
                closed_on=site.closed_on,
            )
            for site in found.sites.select_related("municipality").order_by("name", "pk")
        ],
        committees=[membership.joint_committee_id for membership in committees_on(found, on=on)],
    )
