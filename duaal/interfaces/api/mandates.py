"""What software may do with authorisations: list and end them, add one, and take a case over."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.recognition.mandates import actions, cases
from duaal.casework.recognition.mandates.actions import SignedPaper
from duaal.casework.recognition.models import Mandate
from duaal.casework.recognition.queries import mandates_visible_to
from duaal.foundation.accounts.actors import name_of
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import APPLICANTS, COMPANIES, FOR_OTHERS, Token
from duaal.interfaces.api.files import upload
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.reading import Reference
from duaal.interfaces.api.schemas import Day, Done, FileIn, Given, Short
from duaal.interfaces.api.steps import KEY, NO, answered, done, key_of

router = Router(tags=["machtigingen"])

READ = {status: Problem for status in NO if status not in (400, 409)}
MOST = 200
MandateKey = Annotated[int, Field(ge=1, le=2**53)]


class MandateIn(Given):
    """An authorisation as it stands on the signed paper, with the paper."""

    company: Annotated[str, Field(min_length=9, max_length=14, pattern=r"^[0-9. ]+$")]
    signed_by: Short
    signed_on: Day
    valid_to: Day | None = None
    paper: FileIn


class EndIn(Given):
    """A step with nothing to say."""


class MandateOut(Schema):
    """An authorisation: of which company, for whom, and since when it ended."""

    id: int
    company_number: str
    company_name: str
    holder_kind: str
    holder_organisation: str
    holder_name: str
    signed_by: str
    signed_on: date
    valid_to: date | None
    ended_on: date | None


@router.get(
    "/mandates", response={200: list[MandateOut], **READ}, auth=Token(*APPLICANTS), summary="Machtigingen"
)
def mandate_list(request: HttpRequest) -> list[MandateOut]:
    """De jongste 200 machtigingen: die u gaf als onderneming, of die u zelf hebt."""
    rows = mandates_visible_to(request.auth).select_related("company")  # type: ignore[attr-defined]
    return [_out(mandate) for mandate in rows.order_by("-signed_on", "-pk")[:MOST]]


@router.post(
    "/mandates",
    response={201: MandateOut, **NO},
    auth=Token(*FOR_OTHERS, with_files=True),
    summary="Een machtiging toevoegen",
)
def add_mandate(request: HttpRequest, payload: MandateIn, key: str | None = KEY) -> JsonResponse:
    """Bewaart de machtiging die een onderneming voor u ondertekende. Een vorige van haar vervalt."""
    actor = request.auth  # type: ignore[attr-defined]
    holder = name_of(request.api_token.created_by)  # type: ignore[attr-defined]
    paper = SignedPaper(
        enterprise_number=payload.company,
        signed_by_name=payload.signed_by,
        signed_on=payload.signed_on,
        valid_to=payload.valid_to,
        file=upload(payload.paper, "paper", on=today()),
    )
    return answered(
        request,
        key,
        lambda: _out(actions.register(paper, actor=actor, on=today(), holder_name=holder)),
        status=201,
    )


@router.post(
    "/mandates/{mandate_id}/end",
    response={200: MandateOut, **NO},
    auth=Token(*APPLICANTS),
    summary="Een machtiging intrekken",
)
def end_mandate(
    request: HttpRequest, mandate_id: MandateKey, payload: EndIn, key: str | None = KEY
) -> JsonResponse:
    """Beëindigt de machtiging meteen. Dossiers gaan verder; wie ze indiende, ziet ze niet meer."""
    actor: Any = request.auth  # type: ignore[attr-defined]

    def act() -> MandateOut:
        mandate = mandates_visible_to(actor).get(pk=mandate_id)
        return _out(actions.revoke(mandate.pk, actor=actor, on=today()))

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/take-over",
    response={200: Done, **NO},
    auth=Token(*COMPANIES),
    summary="Een aanvraag overnemen",
)
def take_over(
    request: HttpRequest, reference: Reference, payload: EndIn, key: str | None = KEY
) -> JsonResponse:
    """Neemt een aanvraag over die iemand in naam van uw onderneming indiende."""

    def act() -> Done:
        pk, actor = key_of(request, reference), request.auth  # type: ignore[attr-defined]
        return done(cases.take_over(pk, actor=actor, on=today()))

    return answered(request, key, act)


def _out(mandate: Mandate) -> MandateOut:
    return MandateOut(
        id=mandate.pk,
        company_number=mandate.company.enterprise_number,
        company_name=mandate.company.name,
        holder_kind=mandate.holder_kind,
        holder_organisation=mandate.holder_organisation,
        holder_name=mandate.holder_name,
        signed_by=mandate.signed_by_name,
        signed_on=mandate.signed_on,
        valid_to=mandate.valid_to,
        ended_on=mandate.revoked_on,
    )
