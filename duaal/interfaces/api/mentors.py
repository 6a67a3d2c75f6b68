"""What software may read and do about mentors: the list, one more, who stops, certificates, exemptions."""

from datetime import date
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from ninja import Router, Schema
from pydantic import Field

from duaal.casework.recognition.actions import mentors
from duaal.casework.recognition.labels import ASSIGNMENT_STATE
from duaal.casework.recognition.mentors import training
from duaal.casework.recognition.mentors.checking import Named, checked_number
from duaal.casework.recognition.mentors.naming import NewMentor, NewPerson, name_mentor
from duaal.casework.recognition.mentors.queries import certificates_visible_to, mentors_visible_to
from duaal.casework.recognition.models import MentorAssignment, TrainingCertificate
from duaal.casework.recognition.queries import recognitions_visible_to
from duaal.flows.processes.mentors import take_mentor_away
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, DECIDERS, READERS, Token
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.reading import CURSOR, PAGE_SIZE
from duaal.interfaces.api.schemas import Day, Given, Long, MentorIn, Remark, Sent, Short
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
    """One more mentor for recognitions of the company; `replaces` stops when the mentor is accepted."""

    recognitions: Annotated[list[Number], Field(min_length=1, max_length=100)]
    mentor: MentorIn
    replaces: Number | None = None


class StopIn(Given):
    """Why a mentor stops: `left`, `died`, or `taken_away` when the person works on but guides nobody."""

    why: Literal["left", "died", "taken_away"]
    last_day: Day
    remark: Remark = ""


class CertificateIn(Given):
    course: Short
    provider: Short
    provider_registered: bool
    hours: Annotated[int, Field(ge=1, le=1000)]
    followed_on: Day


class CertificateOut(Schema):
    id: int
    mentor: int
    state: str
    course: str
    provider: str
    hours: int
    followed_on: date
    sent_on: date
    judged_on: date | None
    reason: str


class RefusalIn(Given):
    reason: Long


class ExemptionIn(Given):
    ground: Literal["PEDAGOGICAL", "SPORT_DEGREE", "EARLIER_TRAINING", "EXPERIENCE"]
    reason: Long


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


def certificate_out(one: TrainingCertificate) -> CertificateOut:
    return CertificateOut(
        id=one.pk,
        mentor=one.assignment_id,
        state=one.state,
        course=one.course,
        provider=one.provider,
        hours=one.hours,
        followed_on=one.followed_on,
        sent_on=one.sent_on,
        judged_on=one.judged_on,
        reason=one.reason,
    )


@router.get("/mentors", response={200: MentorPage, **READ}, auth=Token(*READERS), summary="Mentoren")
def mentor_list(request: HttpRequest, cursor: int | None = CURSOR) -> MentorPage:
    """De mentoren die u mag zien, de jongste aanwijzing eerst; per bladzijde 50."""
    rows = mentors_visible_to(_actor(request)).select_related("person").order_by("-pk")
    if cursor:
        rows = rows.filter(pk__lt=cursor)
    found = list(rows[: PAGE_SIZE + 1])
    is_more = len(found) > PAGE_SIZE
    return MentorPage(
        items=[mentor_out(one) for one in found[:PAGE_SIZE]],
        next=str(found[PAGE_SIZE - 1].pk) if is_more else None,
    )


@router.post("/mentors", response={201: Sent, **NO}, auth=Token(*COMPANIES), summary="Een mentor toevoegen")
def add_mentor(request: HttpRequest, payload: NewMentorIn, key: str | None = KEY) -> JsonResponse:
    """Stelt een mentor voor bij erkenningen die al bestaan. Per erkenning komt er een klein dossier."""
    actor, on = _actor(request), today()

    def act() -> Sent:
        visible = recognitions_visible_to(actor)
        numbers = [visible.only("pk").get(pk=pk).pk for pk in dict.fromkeys(payload.recognitions)]
        cases = name_mentor(
            numbers, actor=actor, on=on, mentor=_new_mentor(payload.mentor), replaces=payload.replaces
        )
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
    actor, on = _actor(request), today()

    def act() -> MentorOut:
        pk = _mentor(actor, mentor_id).pk
        if payload.why == "left":
            mentors.leave(pk, actor=actor, on=on, last_day=payload.last_day, remark=payload.remark)
        elif payload.why == "died":
            mentors.die(pk, actor=actor, on=on, died_on=payload.last_day, remark=payload.remark)
        else:
            take_mentor_away(pk, actor=actor, on=on, remark=payload.remark)
        return mentor_out(_mentor(actor, mentor_id))

    return answered(request, key, act)


