"""What is checked around an agreement, for software: what has to be told, the status, and appeals."""

from datetime import date
from typing import Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema

from duaal.casework.agreements import parties
from duaal.casework.agreements.actions import appeals, holding, telling
from duaal.casework.agreements.check_words import APPEAL_STATE, DUTY, HOLD_STATE
from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import Agreement, EndAppeal, StatusHold
from duaal.casework.agreements.rules.duties import TOLD_HERE, Duty
from duaal.casework.agreements.states.checks import HOLD, LODGE, TELL, EndAppealState, HoldState
from duaal.casework.agreements.telling import DutyDone, duties_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.agreement_drafts import ONE, SCHOOLS
from duaal.interfaces.api.agreement_schemas import NearDay, Why, Words
from duaal.interfaces.api.agreements import PARTIES, Number, visible
from duaal.interfaces.api.amendments import READ
from duaal.interfaces.api.authentication import COMPANIES, Token, actor_of
from duaal.interfaces.api.matching import ReasonOut
from duaal.interfaces.api.problems import words_of
from duaal.interfaces.api.schemas import Given
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["overeenkomsten"])

ToldHere = Literal["LONG_SUSPENSION", "RESUMPTION", "EARLY_END"]
assert set(ToldHere.__args__) == TOLD_HERE  # type: ignore[attr-defined]


class DutyOut(Schema):
    """One thing to tell: what, by whom to whom, about which day, by when, and the day on which it was done.

    `can_be_told`: this token can note it. The end reports have an address of their own.
    """

    duty: Duty
    words: str
    by: Party
    to: Party
    about: date
    last_day: date
    told_on: date | None
    was_late: bool
    can_be_told: bool


class DutyList(Schema):
    """What has to be told by now, or was told, the first last day on top."""

    items: list[DutyOut]


class ToldIn(Given):
    """Which duty, about which day; a school says when it was told, a company tells today."""

    duty: ToldHere
    about: NearDay
    told_on: NearDay | None = None


class HoldIn(Given):
    """What the department has to know. It does not see who the learner is: write no name."""

    remark: Words = ""


class HoldOut(Schema):
    """A question to the department about one version of the text, with the criteria that fail."""

    id: int
    version: int
    state: HoldState
    state_words: str
    findings: list[ReasonOut]
    asked_on: date
    decided_on: date | None
    decision: str


class HoldList(Schema):
    """What was asked about an agreement, the oldest first."""

    items: list[HoldOut]


class EndAppealIn(Given):
    """Why the company does not agree with the end."""

    words: Why


class EndAppealOut(Schema):
    """An appeal against the end. `words` only for the side that wrote them."""

    id: int
    by: Party
    state: EndAppealState
    state_words: str
    lodged_on: date
    words: str
    decided_on: date | None
    decision: str


class EndAppealList(Schema):
    """The appeals against the end of an agreement, the oldest first."""

    items: list[EndAppealOut]


@router.get(f"{ONE}/duties", response={200: DutyList, **READ}, auth=Token(*PARTIES), summary="Meldingen")
def duty_list(request: HttpRequest, agreement_id: Number) -> DutyList:
    """Wat er over een overeenkomst te melden is of gemeld werd, met de laatste dag."""
    actor = actor_of(request)
    agreement = visible(actor).get(pk=agreement_id)
    return DutyList(items=[_duty(one, agreement, actor) for one in duties_of(agreement, on=today())])


@router.post(
    f"{ONE}/duties", response={200: DutyOut, **NO}, auth=Token(*PARTIES), summary="Een melding noteren"
)
def tell_duty(
    request: HttpRequest, agreement_id: Number, payload: ToldIn, key: str | None = KEY
) -> JsonResponse:
    """Noteert één keer dat iets gemeld is."""
    actor, on = actor_of(request), today()

    def act() -> DutyOut:
        agreement = visible(actor).get(pk=agreement_id)
        parties.require(actor, TELL, agreement, on=on)
        _require_told_on(payload, is_staff=actor.role == Role.COUNSELLOR)
        duty, about = Duty(payload.duty), payload.about
        telling.tell(
            agreement.pk,
            duty=duty,
            about=about,
            told_on=payload.told_on,
            actor=actor,
            on=on,
            at=timezone.now(),
        )
        after = visible(actor).get(pk=agreement_id)
        (found,) = (one for one in duties_of(after, on=on) if (one.due.duty, one.due.about) == (duty, about))
        return _duty(found, after, actor)

    return answered(request, key, act)


