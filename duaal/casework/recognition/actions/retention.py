"""How long uploaded documents stay (`recognition.md` 6.3): the file goes, what was judged of it stays."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from duaal.casework.recognition.actions.steps import APPLICATION_FILE
from duaal.casework.recognition.models import (
    Application,
    AssignmentDocument,
    CaseDocument,
    FormDocument,
    Mandate,
    TrainingCertificate,
    TrainingExemption,
)
from duaal.casework.recognition.states import OPEN, ApplicationState
from duaal.foundation.audit.ledger import record
from duaal.foundation.documents.actions import erase
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version, as_rule_versions

ERASE_DOCUMENT = "erase_document"

STILL_READ = OPEN | {ApplicationState.REFUSED_UNDER_APPEAL}
"""States in which somebody still has to judge the extract."""


def extract_goes_on(application: Application) -> tuple[date, tuple[Version[Any], ...]] | None:
    """From which day the file of an extract is erased, with the values used; None while the case runs.

    Granted: the decision and the days after it. Refused: the term of appeal and the days after that. A case
    that ended without a decision needs the extract no more: the first day of all. While an appeal runs the
    committee may have to read it, so nothing is erased.
    """
    if application.state in STILL_READ:
        return None
    decided_on = application.decided_on
    if decided_on is None:
        return date.min, ()
    if application.state == ApplicationState.REFUSED:
        keys = ["recognition.appeal_days", "documents.extract_days_after_refusal"]
    else:
        keys = ["documents.extract_days_after_grant"]
    used = tuple(BOOK.value(key).on(decided_on) for key in keys)
    return decided_on + timedelta(days=sum(version.value for version in used)), used


def erase_extracts(*, on: date) -> int:
    """Erases the files of extracts that no case needs any more; how many. One transaction per file.

    An extract that several cases share stays until the last of them lets it go; one that was replaced goes
    with the others of its case.
    """
    return sum(
        _erase_extract(document_id, on=on) for document_id in list(_ended().values_list("pk", flat=True))
    )


def _ended() -> QuerySet[Document]:
    """Extracts at a case, with no case that still runs."""
    held = AssignmentDocument.objects.filter(document=OuterRef("pk"))
    return Document.objects.filter(
        Exists(held),
        ~Exists(held.filter(assignment__application__state__in=STILL_READ)),
        kind=DocumentKind.EXTRACT,
        erased_on__isnull=True,
    )


@transaction.atomic
def _erase_extract(document_id: int, *, on: date) -> bool:
    cases = list(
        Application.objects.select_for_update(of=("self",))
        .filter(assignments__documents__document_id=document_id)
        .order_by("pk")
    )
    terms = [extract_goes_on(case) for case in cases]
    if any(term is None or term[0] > on for term in terms) or not erase(document_id, on=on):
        return False
    for case, term in zip(cases, terms, strict=True):
        versions = term[1] if term else ()
        record(
            file_kind=APPLICATION_FILE,
            file_id=case.pk,
            step=ERASE_DOCUMENT,
            from_state=None,
            to_state=None,
            actor=SYSTEM,
            on=on,
            rule_versions=as_rule_versions(versions),
            remark=f"document {document_id}",
        )
    return True


def erase_unused(*, on: date) -> int:
    """Erases the files that nothing holds: of mentors and places taken off, of forms thrown away."""
    unused = Document.objects.filter(
        ~Exists(FormDocument.objects.filter(document=OuterRef("pk"))),
        ~Exists(AssignmentDocument.objects.filter(document=OuterRef("pk"))),
        ~Exists(CaseDocument.objects.filter(document=OuterRef("pk"))),
        ~Exists(Mandate.objects.filter(document=OuterRef("pk"))),
        ~Exists(Application.objects.filter(declaration=OuterRef("pk"))),
        ~Exists(TrainingCertificate.objects.filter(document=OuterRef("pk"))),
        ~Exists(TrainingExemption.objects.filter(document=OuterRef("pk"))),
        ~Q(kind=DocumentKind.AGREEMENT),  # held by an agreement, of which this package knows nothing
        erased_on__isnull=True,
    )
    return sum(erase(document_id, on=on) for document_id in list(unused.values_list("pk", flat=True)))