@router.post(
    "/mentors/{mentor_id}/certificates",
    response={201: CertificateOut, **NO},
    auth=Token(*COMPANIES),
    summary="Een attest van mentoropleiding sturen",
)
def send_certificate(
    request: HttpRequest, mentor_id: Number, payload: CertificateIn, key: str | None = KEY
) -> JsonResponse:
    """Stuurt de gegevens van een attest. Het partnerschap kijkt ze na."""
    actor, on = _actor(request), today()
    course = training.Course(
        payload.course, payload.provider, payload.provider_registered, payload.hours, payload.followed_on
    )

    def act() -> CertificateOut:
        pk = _mentor(actor, mentor_id).pk
        return certificate_out(training.send_certificate(pk, actor=actor, on=on, course=course))

    return answered(request, key, act, status=201)


@router.post(
    "/certificates/{certificate_id}/acceptance",
    response={200: CertificateOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een attest aanvaarden",
)
def accept_certificate(request: HttpRequest, certificate_id: Number, key: str | None = KEY) -> JsonResponse:
    """Aanvaardt een attest, als de opleiding meetelt volgens de regels van de dag waarop ze gevolgd is."""
    actor, on = _actor(request), today()

    def act() -> CertificateOut:
        pk = _certificate(actor, certificate_id).pk
        training.accept_certificate(pk, actor=actor, on=on)
        return certificate_out(_certificate(actor, certificate_id))

    return answered(request, key, act)


@router.post(
    "/certificates/{certificate_id}/refusal",
    response={200: CertificateOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een attest niet aanvaarden",
)
def refuse_certificate(
    request: HttpRequest, certificate_id: Number, payload: RefusalIn, key: str | None = KEY
) -> JsonResponse:
    """Aanvaardt een attest niet, met de reden die de onderneming leest."""
    actor, on = _actor(request), today()

    def act() -> CertificateOut:
        pk = _certificate(actor, certificate_id).pk
        return certificate_out(training.refuse_certificate(pk, actor=actor, on=on, reason=payload.reason))

    return answered(request, key, act)


@router.post(
    "/mentors/{mentor_id}/exemption",
    response={200: MentorOut, **NO},
    auth=Token(*DECIDERS),
    summary="Vrijstellen van de mentoropleiding",
)
def exempt_mentor(
    request: HttpRequest, mentor_id: Number, payload: ExemptionIn, key: str | None = KEY
) -> JsonResponse:
    """Stelt een mentor vrij van de mentoropleiding, bij elke erkenning van dit partnerschap."""
    actor, on = _actor(request), today()

    def act() -> MentorOut:
        pk = _mentor(actor, mentor_id).pk
        training.exempt(pk, actor=actor, on=on, ground=payload.ground, reason=payload.reason)
        return mentor_out(_mentor(actor, mentor_id))

    return answered(request, key, act)


def _actor(request: HttpRequest) -> Actor:
    return request.auth  # type: ignore[attr-defined]


def _mentor(actor: Actor, mentor_id: int) -> MentorAssignment:
    return mentors_visible_to(actor).select_related("person").get(pk=mentor_id)


def _certificate(actor: Actor, certificate_id: int) -> TrainingCertificate:
    return certificates_visible_to(actor).get(pk=certificate_id)


def _new_mentor(said: MentorIn) -> NewMentor:
    """The mentor for the action; a national number that is known stands for the same person."""
    try:
        number = checked_number(said.national_number)
    except ValidationError as wrong:
        raise ValidationError({"mentor.national_number": wrong.messages}) from wrong
    named = Named(
        birth_date=number.birth_date,
        position=said.position,
        experience_since=said.experience_since,
        extract_model=said.extract_model,
        extract_issued_on=said.extract_issued_on,
        prior_training=said.prior_training,
        derogation_asked=said.derogation_asked,
    )
    return NewMentor(NewPerson(said.given_name, said.family_name, number), named)
