"""Certificates of the mentor training, exemptions, and mentors who were late and work again."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.retention import erase_unused
from duaal.casework.recognition.mentors import training
from duaal.casework.recognition.models import (
    CertificateState,
    MentorAssignment,
    MentorTraining,
    Recognition,
    TrainingCertificate,
    TrainingExemption,
)
from duaal.casework.recognition.states import AssignmentState, RecognitionState
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.reasons import Refused
from tests.casework.recognition.actors import DEPARTMENT, OFFICER, OTHER_COMPANY, OTHER_PARTNERSHIP
from tests.casework.recognition.mentors.places import DAY, company_at, mentor_at, place, untrained_at
from tests.foundation.documents.files import pdf
from tests.register.partnerships.factories import ReportingSectorFactory

pytestmark = pytest.mark.django_db


def course(**changed: object) -> training.Course:
    """Eight hours with a registered provider, in March 2026."""
    values: dict[str, object] = {
        "name": "Mentoropleiding",
        "provider": "Centrum Noord",
        "provider_registered": True,
        "hours": 8,
        "followed_on": date(2026, 3, 20),
    }
    return training.Course(**{**values, **changed})


def sent(mentor: MentorAssignment, **changed: object) -> TrainingCertificate:
    """The certificate as the company sent it."""
    recognition = mentor.recognition
    assert recognition is not None
    if not recognition.partnership.reporting_sectors.exists():
        ReportingSectorFactory(code=recognition.partnership_id, partnership=recognition.partnership)
    return training.send_certificate(
        mentor.pk, actor=company_at(recognition), on=DAY, course=course(**changed)
    )


def lapsed_place() -> tuple[Recognition, MentorAssignment]:
    """A recognition of which the only mentor was too late."""
    recognition = place(state=RecognitionState.INCOMPLETE, incomplete_since=date(2026, 4, 1))
    mentor = untrained_at(recognition, state=AssignmentState.LAPSED, training_deadline_on=date(2026, 3, 31))
    return recognition, mentor


def test_an_accepted_certificate_stands_with_the_person_and_the_mentor_is_in_order():
    recognition = place()
    mentor = untrained_at(recognition)
    certificate = sent(mentor)

    found = training.accept_certificate(certificate.pk, actor=OFFICER, on=DAY)

    mentor.refresh_from_db()
    certificate.refresh_from_db()
    assert (found.person, found.hours, found.partnership_id) == (mentor.person, 8, "bouw")
    assert mentor.state == AssignmentState.ACTIVE
    assert (certificate.state, certificate.training, certificate.judged_by_name) == (
        CertificateState.ACCEPTED,
        found,
        "Officier Janssens",
    )
    steps = Entry.objects.filter(file_kind="recognition").order_by("seq").values_list("step", flat=True)
    assert list(steps) == ["send_certificate", "accept_certificate", "mentor_trained"]


def test_a_training_counts_at_every_recognition_of_the_person_that_it_meets():
    recognition = place()
    mentor = untrained_at(recognition)
    elsewhere = place(application__partnership__code="hout")
    other = untrained_at(elsewhere, person=mentor.person)

    training.accept_certificate(sent(mentor).pk, actor=OFFICER, on=DAY)

    other.refresh_from_db()
    assert other.state == AssignmentState.ACTIVE


def test_who_was_late_works_again_and_the_recognition_is_complete():
    recognition, mentor = lapsed_place()

    training.accept_certificate(sent(mentor).pk, actor=OFFICER, on=DAY)

    mentor.refresh_from_db()
    recognition.refresh_from_db()
    assert mentor.state == AssignmentState.ACTIVE
    assert (recognition.state, recognition.incomplete_since) == (RecognitionState.ACTIVE, None)


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        pytest.param({"hours": 7}, ("too_few_hours",), id="an hour short for construction"),
        pytest.param(
            {"provider_registered": False, "followed_on": date(2023, 9, 2)},
            ("provider_not_registered",),
            id="unregistered on 2 September 2023",
        ),
        pytest.param(
            {"provider_registered": False, "followed_on": date(2023, 8, 31)}, (), id="the day before the rule"
        ),
    ],
)
def test_a_course_counts_by_the_rules_of_the_day_it_was_followed(changed, reasons):
    certificate = sent(untrained_at(place()), **changed)

    if not reasons:
        training.accept_certificate(certificate.pk, actor=OFFICER, on=DAY)
        assert MentorTraining.objects.count() == 1
        return
    with pytest.raises(Refused) as refusal:
        training.accept_certificate(certificate.pk, actor=OFFICER, on=DAY)

    assert refusal.value.reasons == reasons
    assert not MentorTraining.objects.exists()


def test_a_certificate_is_refused_with_the_reason_that_the_company_reads():
    mentor = untrained_at(place())
    certificate = sent(mentor, hours=7)

    training.refuse_certificate(certificate.pk, actor=OFFICER, on=DAY, reason="Acht uur is het minimum.")

    certificate.refresh_from_db()
    mentor.refresh_from_db()
    assert (certificate.state, certificate.reason) == (CertificateState.REFUSED, "Acht uur is het minimum.")
    assert mentor.state == AssignmentState.ACTIVE_UNTRAINED
    assert Entry.objects.get(step="refuse_certificate").reasons == ["too_few_hours"]


def test_a_refusal_needs_a_reason():
    certificate = sent(untrained_at(place()))

    with pytest.raises(ValidationError):
        training.refuse_certificate(certificate.pk, actor=OFFICER, on=DAY, reason=" ")


def test_a_certificate_is_judged_once():
    certificate = sent(untrained_at(place()))
    training.accept_certificate(certificate.pk, actor=OFFICER, on=DAY)

    with pytest.raises(Refused) as refusal:
        training.refuse_certificate(certificate.pk, actor=OFFICER, on=DAY, reason="Toch niet.")

    assert refusal.value.reasons == ("certificate_judged_already",)


def test_the_same_certificate_does_not_wait_twice():
    mentor = untrained_at(place())
    sent(mentor)

    with pytest.raises(Refused) as refusal:
        sent(mentor)

    assert refusal.value.reasons == ("certificate_waits_already",)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        pytest.param(AssignmentState.ACTIVE, "mentor_trained_already", id="trained already"),
        pytest.param(AssignmentState.ENDED, "mentor_not_at_work", id="gone"),
    ],
)
def test_a_certificate_is_for_a_mentor_of_whom_a_training_is_asked(state, reason):
    with pytest.raises(Refused) as refusal:
        sent(mentor_at(place(), state=state))

    assert refusal.value.reasons == (reason,)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"followed_on": date(2026, 4, 21)}, "followed_on", id="tomorrow"),
        pytest.param({"name": " "}, "course", id="no name"),
        pytest.param({"hours": 0}, "hours", id="no hours"),
    ],
)
def test_what_stands_on_a_certificate_is_checked(changed, field):
    with pytest.raises(ValidationError) as wrong:
        sent(untrained_at(place()), **changed)

    assert list(wrong.value.message_dict) == [field]


def test_the_file_of_a_certificate_is_kept_with_it():
    recognition = place()
    certificate = training.send_certificate(
        untrained_at(recognition).pk,
        actor=company_at(recognition),
        on=DAY,
        course=course(),
        file=Upload("attest.pdf", pdf()),
    )

    assert certificate.document is not None
    assert certificate.document.kind == "TRAINING_CERTIFICATE"
    assert erase_unused(on=DAY) == 0


@pytest.mark.parametrize("actor", [OTHER_COMPANY, OFFICER, DEPARTMENT])
def test_only_the_company_sends_a_certificate(actor):
    mentor = untrained_at(place())

    with pytest.raises(PermissionDenied):
        training.send_certificate(mentor.pk, actor=actor, on=DAY, course=course())


@pytest.mark.parametrize("actor", [OTHER_PARTNERSHIP, DEPARTMENT, OTHER_COMPANY])
def test_only_the_partnership_of_the_recognition_judges_a_certificate(actor):
    certificate = sent(untrained_at(place()))

    with pytest.raises(PermissionDenied):
        training.accept_certificate(certificate.pk, actor=actor, on=DAY)
    with pytest.raises(PermissionDenied):
        training.refuse_certificate(certificate.pk, actor=actor, on=DAY, reason="Neen.")


def test_an_exemption_puts_the_mentor_in_order_at_this_partnership_only():
    recognition, mentor = lapsed_place()
    elsewhere = place(application__partnership__code="hout")
    other = untrained_at(elsewhere, person=mentor.person)

    exemption = training.exempt(
        mentor.pk, actor=OFFICER, on=DAY, ground="PEDAGOGICAL", reason="Bachelor onderwijs."
    )

    mentor.refresh_from_db()
    other.refresh_from_db()
    recognition.refresh_from_db()
    assert (exemption.person, exemption.partnership_id) == (mentor.person, "bouw")
    assert (mentor.state, other.state) == (AssignmentState.ACTIVE, AssignmentState.ACTIVE_UNTRAINED)
    assert recognition.state == RecognitionState.ACTIVE
    assert Entry.objects.get(step="exempt_mentor").reasons == ["PEDAGOGICAL"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"ground": "", "reason": "Omdat."}, "ground", id="no ground"),
        pytest.param({"ground": "EXPERIENCE", "reason": ""}, "reason", id="no reason"),
    ],
)
def test_an_exemption_has_a_ground_and_a_reason(given, field):
    mentor = untrained_at(place())

    with pytest.raises(ValidationError) as wrong:
        training.exempt(mentor.pk, actor=OFFICER, on=DAY, **given)

    assert list(wrong.value.message_dict) == [field]
    assert not TrainingExemption.objects.exists()


@pytest.mark.parametrize("actor", [OTHER_PARTNERSHIP, DEPARTMENT, OTHER_COMPANY])
def test_only_the_partnership_of_the_recognition_exempts(actor):
    mentor = untrained_at(place())

    with pytest.raises(PermissionDenied):
        training.exempt(mentor.pk, actor=actor, on=DAY, ground="EXPERIENCE", reason="Omdat.")
