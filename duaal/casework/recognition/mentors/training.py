"""The training of a mentor: certificates that a company sends, and exemptions that a partnership grants.

Law: art. 7 § 1, 1°, c of the decree of 10 June 2016 lays down the duty; which course counts, until when, and
who is exempted, the partnership says (`recognition.md` 5.2). A training belongs to the person: accepted once,
it counts at every recognition where it meets what that partnership asks.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.mentors import after_mentor_change, lock_assignment, mentor_standing
from duaal.casework.recognition.actions.steps import check_recognition, lock_recognition, move_recognition
from duaal.casework.recognition.assessing import law_for, trained_persons
from duaal.casework.recognition.facts import LegalBasis
from duaal.casework.recognition.mentors.sectors import reporting_sector_of
from duaal.casework.recognition.models import (
    CertificateState,
    ExemptionGround,
    MentorAssignment,
    MentorTraining,
    Recognition,
    TrainingCertificate,
    TrainingExemption,
)
from duaal.casework.recognition.rules.law import training_law
from duaal.casework.recognition.rules.training import CourseFacts, course_refused_because
from duaal.casework.recognition.states import LIVE, AssignmentState
from duaal.casework.recognition.states.mentors import (
    ACCEPT_CERTIFICATE,
    EXEMPT_MENTOR,
    MENTOR_TRAINED,
    REFUSE_CERTIFICATE,
    SEND_CERTIFICATE,
)
from duaal.foundation.documents.actions import store
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.dated import Version, as_rule_versions

UNTRAINED = (AssignmentState.ACTIVE_UNTRAINED, AssignmentState.LAPSED)


@dataclass(frozen=True, slots=True)
class Course:
    """What stands on a certificate."""

    name: str
    provider: str
    provider_registered: bool
    hours: int
    followed_on: date


@transaction.atomic
def send_certificate(
    assignment_id: int, *, actor: Actor, on: date, course: Course, file: Upload | None = None
) -> TrainingCertificate:
    """The company sends a certificate of the training of one of its mentors; the partnership judges it."""
    recognition, assignment = lock_assignment(assignment_id)
    policy.require(actor, SEND_CERTIFICATE, recognition)
    standing = mentor_standing(recognition, assignment)
    check_recognition(SEND_CERTIFICATE, recognition, standing, actor=actor, on=on)
    _check_course(course, on=on)
    document = None
    if file is not None:
        kind = DocumentKind.TRAINING_CERTIFICATE
        document = store(kind=kind, name=file.name, data=file.data, actor=actor, on=on)
    waiting = assignment.training_certificates.filter(
        state=CertificateState.SENT, course=course.name.strip(), followed_on=course.followed_on
    )
    if waiting.exists():
        raise Refused(("certificate_waits_already",))
    certificate = TrainingCertificate.objects.create(
        assignment=assignment,
        state=CertificateState.SENT,
        document=document,
        course=course.name.strip(),
        provider=course.provider.strip(),
        provider_registered=course.provider_registered,
        hours=course.hours,
        followed_on=course.followed_on,
        sent_on=on,
    )
    remark = f"aanwijzing {assignment.pk}, attest {certificate.pk}"
    move_recognition(recognition, SEND_CERTIFICATE, actor=actor, on=on, remark=remark)
    return certificate


@transaction.atomic
def accept_certificate(certificate_id: int, *, actor: Actor, on: date) -> MentorTraining:
    """Accepts a certificate: the training stands with the person, at every recognition that it counts for.

    Refused with every reason when the rules of the day on which the course was followed do not let it count.
    """
    recognition, certificate = _lock_certificate(certificate_id)
    policy.require(actor, ACCEPT_CERTIFICATE, recognition)
    _check_waits(certificate)
    ACCEPT_CERTIFICATE.check(recognition.state, None, on=on)
    against = against_certificate(certificate, recognition)
    if against:
        raise Refused(against)
    person = certificate.assignment.person
    training, _new = MentorTraining.objects.get_or_create(
        person=person,
        course=certificate.course,
        followed_on=certificate.followed_on,
        defaults={
            "partnership": recognition.partnership,
            "reporting_sector": reporting_sector_of(recognition, on=certificate.followed_on),
            "provider": certificate.provider,
            "provider_registered": certificate.provider_registered,
            "hours": certificate.hours,
        },
    )
    certificate.training = training
    _judged(certificate, CertificateState.ACCEPTED, actor=actor, on=on)
    law = training_law(recognition.partnership_id)
    used: list[Version[Any]] = [
        law.registered_provider.on(certificate.followed_on),
        law.min_hours.on(certificate.followed_on),
    ]
    remark = f"aanwijzing {certificate.assignment_id}, attest {certificate.pk}"
    versions = as_rule_versions(used)
    move_recognition(
        recognition, ACCEPT_CERTIFICATE, actor=actor, on=on, rule_versions=versions, remark=remark
    )
    after_training(person.pk, on=on)
    return training


@transaction.atomic
def refuse_certificate(certificate_id: int, *, actor: Actor, on: date, reason: str) -> TrainingCertificate:
    """Does not accept a certificate, with the reason that the company reads."""
    recognition, certificate = _lock_certificate(certificate_id)
    policy.require(actor, REFUSE_CERTIFICATE, recognition)
    _check_waits(certificate)
    REFUSE_CERTIFICATE.check(recognition.state, None, on=on)
    _need(reason, "reason", _("Schrijf waarom u het attest niet aanvaardt. Nu is het veld leeg."))
    certificate.reason = reason.strip()
    _judged(certificate, CertificateState.REFUSED, actor=actor, on=on)
    against = against_certificate(certificate, recognition)
    move_recognition(
        recognition,
        REFUSE_CERTIFICATE,
        actor=actor,
        on=on,
        reasons=against,
        remark=f"aanwijzing {certificate.assignment_id}, attest {certificate.pk}: {reason.strip()}",
    )
    return certificate


@transaction.atomic
def exempt(
    assignment_id: int, *, actor: Actor, on: date, ground: str, reason: str, proof: Upload | None = None
) -> TrainingExemption:
    """The partnership exempts the person from the training, on a ground and with its reason.

    It counts at every recognition that this partnership decides, and at no other.
    """
    recognition, assignment = lock_assignment(assignment_id)
    policy.require(actor, EXEMPT_MENTOR, recognition)
    standing = mentor_standing(recognition, assignment)
    check_recognition(EXEMPT_MENTOR, recognition, standing, actor=actor, on=on)
    if ground not in ExemptionGround.values:
        raise ValidationError({"ground": _("Kies waarom deze mentor de opleiding niet hoeft te volgen.")})
    _need(reason, "reason", _("Schrijf op waarop de vrijstelling steunt. Nu is het veld leeg."))
    document = None
    if proof is not None:
        kind = DocumentKind.EXEMPTION_PROOF
        document = store(kind=kind, name=proof.name, data=proof.data, actor=actor, on=on)
    try:
        with transaction.atomic():
            exemption = TrainingExemption.objects.create(
                person=assignment.person,
                partnership=recognition.partnership,
                ground=ground,
                reason=reason.strip(),
                document=document,
                granted_on=on,
                granted_by_name=actor.name,
            )
    except IntegrityError as error:
        raise Refused(("exempted_already",)) from error
    remark = f"aanwijzing {assignment.pk}: {reason.strip()}"
    move_recognition(recognition, EXEMPT_MENTOR, actor=actor, on=on, reasons=[ground], remark=remark)
    after_training(assignment.person_id, on=on)
    return exemption


def after_training(person_id: int, *, on: date) -> None:
    """Puts the assignments of a person right after a training or an exemption: who was late works again.

    Within the transaction of the step. Each recognition is judged by what its own partnership asks.
    """
    running = MentorAssignment.objects.filter(
        person_id=person_id, state__in=[state.value for state in UNTRAINED], recognition__isnull=False
    )
    places = running.order_by("recognition_id").values_list("recognition_id", flat=True)
    for recognition_id in list(places):
        assert recognition_id is not None
        recognition = lock_recognition(recognition_id)
        if recognition.state not in LIVE:
            continue
        for assignment in running.filter(recognition=recognition).select_for_update(of=("self",)):
            _train(assignment, recognition, on=on)


def against_certificate(certificate: TrainingCertificate, recognition: Recognition) -> tuple[str, ...]:
    """Why the course of a certificate does not count, under the rules of the day it was followed."""
    facts = CourseFacts(certificate.followed_on, certificate.provider_registered, certificate.hours)
    return course_refused_because(facts, training_law(recognition.partnership_id))


def _train(assignment: MentorAssignment, recognition: Recognition, *, on: date) -> None:
    law = law_for(on, recognition.partnership_id, LegalBasis(recognition.legal_basis))
    if assignment.person_id not in trained_persons([assignment], law, recognition.partnership_id):
        return
    assignment.state = AssignmentState.ACTIVE
    assignment.save(update_fields=["state"])
    remark = f"aanwijzing {assignment.pk}"
    move_recognition(recognition, MENTOR_TRAINED, actor=SYSTEM, on=on, remark=remark)
    after_mentor_change(recognition, on=on, remark=remark)


def _lock_certificate(certificate_id: int) -> tuple[Recognition, TrainingCertificate]:
    """The recognition and the certificate, locked in that order, with its assignment and person."""
    found = TrainingCertificate.objects.get(pk=certificate_id)
    recognition, _assignment = lock_assignment(found.assignment_id)
    certificate = (
        TrainingCertificate.objects.select_for_update(of=("self",))
        .select_related("assignment__person")
        .get(pk=certificate_id)
    )
    return recognition, certificate


def _check_waits(certificate: TrainingCertificate) -> None:
    if certificate.state != CertificateState.SENT:
        raise Refused(("certificate_judged_already",))


def _judged(certificate: TrainingCertificate, state: CertificateState, *, actor: Actor, on: date) -> None:
    certificate.state, certificate.judged_on, certificate.judged_by_name = state, on, actor.name
    certificate.save(update_fields=["state", "training", "judged_on", "judged_by_name", "reason"])


def _check_course(course: Course, *, on: date) -> None:
    _need(course.name, "course", _("Schrijf de naam van de opleiding op, zoals ze op het attest staat."))
    _need(course.provider, "provider", _("Schrijf op wie de opleiding gaf."))
    if course.hours < 1:
        raise ValidationError({"hours": _("Vul in hoeveel uren de opleiding duurde: minstens 1.")})
    if course.followed_on > on:
        sentence = _("%(day)s ligt in de toekomst. Stuur het attest nadat de opleiding gevolgd is.")
        raise ValidationError({"followed_on": sentence % {"day": f"{course.followed_on:%d/%m/%Y}"}})


def _need(text: str, field: str, sentence: str) -> None:
    if not text.strip():
        raise ValidationError({field: sentence})
