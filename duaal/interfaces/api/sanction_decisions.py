"""Decisions on sanctions for software: take them, propose an exclusion, list and read them."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from duaal.casework.recognition.facts import VoterGroup
from duaal.casework.recognition.models import SanctionDecision
from duaal.casework.recognition.rules.votes import Ballot, DecisionMode, Votes, VoteWay
from duaal.casework.recognition.sanctions import actions, proposing
from duaal.casework.recognition.sanctions.decisions import BarWish, ExclusionWish, Sanction, WithdrawalWish
from duaal.casework.recognition.sanctions.queries import decisions_visible_to, with_decision_parts
from duaal.flows.processes.sanction import decide as decide_sanction
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, DECIDERS, READERS, Token
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.recognitions import Number
from duaal.interfaces.api.sanctions import FILE, STEP, SaidIn, SanctionWhyIn, Text, key_of, set_step
from duaal.interfaces.api.schemas import Code, Day, Given
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["begeleiding en sancties"])

NOT_READ = dict.fromkeys((401, 403, 404, 413, 422, 429), Problem)
MOST = 100
Before = Annotated[str, Query(max_length=14, pattern=r"^(S[0-9]{4}-[0-9]{8})?$")]
SanctionKey = Annotated[str, Field(pattern=r"^S[0-9]{4}-[0-9]{8}$", description="nummer van de beslissing")]


class WithdrawalIn(Given):
    recognition: Number
    ground: Literal["CONDITION_LOST", "DUTY_BREACH"]
    code: Code
    reason: Text


class ExclusionIn(Given):
    """An exclusion; `site` for one of a site only, `until` for a temporary one."""

    kind: Literal["TEMPORARY", "DEFINITIVE"]
    reason: Text
    until: Day | None = None
    site: Annotated[int, Field(ge=1, le=2**53)] | None = None

    def wish(self) -> ExclusionWish:
        return ExclusionWish(self.kind, self.reason, self.until, self.site)


class BarIn(Given):
    """The bar of the mentor of an assignment; without programmes for all of them."""

    person: Annotated[int, Field(ge=1, le=2**53)]
    reason: Text
    programmes: Annotated[list[Code], Field(max_length=50)] = []


class SanctionVotesIn(Given):
    group: Literal[tuple(group.value for group in VoterGroup)]  # type: ignore[valid-type]
    way: Literal["for", "against"]
    number: Annotated[int, Field(ge=1, le=99)]


class SanctionIn(Given):
    """Everything that is decided together."""

    reasons: Text
    in_danger: bool = False
    withdrawals: Annotated[list[WithdrawalIn], Field(max_length=200)] = []
    exclusion: ExclusionIn | None = None
    bars: Annotated[list[BarIn], Field(max_length=50)] = []
    mode: Literal["BODY_VOTE", "ENTRUSTED_SERVICE"] = "BODY_VOTE"
    votes: Annotated[list[SanctionVotesIn], Field(max_length=40)] = []

    def sanction(self) -> Sanction:
        return Sanction(
            reasons=self.reasons,
            withdrawals=tuple(
                WithdrawalWish(one.recognition, one.ground, one.code, one.reason) for one in self.withdrawals
            ),
            exclusion=self.exclusion.wish() if self.exclusion else None,
            bars=tuple(BarWish(one.person, one.reason, tuple(one.programmes)) for one in self.bars),
            in_danger=self.in_danger,
            ballot=Ballot(
                DecisionMode(self.mode),
                tuple(Votes(VoterGroup(v.group), VoteWay(v.way), v.number) for v in self.votes),
            ),
        )


class WithdrawalOut(Schema):
    recognition: int
    state: str
    ground: str
    code: str
    reason: str
    effect_on: date


class ExclusionOut(Schema):
    kind: str
    state: str
    site: int | None
    reason: str
    from_day: date
    until: date | None


class DecisionOut(Schema):
    """A decision; barred mentors only as a number, their names stand on the page."""

    reference: str
    company_number: str
    partnership: str
    decided_on: date
    read_on: date | None
    in_danger: bool
    reasons: str
    withdrawals: list[WithdrawalOut]
    exclusions: list[ExclusionOut]
    bars: int


def decision_out(one: SanctionDecision) -> DecisionOut:
    return DecisionOut(
        reference=one.reference,
        company_number=one.company.enterprise_number,
        partnership=one.partnership_id,
        decided_on=one.decided_on,
        read_on=one.read_on,
        in_danger=one.in_danger,
        reasons=one.reasons,
        withdrawals=[
            WithdrawalOut(
                recognition=w.recognition_id,
                state=w.state,
                ground=w.ground,
                code=w.code,
                reason=w.reason,
                effect_on=w.effect_on,
            )
            for w in one.withdrawals.all()
        ],
        exclusions=[
            ExclusionOut(
                kind=e.kind,
                state=e.state,
                site=e.site_id,
                reason=e.reason,
                from_day=e.from_day,
                until=e.until,
            )
            for e in one.exclusions.all()
        ],
        bars=len(one.bars.all()),
    )


@router.post(
    f"{FILE}/sanctions",
    response={201: DecisionOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een sanctie",
)
def decide_a_sanction(
    request: HttpRequest, recognition_id: Number, payload: SanctionIn, key: str | None = KEY
) -> JsonResponse:
    """Neemt een beslissing die van deze erkenning vertrekt, en voert uit wat vandaag ingaat."""
    actor: Actor = request.auth  # type: ignore[attr-defined]

    def act() -> DecisionOut:
        pk = key_of(actor, recognition_id)
        made = decide_sanction(pk, actor=actor, on=today(), sanction=payload.sanction())
        return decision_out(found(actor, made.reference))

    return answered(request, key, act, status=201)


@router.post(
    f"{FILE}/exclusion-proposal",
    response=STEP,
    auth=Token(Role.PARTNERSHIP),
    summary="Een uitsluiting voorstellen",
)
def propose_an_exclusion(
    request: HttpRequest, recognition_id: Number, payload: ExclusionIn, key: str | None = KEY
) -> JsonResponse:
    """Stelt een uitsluiting voor aan het Vlaams Partnerschap, als u zelf niet mag uitsluiten."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: proposing.propose_exclusion(pk, actor=actor, on=on, exclusion=payload.wish()),
    )


