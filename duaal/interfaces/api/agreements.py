"""What software may read of agreements: for a school its own, for a company those that were proposed."""

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from duaal.casework.agreements.labels import KIND, STATE
from duaal.casework.agreements.models import Agreement, AgreementKind, Signatory, SignerRole, Version
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.agreements.states import AgreementState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import Token
from duaal.interfaces.api.problems import Problem

router = Router(tags=["overeenkomsten"])

NO = dict.fromkeys((401, 403, 404, 413, 422, 429), Problem)
PARTIES = (Role.COMPANY, Role.COUNSELLOR)
PAGE_SIZE = 50
IN_STATE: Any = Query(None, description="alleen in deze toestand")
CURSOR: Any = Query(None, ge=1, le=2**53, description="`next` van de vorige bladzijde")
Number = Annotated[int, Field(ge=1, le=2**53, description="nummer van de overeenkomst")]


class AgreementOut(Schema):
    """One agreement. The learner stands here by the own number, never by a national number."""

    id: int
    state: AgreementState
    state_words: str
    kind: AgreementKind
    kind_words: str
    learner: str
    company: str
    site: str
    programme: str
    provider: str
    concluded_on: date | None
    registered_on: date | None
    starts_on: date | None
    planned_end_on: date
    ended_on: date | None
    ended_as: str


class AgreementPage(Schema):
    """A page of agreements, the newest first; `next` is the cursor of the page after it."""

    items: list[AgreementOut]
    next: int | None


class SignatoryOut(Schema):
    """Somebody who signs, and the day on which that was done."""

    id: int
    role: SignerRole
    name: str
    signed_on: date | None
    refused: bool


class AgreementDetail(AgreementOut):
    """One agreement with the version that is or was to be signed, and who signed it."""

    version: int
    content_hash: str
    plan_version: int | None
    plan_hash: str
    signatories: list[SignatoryOut]


@router.get(
    "/agreements",
    response={200: AgreementPage, **NO},
    auth=Token(*PARTIES),
    summary="Overeenkomsten",
)
def agreements(
    request: HttpRequest, state: AgreementState | None = IN_STATE, cursor: int | None = CURSOR
) -> AgreementPage:
    """De overeenkomsten die u mag zien, de jongste eerst; per bladzijde 50."""
    rows = visible(request.auth).order_by("-pk")  # type: ignore[attr-defined]
    if state:
        rows = rows.filter(state=state)
    if cursor:
        rows = rows.filter(pk__lt=cursor)
    found = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return AgreementPage(
        items=[AgreementOut(**_row(one)) for one in shown],
        next=shown[-1].pk if len(found) > PAGE_SIZE else None,
    )


@router.get(
    "/agreements/{agreement_id}",
    response={200: AgreementDetail, **NO},
    auth=Token(*PARTIES),
    summary="Een overeenkomst",
)
def agreement(request: HttpRequest, agreement_id: Number) -> AgreementDetail:
    """Een overeenkomst, met de versie van de tekst en wie ze tekende."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    found = visible(actor).get(pk=agreement_id)
    texts = found.versions.filter(number__lte=found.version)
    if actor.role != Role.COUNSELLOR:
        texts = texts.filter(proposed_at__isnull=False)
    version = texts.latest("number")
    plan = version.terms.plan
    return AgreementDetail(
        **_row(found),
        version=version.number,
        content_hash=version.content_hash,
        plan_version=plan.version if plan else None,
        plan_hash=plan.hash if plan else "",
        signatories=signatories_of(version),
    )


def agreement_out(actor: Actor, agreement_id: int) -> AgreementOut:
    """One agreement as it is now."""
    return AgreementOut(**_row(visible(actor).get(pk=agreement_id)))


def visible(actor: Actor) -> QuerySet[Agreement]:
    """The agreements that the token may see, with the names around them."""
    return agreements_visible_to(actor, on=today()).select_related("company", "site", "provider")


def signatories_of(version: Version) -> list[SignatoryOut]:
    """Who signs a text, and who did."""
    return [_signatory(one) for one in version.signatories.select_related("signature")]


def _signatory(one: Signatory) -> SignatoryOut:
    signature = getattr(one, "signature", None)
    return SignatoryOut(
        id=one.pk,
        role=SignerRole(one.role),
        name=one.name,
        signed_on=signature.signed_on if signature is not None else None,
        refused=one.refused_at is not None,
    )


def _row(one: Agreement) -> dict[str, Any]:
    return {
        "id": one.pk,
        "state": AgreementState(one.state),
        "state_words": str(STATE[one.state]),
        "kind": AgreementKind(one.kind),
        "kind_words": str(KIND[one.kind]),
        "learner": one.learner_number,
        "company": one.company.enterprise_number,
        "site": one.site.establishment_number,
        "programme": one.programme_id,
        "provider": one.provider.number if one.provider is not None else "",
        "concluded_on": one.concluded_on,
        "registered_on": one.registered_on,
        "starts_on": one.starts_on,
        "planned_end_on": one.planned_end_on,
        "ended_on": one.ended_on,
        "ended_as": one.ended_as,
    }
