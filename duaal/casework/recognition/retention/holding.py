"""Persons and documents that files share: each goes with the last file that needs it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from duaal.casework.recognition.models import (
    Application,
    AssignmentDocument,
    CaseDocument,
    FormDocument,
    Mandate,
    MentorAssignment,
    MentorBar,
    TrainingCertificate,
    TrainingExemption,
)
from duaal.foundation.accounts.models import User
from duaal.foundation.documents.actions import forget
from duaal.foundation.documents.models import Document
from duaal.foundation.people.actions import ERASED, erase_person, unknown_in_place_of
from duaal.foundation.people.models import Person


def let_go_of_persons(
    assignments: Iterable[MentorAssignment], bars: Iterable[MentorBar], *, on: date
) -> list[int]:
    """Takes the persons out of rows of an erased file; those whom nothing needs any more are to be erased.

    A person whom another file needs stays there. In the erased file nobody stands in the place, so that
    the one file does not tell who stood in the other.
    """
    rows: list[MentorAssignment | MentorBar] = [*assignments, *bars]
    gone = []
    persons = Person.objects.select_for_update().filter(pk__in={row.person_id for row in rows})
    for person in persons.order_by("pk"):
        if person.erased_on is not None:
            continue
        if not _is_needed(person):
            gone.append(person.pk)
            continue
        for row in rows:
            if row.person_id == person.pk:
                row.person = unknown_in_place_of(person, on=on)
                row.save(update_fields=["person"])
    return gone


def erase_unneeded(persons: Iterable[int], *, on: date, rule_versions: Iterable[dict[str, object]]) -> int:
    """Erases persons, what was decided about their training, and who looked at their number; how many."""
    versions = tuple(rule_versions)
    erased = 0
    for person_id in persons:
        exemptions = TrainingExemption.objects.filter(person_id=person_id)
        papers = list(exemptions.exclude(document=None).values_list("document_id", flat=True))
        exemptions.update(reason=ERASED, granted_by_name=ERASED)
        for document_id in papers:
            forget(document_id, on=on)
        erased += erase_person(person_id, on=on, rule_versions=versions)
    return erased


def forget_documents(candidates: Iterable[int], *, on: date) -> int:
    """Forgets the documents that no file needs any more; how many."""
    unneeded = Document.objects.filter(
        ~Exists(
            AssignmentDocument.objects.filter(
                document=OuterRef("pk"), assignment__application__erased_on__isnull=True
            )
        ),
        ~Exists(CaseDocument.objects.filter(document=OuterRef("pk"), application__erased_on__isnull=True)),
        ~Exists(Application.objects.filter(declaration=OuterRef("pk"), erased_on__isnull=True)),
        ~Exists(Mandate.objects.filter(document=OuterRef("pk"), erased_on__isnull=True)),
        ~Exists(FormDocument.objects.filter(document=OuterRef("pk"))),
        ~Exists(
            TrainingCertificate.objects.filter(
                document=OuterRef("pk"), assignment__application__erased_on__isnull=True
            )
        ),
        ~Exists(TrainingExemption.objects.filter(document=OuterRef("pk"), person__erased_on__isnull=True)),
        pk__in=list(candidates),
    )
    numbers = list(unneeded.order_by("pk").values_list("pk", flat=True))
    for document_id in numbers:
        forget(document_id, on=on)
    return len(numbers)


def documents_at(applications: Iterable[int]) -> set[int]:
    """The documents at these cases: of mentors, of the undertaking, declarations and certificates."""
    keys = list(applications)
    found: set[int | None] = set()
    for numbers in (
        AssignmentDocument.objects.filter(assignment__application__in=keys).values_list("document_id"),
        CaseDocument.objects.filter(application__in=keys).values_list("document_id"),
        Application.objects.filter(pk__in=keys).values_list("declaration_id"),
        TrainingCertificate.objects.filter(assignment__application__in=keys).values_list("document_id"),
    ):
        found |= {number for (number,) in numbers}
    return {number for number in found if number is not None}


def _is_needed(person: Person) -> bool:
    """Whether a file that is not erased, or a login, still needs the person."""
    other_files = MentorAssignment.objects.filter(person=person, application__erased_on__isnull=True)
    bars = MentorBar.objects.filter(person=person, decision__erased_on__isnull=True)
    logins = User.objects.filter(person=person)
    return other_files.exists() or bars.exists() or logins.exists()
