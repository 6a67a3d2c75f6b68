"""What can be read of mentors, always through the eyes of an actor."""

from datetime import date, timedelta

from django.db.models import QuerySet

from duaal.casework.recognition.models import (
    AssignmentDocument,
    CertificateState,
    MentorAssignment,
    MentorBar,
    TrainingCertificate,
)
from duaal.casework.recognition.queries import recognitions_visible_to
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.sanctions.states import BarState
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.people.models import Person
from duaal.register.organisations.models import Company


def mentors_visible_to(actor: Actor) -> QuerySet[MentorAssignment]:
    """Assignments at the recognitions that the actor may see; who was only proposed is no mentor yet."""
    at_recognitions = MentorAssignment.objects.filter(recognition__isnull=False)
    if actor.role in {Role.DEPARTMENT, Role.FLEMISH_PARTNERSHIP}:
        return at_recognitions
    return at_recognitions.filter(recognition__in=recognitions_visible_to(actor))


def persons_of(company: Company) -> QuerySet[Person]:
    """Everybody whom the company ever named as a mentor, by family name."""
    named = MentorAssignment.objects.filter(application__company=company)
    return Person.objects.filter(pk__in=named.values("person_id")).order_by("family_name", "given_name", "pk")


def latest_of(company: Company, person: Person) -> MentorAssignment | None:
    """The last time the company named this person: what it said then need not be asked again."""
    named = MentorAssignment.objects.filter(application__company=company, person=person)
    return named.order_by("-named_on", "-pk").first()


def extract_on_file(
    company: Company, person: Person, *, on: date, law: RecognitionLaw
) -> AssignmentDocument | None:
    """An extract that the company sent before and that still serves for a naming on the day.

    Of the model that is asked, young enough, and with its file still there.
    """
    return (
        AssignmentDocument.objects.filter(
            assignment__application__company=company,
            assignment__person=person,
            assignment__extract_model=law.extract_model.value,
            assignment__extract_issued_on__gte=on - timedelta(days=law.extract_max_age_days.value),
            document__kind=DocumentKind.EXTRACT,
            document__erased_on__isnull=True,
            replaced_on__isnull=True,
        )
        .select_related("document", "assignment")
        .order_by("-assignment__extract_issued_on", "-pk")
        .first()
    )


def proof_on_file(company: Company, person: Person) -> AssignmentDocument | None:
    """The last proof of prior training of this person that the company sent and that is still there."""
    return (
        AssignmentDocument.objects.filter(
            assignment__application__company=company,
            assignment__person=person,
            document__kind=DocumentKind.PRIOR_TRAINING,
            document__erased_on__isnull=True,
            replaced_on__isnull=True,
        )
        .select_related("document")
        .order_by("-pk")
        .first()
    )


def is_barred(company: Company, person: Person, programme_code: str, *, on: date) -> bool:
    """Whether the person may not be a mentor at this company for the programme, by a sanction in force."""
    bars = MentorBar.objects.filter(company=company, person=person, state=BarState.IN_FORCE, from_day__lte=on)
    return any(
        not programmes or programme_code in programmes
        for programmes in bars.values_list("programmes", flat=True)
    )


def mentor_assignments(actor: Actor, person_id: int) -> QuerySet[MentorAssignment]:
    """Where one person is or was a mentor, as far as the actor may see, the latest first."""
    assignments = mentors_visible_to(actor).filter(person_id=person_id)
    return assignments.select_related(
        "person", "recognition__programme", "recognition__site", "recognition__company"
    ).order_by("-named_on", "-pk")


def certificates_visible_to(actor: Actor) -> QuerySet[TrainingCertificate]:
    """Certificates of the mentors that the actor may see."""
    return TrainingCertificate.objects.filter(assignment__in=mentors_visible_to(actor))


def certificates_to_judge(actor: Actor) -> QuerySet[TrainingCertificate]:
    """Certificates that wait for the actor's own partnership, the longest waiting first."""
    if actor.role not in {Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP}:
        return TrainingCertificate.objects.none()
    waiting = TrainingCertificate.objects.filter(
        state=CertificateState.SENT, assignment__recognition__partnership_id=actor.organisation
    )
    return waiting.select_related(
        "assignment__person", "assignment__recognition__company", "assignment__recognition__programme"
    ).order_by("sent_on", "pk")
