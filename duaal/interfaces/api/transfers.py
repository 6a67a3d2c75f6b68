"""Transfers: a partnership asks another to take a case over; the Flemish Partnership can order it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema

from duaal.casework.recognition.models import Application, Transfer, TransferState
from duaal.casework.recognition.queries import case
from duaal.casework.recognition.transfers import actions as transfers
from duaal.casework.recognition.transfers.queries import transfers_visible_to, with_transfer_parts
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import DECIDERS, Token, actor_of
from duaal.interfaces.api.files import OFFICE
from duaal.interfaces.api.handling import NothingIn, WhyIn
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.reading import Reference
from duaal.interfaces.api.schemas import Code, Done, Given, Long
from duaal.interfaces.api.steps import KEY, NO, answered, done, key_of

router = Router(tags=["behandelen"])

FLEMISH = (Role.FLEMISH_PARTNERSHIP,)
READ = {status: Problem for status in NO if status not in (400, 409)}
STATE: Any = Query(None, description="alleen in deze toestand; `ASKED` wacht op een antwoord")


class TransferIn(Given):
    to: Code
    reason: Long


class TransferOut(Schema):
    """A wish to hand a case over, and its answer."""

    reference: str
    company_number: str
    programme_code: str
    from_partnership: str
    to_partnership: str
    state: str
    reason: str
    asked_on: date
    answered_on: date | None
    answer_reason: str


class TransferPage(Schema):
    items: list[TransferOut]
    next: str | None


@router.get("/transfers", response={200: TransferPage, **READ}, auth=Token(*OFFICE), summary="Overdrachten")
def transfer_list(
    request: HttpRequest, state: TransferState | None = STATE, cursor: int | None = CURSOR
) -> TransferPage:
    """De overdrachten van en naar uw partnerschap, de jongste eerst; per bladzijde 50."""
    rows = with_transfer_parts(transfers_visible_to(actor_of(request)))
    if state:
        rows = rows.filter(state=state)
    found, following = page_of(rows, cursor)
    return TransferPage(items=[transfer_out(one) for one in found], next=following)


@router.post(
    "/applications/{reference}/transfer",
    response={200: Done, **NO},
    auth=Token(*DECIDERS),
    summary="Een overdracht vragen",
)
def ask_transfer(
    request: HttpRequest, reference: Reference, payload: TransferIn, key: str | None = KEY
) -> JsonResponse:
    """Vraagt een ander partnerschap om het dossier over te nemen. De termijn loopt door."""
    actor = actor_of(request)

    def act() -> Done:
        pk = key_of(request, reference)
        transfers.ask(pk, actor=actor, on=today(), to=payload.to, reason=payload.reason)
        return _done(pk)

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/transfer/acceptance",
    response={200: Done, **NO},
    auth=Token(*DECIDERS),
    summary="Een dossier overnemen",
)
def accept_transfer(
    request: HttpRequest, reference: Reference, payload: NothingIn, key: str | None = KEY
) -> JsonResponse:
    """Neemt een dossier over dat een ander partnerschap wil overdragen."""
    actor = actor_of(request)

    def act() -> Done:
        pk = case(actor, reference).pk
        transfers.accept(pk, actor=actor, on=today())
        return _done(pk)

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/transfer/refusal",
    response={200: Done, **NO},
    auth=Token(*DECIDERS),
    summary="Een dossier niet overnemen",
)
def decline_transfer(
    request: HttpRequest, reference: Reference, payload: WhyIn, key: str | None = KEY
) -> JsonResponse:
    """Neemt een dossier niet over; het blijft waar het is."""
    actor = actor_of(request)

    def act() -> Done:
        pk = case(actor, reference).pk
        transfers.decline(pk, actor=actor, on=today(), reason=payload.reason)
        return _done(pk)

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/transfer/order",
    response={200: Done, **NO},
    auth=Token(*FLEMISH),
    summary="Een partnerschap aanwijzen",
)
def order_transfer(
    request: HttpRequest, reference: Reference, payload: TransferIn, key: str | None = KEY
) -> JsonResponse:
    """Het Vlaams Partnerschap wijst aan wie het dossier behandelt."""
    actor = actor_of(request)

    def act() -> Done:
        pk = key_of(request, reference)
        transfers.order(pk, actor=actor, on=today(), to=payload.to, reason=payload.reason)
        return _done(pk)

    return answered(request, key, act)


@router.post(
    "/applications/{reference}/transfer/keeping",
    response={200: Done, **NO},
    auth=Token(*FLEMISH),
    summary="Een dossier laten waar het is",
)
def keep_case(
    request: HttpRequest, reference: Reference, payload: WhyIn, key: str | None = KEY
) -> JsonResponse:
    """Het Vlaams Partnerschap laat een dossier waar het is."""
    actor = actor_of(request)

    def act() -> Done:
        pk = key_of(request, reference)
        transfers.keep(pk, actor=actor, on=today(), reason=payload.reason)
        return _done(pk)

    return answered(request, key, act)


def transfer_out(one: Transfer) -> TransferOut:
    return TransferOut(
        reference=one.application.reference,
        company_number=one.application.company.enterprise_number,
        programme_code=one.application.programme_id,
        from_partnership=one.from_partnership_id,
        to_partnership=one.to_partnership_id,
        state=one.state,
        reason=one.reason,
        asked_on=one.asked_on,
        answered_on=one.answered_on,
        answer_reason=one.answer_reason,
    )


def _done(pk: int) -> Done:
    return done(Application.objects.only("reference", "state").get(pk=pk))
