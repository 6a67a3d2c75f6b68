"""What software may read and do about the training of mentors: certificates and exemptions."""

from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from duaal.casework.recognition.mentors import training
from duaal.casework.recognition.mentors.queries import certificates_visible_to, mentors_visible_to
from duaal.casework.recognition.models import CertificateState, TrainingCertificate, TrainingExemption
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import COMPANIES, DECIDERS, READERS, Token, actor_of
from duaal.interfaces.api.files import OFFICE, upload_if_given
from duaal.interfaces.api.mentors import READ, MentorOut, Number, mentor_of, mentor_out
from duaal.interfaces.api.paging import CURSOR, page_of
from duaal.interfaces.api.schemas import Day, FileIn, Given, Long, Short
from duaal.interfaces.api.steps import KEY, NO, answered

router = Router(tags=["mentoren"])

STATE: Any = Query(None, description="alleen in deze toestand; `SENT` wacht op een oordeel")


class CertificateIn(Given):
    course: Short
    provider: Short
    provider_registered: bool
    hours: Annotated[int, Field(ge=1, le=1000)]
    followed_on: Day
    file: FileIn | None = None


class CertificateOut(Schema):
    """A certificate that a company sent for a mentor; `has_file` when its scan can be opened."""

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
    has_file: bool


class CertificatePage(Schema):
    items: list[CertificateOut]
    next: str | None


class RefusalIn(Given):
    reason: Long


class ExemptionIn(Given):
    ground: Literal["PEDAGOGICAL", "SPORT_DEGREE", "EARLIER_TRAINING", "EXPERIENCE"]
    reason: Long
    proof: FileIn | None = None


class ExemptionOut(Schema):
    """An exemption that a partnership granted to a person; `has_proof` when its scan can be opened."""

    id: int
    person: int
    partnership: str
    ground: str
    reason: str
    granted_on: date
    has_proof: bool


class ExemptionPage(Schema):
    items: list[ExemptionOut]
    next: str | None


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
        has_file=one.document_id is not None,
    )


def exemption_out(one: TrainingExemption) -> ExemptionOut:
    return ExemptionOut(
        id=one.pk,
        person=one.person_id,
        partnership=one.partnership_id,
        ground=one.ground,
        reason=one.reason,
        granted_on=one.granted_on,
        has_proof=one.document_id is not None,
    )


@router.get(
    "/certificates",
    response={200: CertificatePage, **READ},
    auth=Token(*READERS),
    summary="Attesten van mentoropleiding",
)
def certificate_list(
    request: HttpRequest, state: CertificateState | None = STATE, cursor: int | None = CURSOR
) -> CertificatePage:
    """De attesten van de mentoren die u mag zien, het jongste eerst; per bladzijde 50."""
    rows = certificates_visible_to(actor_of(request))
    if state:
        rows = rows.filter(state=state)
    found, following = page_of(rows, cursor)
    return CertificatePage(items=[certificate_out(one) for one in found], next=following)


@router.get(
    "/exemptions",
    response={200: ExemptionPage, **READ},
    auth=Token(*OFFICE),
    summary="Vrijstellingen van mentoropleiding",
)
def exemption_list(request: HttpRequest, cursor: int | None = CURSOR) -> ExemptionPage:
    """De vrijstellingen van de mentoren die u mag zien, de jongste eerst; per bladzijde 50."""
    actor = actor_of(request)
    rows = TrainingExemption.objects.filter(
        Exists(mentors_visible_to(actor).filter(person=OuterRef("person")))
    )
    if actor.role == Role.PARTNERSHIP:
        rows = rows.filter(partnership_id=actor.organisation)
    found, following = page_of(rows, cursor)
    return ExemptionPage(items=[exemption_out(one) for one in found], next=following)


@router.post(
    "/mentors/{mentor_id}/certificates",
    response={201: CertificateOut, **NO},
    auth=Token(*COMPANIES, with_files=True),
    summary="Een attest van mentoropleiding sturen",
)
def send_certificate(
    request: HttpRequest, mentor_id: Number, payload: CertificateIn, key: str | None = KEY
) -> JsonResponse:
    """Stuurt de gegevens van een attest, met de scan als u die hebt. Het partnerschap kijkt ze na."""
    actor, on = actor_of(request), today()
    course = training.Course(
        payload.course, payload.provider, payload.provider_registered, payload.hours, payload.followed_on
    )

    def act() -> CertificateOut:
        pk = mentor_of(actor, mentor_id).pk
        file = upload_if_given(payload.file, "file", on=on)
        return certificate_out(training.send_certificate(pk, actor=actor, on=on, course=course, file=file))

    return answered(request, key, act, status=201)


@router.post(
    "/certificates/{certificate_id}/acceptance",
    response={200: CertificateOut, **NO},
    auth=Token(*DECIDERS),
    summary="Een attest aanvaarden",
)
def accept_certificate(request: HttpRequest, certificate_id: Number, key: str | None = KEY) -> JsonResponse:
    """Aanvaardt een attest, als de opleiding meetelt volgens de regels van de dag waarop ze gevolgd is."""
    actor, on = actor_of(request), today()

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
    actor, on = actor_of(request), today()

    def act() -> CertificateOut:
        pk = _certificate(actor, certificate_id).pk
        return certificate_out(training.refuse_certificate(pk, actor=actor, on=on, reason=payload.reason))

    return answered(request, key, act)


@router.post(
    "/mentors/{mentor_id}/exemption",
    response={200: MentorOut, **NO},
    auth=Token(*DECIDERS, with_files=True),
    summary="Vrijstellen van de mentoropleiding",
)
def exempt_mentor(
    request: HttpRequest, mentor_id: Number, payload: ExemptionIn, key: str | None = KEY
) -> JsonResponse:
    """Stelt een mentor vrij van de mentoropleiding, bij elke erkenning van dit partnerschap."""
    actor, on = actor_of(request), today()

    def act() -> MentorOut:
        pk = mentor_of(actor, mentor_id).pk
        proof = upload_if_given(payload.proof, "proof", on=on)
        training.exempt(pk, actor=actor, on=on, ground=payload.ground, reason=payload.reason, proof=proof)
        return mentor_out(mentor_of(actor, mentor_id))

    return answered(request, key, act)


def _certificate(actor: Actor, certificate_id: int) -> TrainingCertificate:
    return certificates_visible_to(actor).get(pk=certificate_id)
