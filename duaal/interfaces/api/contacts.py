"""What software may read and do about contacts between a learner and a company."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema

from duaal.casework.matching.actions import contacts
from duaal.casework.matching.labels import CONTACT_STATE
from duaal.casework.matching.models import Contact
from duaal.casework.matching.policy import may_read_learner
from duaal.casework.matching.queries import contacts_visible_to, with_parts
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, Token
from duaal.interfaces.api.matching import COUNSELLORS, READ, Nothing, Number, page_of
from duaal.interfaces.api.paging import CURSOR
from duaal.interfaces.api.schemas import Day, Given, Long
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["contacten"])

BOTH = (*COMPANIES, *COUNSELLORS)


class ContactOut(Schema):
    """A contact; `learner` and `message` are empty for a company once the contact is over."""

    id: int
    trajectory: int | None
    learner: str
    programme: str
    recognition: int
    company: str
    site: str
    provider: str
    state: str
    state_words: str
    message: str
    sent_on: date
    answer_by: date
    intake_on: date | None
    reason: str
    cause: str
    closed_on: date | None


class ContactPage(Schema):
    items: list[ContactOut]
    next: str | None


class LearnerContactIn(Given):
    """A question about a learner; `consented_on` is the day on which the learner agreed to it."""

    trajectory: Number
    recognition: Number
    message: Long
    consented_on: Day


class IntakeIn(Given):
    intake_on: Day


class ContactWhyIn(Given):
    reason: Long


def contact_out(one: Contact, *, actor: Actor) -> ContactOut:
    reads = may_read_learner(actor, one)
    return ContactOut(
        id=one.pk,
        trajectory=one.trajectory_id if actor.role == Role.COUNSELLOR else None,
        learner=str(one.trajectory.learner.person) if reads else "",
        programme=one.recognition.programme_id,
        recognition=one.recognition_id,
        company=one.recognition.company.name,
        site=one.recognition.site.name,
        provider=one.trajectory.provider.name,
        state=one.state,
        state_words=str(CONTACT_STATE[one.state]),
        message=one.message if reads else "",
        sent_on=one.sent_on,
        answer_by=one.answer_by,
        intake_on=one.intake_on,
        reason=one.reason,
        cause=one.cause,
        closed_on=one.closed_on,
    )


@router.get("/contacts", response={200: ContactPage, **READ}, auth=Token(*BOTH), summary="Contacten")
def contact_list(request: HttpRequest, cursor: int | None = CURSOR) -> ContactPage:
    """De contacten die u mag zien, de jongste eerst; per bladzijde 50."""
    actor = _actor(request)
    rows = with_parts(contacts_visible_to(actor, on=today())).order_by("-pk")
    found, following = page_of(rows.filter(pk__lt=cursor) if cursor else rows)
    return ContactPage(items=[contact_out(one, actor=actor) for one in found], next=following)


@router.post(
    "/contacts", response={201: ContactOut, **NO}, auth=Token(*COUNSELLORS), summary="Een onderneming vragen"
)
def ask_company(request: HttpRequest, payload: LearnerContactIn, key: str | None = KEY) -> JsonResponse:
    """Vraagt een onderneming of een leerling er kan leren. De leerling ging daarmee akkoord."""
    actor, on = _actor(request), today()

    def act() -> ContactOut:
        pk = trajectories_visible_to(actor, on=on).only("pk").get(pk=payload.trajectory).pk
        made = contacts.send(
            pk,
            payload.recognition,
            message=payload.message,
            consented_on=payload.consented_on,
            actor=actor,
            on=on,
        )
        return contact_out(with_parts(Contact.objects.all()).get(pk=made.pk), actor=actor)

    return answered(request, key, act, status=201)


@router.get(
    "/contacts/{contact_id}",
    response={200: ContactOut, **READ},
    auth=Token(*BOTH),
    summary="Eén contact",
)
def one_contact(request: HttpRequest, contact_id: Number) -> ContactOut:
    """Een contact dat u mag zien."""
    actor = _actor(request)
    return contact_out(with_parts(contacts_visible_to(actor, on=today())).get(pk=contact_id), actor=actor)


@router.post(
    "/contacts/{contact_id}/interest",
    response={200: ContactOut, **NO},
    auth=Token(*COMPANIES),
    summary="Willen kennismaken",
)
def show_interest(
    request: HttpRequest, contact_id: Number, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Zegt dat u de leerling wilt leren kennen."""
    return _step(request, contact_id, contacts.show_interest, key)


@router.post(
    "/contacts/{contact_id}/intake",
    response={200: ContactOut, **NO},
    auth=Token(*BOTH),
    summary="Een intakegesprek plannen",
)
def plan_intake(
    request: HttpRequest, contact_id: Number, payload: IntakeIn, key: str | None = KEY
) -> JsonResponse:
    """Plant het intakegesprek, of verplaatst het."""
    return _step(request, contact_id, contacts.plan_intake, key, **payload.model_dump())


@router.post(
    "/contacts/{contact_id}/proposal",
    response={200: ContactOut, **NO},
    auth=Token(*BOTH),
    summary="Samen verdergaan",
)
def propose_learner(
    request: HttpRequest, contact_id: Number, payload: Nothing, key: str | None = KEY
) -> JsonResponse:
    """Zegt dat onderneming en leerling na het intakegesprek samen verder willen."""
    return _step(request, contact_id, contacts.propose, key)


@router.post(
    "/contacts/{contact_id}/refusal",
    response={200: ContactOut, **NO},
    auth=Token(*COMPANIES),
    summary="Een leerling weigeren",
)
def decline_contact(
    request: HttpRequest, contact_id: Number, payload: ContactWhyIn, key: str | None = KEY
) -> JsonResponse:
    """Weigert de leerling, met een reden die de school leest."""
    return _step(request, contact_id, contacts.decline, key, **payload.model_dump())


@router.post(
    "/contacts/{contact_id}/withdrawal",
    response={200: ContactOut, **NO},
    auth=Token(*COUNSELLORS),
    summary="Een vraag intrekken",
)
def withdraw_contact(
    request: HttpRequest, contact_id: Number, payload: ContactWhyIn, key: str | None = KEY
) -> JsonResponse:
    """Trekt de vraag in, met een reden die de onderneming leest."""
    return _step(request, contact_id, contacts.withdraw, key, **payload.model_dump())


def _actor(request: HttpRequest) -> Actor:
    found: Actor = request.auth  # type: ignore[attr-defined]
    return found


def _step(
    request: HttpRequest, contact_id: int, do: Callable[..., Contact], key: str | None, **given: Any
) -> JsonResponse:
    actor, on = _actor(request), today()

    def act() -> ContactOut:
        visible = contacts_visible_to(actor, on=on)
        do(visible.only("pk").get(pk=contact_id).pk, **given, actor=actor, on=on)
        return contact_out(with_parts(visible).get(pk=contact_id), actor=actor)

    return answered(request, key, act)
