"""Erasing the personal data of one file: lock, the rule, change, record.

Each file is a transaction of its own, which the caller opens: it erases there what it holds of the file as
well. A file that somebody else works on is left for the next run.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from duaal.casework.recognition.actions.steps import APPLICATION_FILE, RECOGNITION_FILE
from duaal.casework.recognition.appeals.files import APPEAL_FILE
from duaal.casework.recognition.controls.actions import CONTROL_FILE
from duaal.casework.recognition.mandates.actions import MANDATE_FILE
from duaal.casework.recognition.mandates.drafts import FORM_FILE
from duaal.casework.recognition.models import (
    Appeal,
    Application,
    Exclusion,
    Mandate,
    MentorAssignment,
    MentorBar,
    Recognition,
    RequestForm,
    WithdrawalProposal,
)
from duaal.casework.recognition.proposing.actions import PROPOSAL_FILE
from duaal.casework.recognition.retention import columns
from duaal.casework.recognition.retention.files import applications_of, files_of, is_over, years_of
from duaal.casework.recognition.retention.holding import (
    documents_at,
    erase_unneeded,
    forget_documents,
    let_go_of_persons,
)
from duaal.casework.recognition.retention.rules import FileKind
from duaal.casework.recognition.sanctions.actions import EXCLUSION_FILE, SANCTION_FILE
from duaal.casework.recognition.upkeep.changes import CHANGE_FILE
from duaal.foundation.audit.erasing import erase_persons
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.foundation.people.actions import ERASED
from duaal.foundation.people.actions import FILE_KIND as PERSON_FILE

Trails = dict[str, list[int]]


@dataclass(slots=True)
class Erased:
    """What went with one file: the kinds and numbers of the files in the trail, persons and documents."""

    trails: Trails = field(default_factory=dict)
    persons: int = 0
    documents: int = 0


def to_erase(kind: FileKind, *, on: date) -> list[int]:
    """The numbers of the files of one kind of which the personal data are to be erased, oldest first."""
    rows = files_of(kind, on=on).iterator(chunk_size=1_000)  # of the machine
    return [row.pk for row in rows if is_over(kind, row, on=on)]


def erase_file(kind: FileKind, file_id: int, *, on: date) -> Erased | None:
    """Erases the personal data of one file; None when it is not its day, it was done or it is in use.

    What was decided stays: dates, programme, site, states, grounds. Raises `TransactionManagementError`
    outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a file is erased whole or not at all")
    row = files_of(kind, on=on).filter(pk=file_id).select_for_update(of=("self",), skip_locked=True).first()
    if row is None or not is_over(kind, row, on=on):
        return None
    if kind is FileKind.RECOGNITION:
        return _erase_recognition(row, on=on)
    if kind is FileKind.APPLICATION:
        return _erase_applications([row.pk], {}, kind, on=on)
    if kind is FileKind.SANCTION:
        return _erase_sanction(row, on=on)
    if kind is FileKind.MANDATE:
        return _erase_mandate(row, on=on)
    if kind is FileKind.CHANGE:
        return _erase_plain(row, columns.CHANGE_PARTS, CHANGE_FILE, kind, on=on)
    return _erase_plain(row, columns.CONTROL_PARTS, CONTROL_FILE, kind, on=on)


def _erase_recognition(recognition: Recognition, *, on: date) -> Erased | None:
    wanted = applications_of(recognition)
    free = wanted.select_for_update(of=("self",), skip_locked=True).order_by("pk")
    cases = [case.pk for case in free]
    if len(cases) < wanted.count():
        return None
    _erase_parts(columns.RECOGNITION_PARTS, [recognition.pk])
    recognition.erased_on = on
    recognition.save(update_fields=["erased_on"])
    proposals = WithdrawalProposal.objects.filter(recognition=recognition).values_list("pk", flat=True)
    trails = {RECOGNITION_FILE: [recognition.pk], PROPOSAL_FILE: list(proposals)}
    return _erase_applications(cases, trails, FileKind.RECOGNITION, on=on)