@router.post(
    f"{FILE}/exclusion-proposal/answer",
    response=STEP,
    auth=Token(Role.FLEMISH_PARTNERSHIP),
    summary="Een voorstel tot uitsluiting niet volgen",
)
def dismiss_an_exclusion(
    request: HttpRequest, recognition_id: Number, payload: SanctionWhyIn, key: str | None = KEY
) -> JsonResponse:
    """Volgt het voorstel niet. Volgen doet u met een beslissing."""
    return set_step(
        request,
        recognition_id,
        key,
        lambda pk, actor, on: proposing.answer_exclusion(pk, actor=actor, on=on, reason=payload.reason),
    )


@router.get(
    "/sanctions",
    response={200: list[DecisionOut], **NOT_READ},
    auth=Token(*READERS),
    summary="Beslissingen over sancties",
)
def sanctions(
    request: HttpRequest,
    before: Before = "",
) -> list[DecisionOut]:
    """De laatste beslissingen die u mag zien, hoogstens 100. Verder terug: `before` met de laatste."""
    rows = with_decision_parts(decisions_visible_to(request.auth))  # type: ignore[attr-defined]
    if before:
        rows = rows.filter(pk__lt=int(before.rpartition("-")[2]))
    return [decision_out(one) for one in rows.order_by("-pk")[:MOST]]


@router.get(
    "/sanctions/{reference}",
    response={200: DecisionOut, **NOT_READ},
    auth=Token(*READERS),
    summary="Eén beslissing over een sanctie",
)
def sanction(request: HttpRequest, reference: SanctionKey) -> DecisionOut:
    """Een beslissing die u mag zien."""
    return decision_out(found(request.auth, reference))  # type: ignore[attr-defined]


@router.post(
    "/sanctions/{reference}/reading",
    response={200: DecisionOut, **NO},
    auth=Token(*COMPANIES),
    summary="Een beslissing als gelezen melden",
)
def read_a_sanction(
    request: HttpRequest, reference: SanctionKey, payload: SaidIn, key: str | None = KEY
) -> JsonResponse:
    """De onderneming las de beslissing: ze geldt vandaag als ontvangen en de termijn voor beroep begint."""
    actor: Actor = request.auth  # type: ignore[attr-defined]

    def act() -> DecisionOut:
        read = actions.read_decision(found(actor, reference).pk, actor=actor, on=today())
        return decision_out(found(actor, read.reference))

    return answered(request, key, act)


def found(actor: Actor, reference: str) -> SanctionDecision:
    """The decision when the actor may see it; raises `SanctionDecision.DoesNotExist` for others."""
    return with_decision_parts(decisions_visible_to(actor)).get(reference=reference)
