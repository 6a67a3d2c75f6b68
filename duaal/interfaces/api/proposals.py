"""Proposals of withdrawal: a provider makes one and reads the answer, the body that recognised answers."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from duaal.casework.recognition.models import WithdrawalProposal
from duaal.casework.recognition.proposing import actions
from duaal.casework.recognition.proposing.labels import PROPOSAL_STATE
from duaal.casework.recognition.proposing.queries import proposals_visible_to
from duaal.casework.recognition.sanctions.states import ProposalState
from duaal.flows.processes import proposals as process
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import DECIDERS, Token, actor_of
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.schemas import NO_NUL, Code, Given
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["voorstellen"])

PROVIDERS = (Role.COUNSELLOR,)
READERS = (*PROVIDERS, *DECIDERS, Role.DEPARTMENT)
READ = {status: Problem for status in NO if status not in (400, 409)}
MOST = 200
STATE: Any = Query(None, description="alleen in deze toestand")
Number = Annotated[int, Field(ge=1, le=2**53)]
Text = Annotated[str, Field(min_length=1, max_length=8000, pattern=NO_NUL)]


class ProposalIn(Given):
    recognition: Number
    reasons: Text


class GuideIn(Given):
    """The shortcoming that the guidance is about."""

    shortcoming: Code
    description: Text


class ProposalWhyIn(Given):
    reason: Text


class PlaceOut(Schema):
    """A recognised place of a company with which the provider has or had an agreement."""

    recognition: int
    company_number: str
    company_name: str
    site_number: str
    site_name: str
    programme_code: str
    programme_name: str
    partnership: str


class ProposalOut(Schema):
    """A proposal and its answer; the last day to answer is `answer_by`."""

    id: int
    recognition: int
    provider: str
    company_number: str
    site_number: str
    programme_code: str
    partnership: str
    state: str
    state_words: str
    reasons: str
    proposed_on: date
    answer_by: date
    answered_on: date | None
    answer_reason: str


class ProposalPage(Schema):
    items: list[ProposalOut]
    next: str | None


@router.get(
    "/proposals",
    response={200: ProposalPage, **READ},
    auth=Token(*READERS),
    summary="Voorstellen tot opheffing",
)
def proposal_list(
    request: HttpRequest, state: ProposalState | None = STATE, cursor: int | None = CURSOR
) -> ProposalPage:
    """De voorstellen die u deed of moet beantwoorden, het jongste eerst; per bladzijde 50."""
    rows = proposals_visible_to(actor_of(request))
    if state:
        rows = rows.filter(state=state)
    found, following = page_of(rows, cursor)
    return ProposalPage(items=[proposal_out(one) for one in found], next=following)


@router.get(
    "/proposals/places",
    response={200: list[PlaceOut], **READ},
    auth=Token(*PROVIDERS),
    summary="Waarover u een opheffing kunt voorstellen",
)
def proposal_places(request: HttpRequest) -> list[PlaceOut]:
    """De erkende werkplekken van ondernemingen waarmee u een overeenkomst hebt of had; hoogstens 200."""
    return [
        PlaceOut(
            recognition=one.pk,
            company_number=one.company.enterprise_number,
            company_name=one.company.name,
            site_number=one.site.establishment_number,
            site_name=one.site.name,
            programme_code=one.programme_id,
            programme_name=one.programme.name,
            partnership=one.partnership_id,
        )
        for one in process.places_of(actor_of(request))[:MOST]
    ]


@router.get(
    "/proposals/{int:proposal_id}",
    response={200: ProposalOut, **READ},
    auth=Token(*READERS),
    summary="Eén voorstel tot opheffing",
)
def one_proposal(request: HttpRequest, proposal_id: Number) -> ProposalOut:
    """Een voorstel dat u mag zien, met zijn antwoord."""
    return proposal_out(proposals_visible_to(actor_of(request)).get(pk=proposal_id))


@router.post(
    "/proposals",
    response={201: ProposalOut, **NO},
    auth=Token(*PROVIDERS),
    summary="Een opheffing voorstellen",
)
def propose_withdrawal(request: HttpRequest, payload: ProposalIn, key: str | None = KEY) -> JsonResponse:
    """Stelt voor om een erkenning op te heffen. U bent geen partij: u stemt niet mee."""
    actor = actor_of(request)

    def act() -> ProposalOut:
        place = process.places_of(actor).get(pk=payload.recognition)
        made = process.propose(place.pk, actor=actor, on=today(), reasons=payload.reasons)
        return proposal_out(proposals_visible_to(actor).get(pk=made.pk))

    return answered(request, key, act, status=201)


@router.post(
    "/proposals/{int:proposal_id}/guidance",
    response={200: ProposalOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een voorstel opnemen met een begeleiding",
)
def guide_on_proposal(
    request: HttpRequest, proposal_id: Number, payload: GuideIn, key: str | None = KEY
) -> JsonResponse:
    """Neemt het voorstel op: er begint een begeleiding op een tekort."""
    return _answered(
        request,
        proposal_id,
        key,
        lambda pk, actor, on: actions.take_up_with_guidance(pk, actor=actor, on=on, **payload.dict()),
    )


@router.post(
    "/proposals/{int:proposal_id}/sanction",
    response={200: ProposalOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een voorstel opnemen met een sanctie",
)
def sanction_on_proposal(
    request: HttpRequest, proposal_id: Number, payload: ProposalWhyIn, key: str | None = KEY
) -> JsonResponse:
    """Neemt het voorstel op: de onderneming wordt uitgenodigd om gehoord te worden."""
    return _answered(
        request,
        proposal_id,
        key,
        lambda pk, actor, on: actions.take_up_with_sanction(pk, actor=actor, on=on, reason=payload.reason),
    )


@router.post(
    "/proposals/{int:proposal_id}/dismissal",
    response={200: ProposalOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een voorstel niet volgen",
)
def dismiss_proposal(
    request: HttpRequest, proposal_id: Number, payload: ProposalWhyIn, key: str | None = KEY
) -> JsonResponse:
    """Volgt het voorstel niet. De school of het centrum leest waarom."""
    return _answered(
        request,
        proposal_id,
        key,
        lambda pk, actor, on: actions.dismiss(pk, actor=actor, on=on, reason=payload.reason),
    )


def _answered(
    request: HttpRequest, proposal_id: int, key: str | None, do: Callable[[int, Actor, date], Any]
) -> JsonResponse:
    """Answers a proposal that the actor may see, once for a key, and gives it back."""
    actor = actor_of(request)

    def act() -> ProposalOut:
        do(proposals_visible_to(actor).get(pk=proposal_id).pk, actor, today())
        return proposal_out(proposals_visible_to(actor).get(pk=proposal_id))

    return answered(request, key, act)


def proposal_out(one: WithdrawalProposal) -> ProposalOut:
    recognition = one.recognition
    return ProposalOut(
        id=one.pk,
        recognition=recognition.pk,
        provider=one.provider_number,
        company_number=recognition.company.enterprise_number,
        site_number=recognition.site.establishment_number,
        programme_code=recognition.programme_id,
        partnership=recognition.partnership_id,
        state=one.state,
        state_words=str(PROPOSAL_STATE[one.state]),
        reasons=one.reasons,
        proposed_on=one.proposed_on,
        answer_by=one.answer_by,
        answered_on=one.answered_on,
        answer_reason=one.answer_reason,
    )