def _erase_applications(cases: list[int], trails: Trails, kind: FileKind, *, on: date) -> Erased:
    """Erases cases, with their mentors, documents, questions, visits and appeals."""
    _erase_parts(columns.APPLICATION_PARTS, cases)
    Application.objects.filter(pk__in=cases).update(erased_on=on)
    trails[APPLICATION_FILE] = cases
    trails[APPEAL_FILE] = list(Appeal.objects.filter(application__in=cases).values_list("pk", flat=True))
    trails[FORM_FILE] = _erase_forms(cases)
    documents = forget_documents(documents_at(cases), on=on)
    named = MentorAssignment.objects.select_for_update(of=("self",)).filter(application__in=cases)
    gone = let_go_of_persons(named.order_by("pk"), (), on=on)
    return _record(trails, gone, kind, documents=documents, on=on)


def _erase_forms(cases: Iterable[int]) -> list[int]:
    """Erases who made the form, once no case that came from it is kept."""
    kept = Application.objects.filter(request_form=OuterRef("pk"), erased_on__isnull=True)
    forms = RequestForm.objects.filter(~Exists(kept), applications__in=list(cases))
    numbers = sorted(set(forms.values_list("pk", flat=True)))
    RequestForm.objects.filter(pk__in=numbers).update(
        author_id=columns.NOBODY, author_name=ERASED, answers={}, typed={}
    )
    return numbers


def _erase_sanction(decision: Any, *, on: date) -> Erased:
    _erase_parts(columns.SANCTION_PARTS, [decision.pk])
    decision.erased_on = on
    decision.save(update_fields=["erased_on"])
    appeals = {
        pk
        for path in ("withdrawal__decision", "exclusion__decision", "bar__decision")
        for pk in Appeal.objects.filter(**{path: decision}).values_list("pk", flat=True)
    }
    trails = {
        SANCTION_FILE: [decision.pk],
        EXCLUSION_FILE: list(Exclusion.objects.filter(decision=decision).values_list("pk", flat=True)),
        APPEAL_FILE: sorted(appeals),
    }
    gone = let_go_of_persons((), MentorBar.objects.filter(decision=decision).order_by("pk"), on=on)
    return _record(trails, gone, FileKind.SANCTION, documents=0, on=on)


def _erase_mandate(mandate: Mandate, *, on: date) -> Erased:
    _erase_parts(columns.MANDATE_PARTS, [mandate.pk])
    Mandate.objects.filter(pk=mandate.pk).update(erased_on=on)
    documents = forget_documents([mandate.document_id], on=on)
    return _record({MANDATE_FILE: [mandate.pk]}, (), FileKind.MANDATE, documents=documents, on=on)


def _erase_plain(
    row: Any, parts: Iterable[columns.Part], file_kind: str, kind: FileKind, *, on: date
) -> Erased:
    _erase_parts(parts, [row.pk])
    type(row).objects.filter(pk=row.pk).update(erased_on=on)
    return _record({file_kind: [row.pk]}, (), kind, documents=0, on=on)


def _erase_parts(parts: Iterable[columns.Part], keys: list[int]) -> None:
    for part in parts:
        part.erase(keys)


def _record(trails: Trails, persons: Iterable[int], kind: FileKind, *, documents: int, on: date) -> Erased:
    """Erases persons from the trail of every file, which says so itself, and the persons nobody needs."""
    versions = as_rule_versions([years_of(kind, on=on)])
    persons = list(persons)
    erased = erase_unneeded(persons, on=on, rule_versions=versions)
    for file_kind, numbers in sorted(trails.items()):
        for number in sorted(numbers):
            erase_persons(file_kind, number, on=on, rule_versions=versions)
    if persons:
        trails[PERSON_FILE] = persons
    return Erased(trails, erased, documents)
