"""Amendments of an agreement, for software: read, made, changed, offered, taken back. Nobody signs here."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import amending
from duaal.casework.agreements.actions.amending import Change
from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.changes import changes_between
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.labels import AMENDMENT_STATE
from duaal.casework.agreements.models import Agreement, Amendment, Version
from duaal.casework.agreements.queries import amendments_visible_to
from duaal.casework.agreements.states.amendments import (
    CORRECT_AMENDMENT_CONTACT,
    DRAFT_AMENDMENT,
    PROPOSE_AMENDMENT,
    REVISE_AMENDMENT,
    WITHDRAW_AMENDMENT,
    AmendmentState,
)
from duaal.casework.agreements.terms import Terms
from duaal.casework.recognition.models import Recognition
from duaal.flows.processes import agreements as process
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.agreement_drafts import (
    ONE,
    SCHOOLS,
    SignerNumber,
    link_address,
    place_of,
    text_of,
    trajectory_of,
    with_annexes,
)
from duaal.interfaces.api.agreement_schemas import (
    AgreementContactIn,
    AgreementIn,
    AgreementWhyIn,
    LinksOut,
    Why,
    check_email,
)
from duaal.interfaces.api.agreements import PARTIES, Number, SignatoryOut, signatories_of, visible
from duaal.interfaces.api.authentication import Token, actor_of
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["overeenkomsten"])

ALL = f"{ONE}/amendments"
AMENDMENT = f"{ALL}/{{amendment_id}}"
READ = {status: problem for status, problem in NO.items() if status not in (400, 409)}
AmendmentNumber = Annotated[int, Field(ge=1, le=2**53, description="nummer van de wijziging")]


class AmendmentIn(AgreementIn):
    """The whole text from `first` on, and why it changes. Partner companies and holidays stay as they are."""

    reason: Why


class AmendmentOut(Schema):
    """One amendment: from when it holds, and at which workplace the learner is then."""

    id: int
    agreement: int
    state: AmendmentState
    state_words: str
    reason: str
    holds_from: date
    company: str
    site: str
    made_on: date
    proposed_on: date | None
    agreed_on: date | None


class AmendmentList(Schema):
    """The amendments of one agreement, the newest first."""

    items: list[AmendmentOut]


class ChangedPartOut(Schema):
    """A part of the text in which something changes: the lines that go and the lines that come."""

    title: str
    before: list[str]
    after: list[str]


class AmendmentDetail(AmendmentOut):
    """One amendment with its text, what changes against the text of `changes_version`, and who signs."""

    version: int
    content_hash: str
    changes_version: int
    changes: list[ChangedPartOut]
    signatories: list[SignatoryOut]


@router.get(ALL, response={200: AmendmentList, **READ}, auth=Token(*PARTIES), summary="Wijzigingen")
def amendment_list(request: HttpRequest, agreement_id: Number) -> AmendmentList:
    """De wijzigingen van een overeenkomst, de jongste eerst. Een ontwerp ziet alleen de school."""
    actor = actor_of(request)
    agreement = visible(actor).get(pk=agreement_id)
    return AmendmentList(items=[_row(one) for one in _rows(agreement, actor).order_by("-pk")])


@router.get(AMENDMENT, response={200: AmendmentDetail, **READ}, auth=Token(*PARTIES), summary="Een wijziging")
def amendment_detail(
    request: HttpRequest, agreement_id: Number, amendment_id: AmendmentNumber
) -> AmendmentDetail:
    """Een wijziging: wat er verandert, wie tekent en wie al getekend heeft."""
    agreement, one = _found(actor_of(request), agreement_id, amendment_id)
    changes = changes_between(agreement.versions.get(number=one.before), one.version)
    return AmendmentDetail(
        **_row(one).dict(),
        version=one.version.number,
        content_hash=one.version.content_hash,
        changes_version=one.before,
        changes=[
            ChangedPartOut(title=str(part.title), before=list(part.before), after=list(part.after))
            for part in changes
        ],
        signatories=signatories_of(one.version),
    )


@router.post(
    ALL, response={201: AmendmentOut, **NO}, auth=Token(*SCHOOLS), summary="Een overeenkomst wijzigen"
)
def amend_agreement(
    request: HttpRequest, agreement_id: Number, payload: AmendmentIn, key: str | None = KEY
) -> JsonResponse:
    """Maakt het ontwerp van een wijziging vanaf `first`. Een andere soort kan zo niet."""
    actor, on = actor_of(request), today()

    def act() -> AmendmentOut:
        agreement = visible(actor).get(pk=agreement_id)
        parties.require(actor, DRAFT_AMENDMENT, agreement, on=on)
        change = change_of(payload, agreement, newest(agreement), on=on)
        made = amending.amend(agreement.pk, change=change, actor=actor, on=on)
        return _shown(actor, agreement.pk, made.pk)

    return answered(request, key, act, status=201)


@router.post(
    f"{AMENDMENT}/revision",
    response={200: AmendmentOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een wijziging aanpassen",
)
def revise_amendment(
    request: HttpRequest,
    agreement_id: Number,
    amendment_id: AmendmentNumber,
    payload: AmendmentIn,
    key: str | None = KEY,
) -> JsonResponse:
    """Vervangt de nieuwe tekst voor iedereen getekend heeft. Handtekeningen die er al zijn, vervallen."""
    actor, on = actor_of(request), today()

    def act() -> AmendmentOut:
        agreement, one = _found(actor, agreement_id, amendment_id)
        parties.require(actor, REVISE_AMENDMENT, agreement, on=on)
        change = change_of(payload, agreement, one.version, on=on)
        amending.revise_amendment(one.pk, change=change, actor=actor, on=on)
        return _shown(actor, agreement.pk, one.pk)

    return answered(request, key, act)


@router.post(
    f"{AMENDMENT}/withdrawal",
    response={200: AmendmentOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een wijziging intrekken",
)
def withdraw_amendment(
    request: HttpRequest,
    agreement_id: Number,
    amendment_id: AmendmentNumber,
    payload: AgreementWhyIn,
    key: str | None = KEY,
) -> JsonResponse:
    """Trekt een wijziging in die niet iedereen getekend heeft. De vorige tekst blijft gelden."""
    actor, on = actor_of(request), today()

    def act() -> AmendmentOut:
        agreement, one = _found(actor, agreement_id, amendment_id)
        parties.require(actor, WITHDRAW_AMENDMENT, agreement, on=on)
        amending.withdraw_amendment(one.pk, reason=payload.reason, actor=actor, on=on)
        return _shown(actor, agreement.pk, one.pk)

    return answered(request, key, act)


@router.post(
    f"{AMENDMENT}/proposal",
    response={200: LinksOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een wijziging voorleggen",
)
def propose_amendment(
    request: HttpRequest, agreement_id: Number, amendment_id: AmendmentNumber
) -> JsonResponse:
    """Legt de nieuwe tekst voor en mailt de links. Een tweede keer is 409: er is geen Idempotency-Key."""
    actor, on = actor_of(request), today()
    agreement, one = _found(actor, agreement_id, amendment_id)
    parties.require(actor, PROPOSE_AMENDMENT, agreement, on=on)
    links = process.propose_amendment(one.pk, actor=actor, on=on, at=timezone.now(), address_of=link_address)
    return _links(actor, agreement.pk, one.pk, links)


@router.post(
    f"{AMENDMENT}/signatories/{{signatory_id}}/link",
    response={200: LinksOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Een nieuwe link voor een wijziging",
)
def renew_link_of_amendment(
    request: HttpRequest,
    agreement_id: Number,
    amendment_id: AmendmentNumber,
    signatory_id: SignerNumber,
    payload: AgreementContactIn,
) -> JsonResponse:
    """Verbetert een e-mailadres en mailt een nieuwe link; de vorige werkt niet meer."""
    actor, on = actor_of(request), today()
    agreement, one = _found(actor, agreement_id, amendment_id)
    parties.require(actor, CORRECT_AMENDMENT_CONTACT, agreement, on=on)
    check_email(payload.email, "email")
    signatory = one.version.signatories.only("pk").get(pk=signatory_id)
    links = process.send_new_link(
        signatory.pk, email=payload.email, actor=actor, on=on, address_of=link_address
    )
    return _links(actor, agreement.pk, one.pk, links)


def change_of(said: AmendmentIn, agreement: Agreement, before: Version, *, on: date) -> Change:
    """The amendment after the text `before`: partner companies and the annex on holidays stay as they are.

    Where the learner works already, nothing new is asked of the recognition. Raises `ValidationError`.
    """
    trajectory = trajectory_of(agreement)
    known = {agreement.recognition_id, before.parties["recognition"]}
    if said.recognition in known:
        place = Recognition.objects.select_related("company", "programme").get(pk=said.recognition)
    else:
        place = place_of(said.recognition, trajectory)
    paper = with_annexes(text_of(said, trajectory, place, on=on), before)
    return Change(replace(paper, terms=_continued(paper.terms, Kind(agreement.kind))), said.reason)


def _continued(new: Terms, kind: Kind) -> Terms:
    """The new terms under the kind that the agreement has, hours of the plan cut to the days of the text."""
    blocks = tuple(
        replace(block, period=within)
        for block in new.blocks
        if (within := block.period.intersection(new.period)) is not None
    )
    return replace(new, kind=kind, blocks=blocks)


def _rows(agreement: Agreement, actor: Actor) -> QuerySet[Amendment]:
    return amendments_visible_to(agreement, actor).select_related("recognition__company", "recognition__site")


def _found(actor: Actor, agreement_id: int, amendment_id: int) -> tuple[Agreement, Amendment]:
    """The agreement and its amendment, as the token may see them. Raises `DoesNotExist`."""
    agreement = visible(actor).get(pk=agreement_id)
    return agreement, _rows(agreement, actor).select_related("version").get(pk=amendment_id)


def _shown(actor: Actor, agreement_id: int, amendment_id: int) -> AmendmentOut:
    return _row(_found(actor, agreement_id, amendment_id)[1])


def _row(one: Amendment) -> AmendmentOut:
    return AmendmentOut(
        id=one.pk,
        agreement=one.agreement_id,
        state=AmendmentState(one.state),
        state_words=str(AMENDMENT_STATE[one.state]),
        reason=one.reason,
        holds_from=one.holds_from,
        company=one.recognition.company.enterprise_number,
        site=one.recognition.site.establishment_number,
        made_on=one.made_on,
        proposed_on=one.proposed_on,
        agreed_on=one.agreed_on,
    )


def _links(actor: Actor, agreement_id: int, amendment_id: int, links: process.LinksSent) -> JsonResponse:
    state = _shown(actor, agreement_id, amendment_id).state
    out = LinksOut(id=amendment_id, state=state, sent=list(links.sent), failed=list(links.failed))
    return JsonResponse(out.model_dump(mode="json"))