@router.get(
    f"{ONE}/status-holds", response={200: HoldList, **READ}, auth=Token(*SCHOOLS), summary="Voorgelegd"
)
def status_hold_list(request: HttpRequest, agreement_id: Number) -> HoldList:
    """Wat u over het statuut van de leerling aan het departement voorlegde."""
    agreement = visible(actor_of(request)).get(pk=agreement_id)
    return HoldList(items=[_hold(one) for one in agreement.status_holds.all()])


@router.post(
    f"{ONE}/status-holds",
    response={201: HoldOut, **NO},
    auth=Token(*SCHOOLS),
    summary="Voorleggen aan het departement",
)
def hold_status(
    request: HttpRequest, agreement_id: Number, payload: HoldIn, key: str | None = KEY
) -> JsonResponse:
    """Legt een overeenkomst zonder het statuut voor, één keer per tekst. Tot de beslissing begint ze niet."""
    actor, on = actor_of(request), today()

    def act() -> HoldOut:
        agreement = visible(actor).get(pk=agreement_id)
        parties.require(actor, HOLD, agreement, on=on)
        return _hold(holding.hold(agreement.pk, remark=payload.remark, actor=actor, on=on))

    return answered(request, key, act, status=201)


@router.get(
    f"{ONE}/end-appeals",
    response={200: EndAppealList, **READ},
    auth=Token(*PARTIES),
    summary="Beroepen tegen het einde",
)
def end_appeal_list(request: HttpRequest, agreement_id: Number) -> EndAppealList:
    """De beroepen tegen het einde van een overeenkomst, met de beslissing."""
    actor = actor_of(request)
    agreement = visible(actor).get(pk=agreement_id)
    return EndAppealList(items=[_appeal(one, actor) for one in agreement.end_appeals.order_by("pk")])


@router.post(
    f"{ONE}/end-appeals",
    response={201: EndAppealOut, **NO},
    auth=Token(*COMPANIES),
    summary="Beroep tegen het einde",
)
def lodge_end_appeal(
    request: HttpRequest, agreement_id: Number, payload: EndAppealIn, key: str | None = KEY
) -> JsonResponse:
    """De onderneming stelt beroep in bij het Vlaams Partnerschap. Een school is geen partij in dat beroep."""
    actor, on = actor_of(request), today()

    def act() -> EndAppealOut:
        agreement = visible(actor).get(pk=agreement_id)
        parties.require(actor, LODGE, agreement, on=on)
        return _appeal(appeals.lodge(agreement.pk, words=payload.words, actor=actor, on=on), actor)

    return answered(request, key, act, status=201)


def _require_told_on(said: ToldIn, *, is_staff: bool) -> None:
    if is_staff and said.told_on is None:
        raise ValidationError({"told_on": _("Vul de dag van de melding in.")})
    if not is_staff and said.told_on is not None:
        raise ValidationError({"told_on": _("Laat dit weg: u meldt voor uzelf, vandaag.")})


def _duty(one: DutyDone, agreement: Agreement, actor: Actor) -> DutyOut:
    due = one.due
    return DutyOut(
        duty=due.duty,
        words=str(DUTY[due.duty]),
        by=due.by,
        to=due.to,
        about=due.about,
        last_day=due.last.day,
        told_on=one.told_on,
        was_late=one.was_late,
        can_be_told=agreement.trajectory_id is not None and telling.tells(actor, one, agreement),
    )


def _hold(one: StatusHold) -> HoldOut:
    return HoldOut(
        id=one.pk,
        version=one.version,
        state=HoldState(one.state),
        state_words=str(HOLD_STATE[one.state]),
        findings=[ReasonOut(code=code, words=words_of(code)) for code in one.findings],
        asked_on=one.asked_on,
        decided_on=one.decided_on,
        decision=one.decision,
    )


def _appeal(one: EndAppeal, actor: Actor) -> EndAppealOut:
    return EndAppealOut(
        id=one.pk,
        by=Party(one.by),
        state=EndAppealState(one.state),
        state_words=str(APPEAL_STATE[one.state]),
        lodged_on=one.lodged_on,
        words=one.words if one.by == appeals.side_of(actor) else "",
        decided_on=one.decided_on,
        decision=one.decision,
    )
