"""What software may read and do about mentors: the list, one more, and who stops."""

from datetime import date
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.recognition.actions import mentors
from duaal.casework.recognition.labels import ASSIGNMENT_STATE
from duaal.casework.recognition.mentors.naming import name_mentor
from duaal.casework.recognition.mentors.queries import mentors_visible_to
from duaal.casework.recognition.models import MentorAssignment
from duaal.casework.recognition.queries import companies_visible_to, recognitions_visible_to
from duaal.flows.processes.mentors import take_mentor_away
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, READERS, Token, actor_of
from duaal.interfaces.api.naming import SaidMentor, known_one, new_one
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.schemas import Day, Given, KnownMentorIn, MentorIn, Remark, Sent
from duaal.interfaces.api.steps import KEY, NO, answered, done

router = Router(tags=["mentoren"])

READ = {status: Problem for status in NO if status not in (400, 409)}
Number = Annotated[int, Field(ge=1, le=2**53)]


class MentorOut(Schema):
    """A mentor at one recognition; never a national number. `person` is the same wherever somebody works."""

    id: int
    person: int
    name: str
    recognition: int
    state: str
    state_words: str
    named_on: date
    training_deadline_on: date | None
    ended_on: date | None


class MentorPage(Schema):
    items: list[MentorOut]
    next: str | None


class NewMentorIn(Given):
    """One more mentor for recognitions of the company: `mentor` with all details, or `known` by its number.

    `replaces` stops when the mentor is accepted.
    """

    recognitions: Annotated[list[Number], Field(min_length=1, max_length=100)]
    mentor: MentorIn | None = None
    known: KnownMentorIn | None = None
    replaces: Number | None = None


class StopIn(Given):
    """Why a mentor stops: `left`, `died`, or `taken_away` when the person works on but guides nobody."""

    why: Literal["left", "died", "taken_away"]
    last_day: Day
    remark: Remark = ""


def mentor_out(one: MentorAssignment) -> MentorOut:
    assert one.recognition_id is not None
    return MentorOut(
        id=one.pk,
        person=one.person_id,
        name=str(one.person),
        recognition=one.recognition_id,
        state=one.state,
        state_words=str(ASSIGNMENT_STATE[one.state]),
        named_on=one.named_on,
        training_deadline_on=one.training_deadline_on,
        ended_on=one.ended_on,
    )


@router.get("/mentors", response={200: MentorPage, **READ}, auth=Token(*READERS), summary="Mentoren")
def mentor_list(request: HttpRequest, cursor: int | None = CURSOR) -> MentorPage:
    """De mentoren die u mag zien, de jongste aanwijzing eerst; per bladzijde 50."""
    rows = mentors_visible_to(actor_of(request)).select_related("person")
    found, following = page_of(rows, cursor)
    return MentorPage(items=[mentor_out(one) for one in found], next=following)


@router.post(
    "/mentors",
    response={201: Sent, **NO},
    auth=Token(*COMPANIES, with_files=True),
    summary="Een mentor toevoegen",
)
def add_mentor(request: HttpRequest, payload: NewMentorIn, key: str | None = KEY) -> JsonResponse:
    """Stelt een mentor voor bij erkenningen die al bestaan. Per erkenning komt er een klein dossier."""
    actor, on = actor_of(request), today()

    def act() -> Sent:
        visible = recognitions_visible_to(actor)
        numbers = [visible.only("pk").get(pk=pk).pk for pk in dict.fromkeys(payload.recognitions)]
        mentor = _said(payload, actor=actor, on=on).new_mentor()
        cases = name_mentor(numbers, actor=actor, on=on, mentor=mentor, replaces=payload.replaces)
        return Sent(applications=[done(one) for one in cases])

    return answered(request, key, act, status=201)


@router.post(
    "/mentors/{mentor_id}/stop",
    response={200: MentorOut, **NO},
    auth=Token(*COMPANIES),
    summary="Een mentor stopt",
)
def stop_mentor(
    request: HttpRequest, mentor_id: Number, payload: StopIn, key: str | None = KEY
) -> JsonResponse:
    """Meldt dat een mentor vertrok, overleed of geen mentor meer is."""
    actor, on = actor_of(request), today()

    def act() -> MentorOut:
        pk = mentor_of(actor, mentor_id).pk
        if payload.why == "left":
            mentors.leave(pk, actor=actor, on=on, last_day=payload.last_day, remark=payload.remark)
        elif payload.why == "died":
            mentors.die(pk, actor=actor, on=on, died_on=payload.last_day, remark=payload.remark)
        else:
            take_mentor_away(pk, actor=actor, on=on, remark=payload.remark)
        return mentor_out(mentor_of(actor, mentor_id))

    return answered(request, key, act)


def mentor_of(actor: Actor, mentor_id: int) -> MentorAssignment:
    """The mentor when the actor may see it; `MentorAssignment.DoesNotExist` otherwise."""
    return mentors_visible_to(actor).select_related("person").get(pk=mentor_id)


def _said(payload: NewMentorIn, *, actor: Actor, on: date) -> SaidMentor:
    """Who becomes mentor. Raises `ValidationError` when it is not said, or said twice."""
    if payload.known is not None and payload.mentor is None:
        return known_one(payload.known, "known", company=companies_visible_to(actor).get(), on=on)
    if payload.mentor is not None and payload.known is None:
        return new_one(payload.mentor, "mentor", on=on)
    words = _("Geef `mentor` met alle gegevens, of `known` voor wie u al noemde. Niet allebei.")
    raise ValidationError({"mentor": words})
