"""Opening a document of a case: who looked at what and when stands in the audit trail before it is shown."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.steps import APPLICATION_FILE
from duaal.casework.recognition.models import Application, AssignmentDocument, CaseDocument
from duaal.foundation.audit.ledger import record
from duaal.foundation.documents.actions import read
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.actor import Actor

OPEN_DOCUMENT = "open_document"


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with its bytes."""

    document: Document
    data: bytes


def open_document(application_id: int, document_id: int, *, actor: Actor, on: date) -> Opened:
    """The bytes of a document in this case, after the right; the look is an entry of the case.

    The entry is committed before anything is handed out, so this cannot be called inside a transaction
    (`RuntimeError`). Raises `PermissionDenied`, `Document.DoesNotExist` for a document of another case,
    `Refused` when the file was erased, and `FileLost` when the folder lost it.
    """
    with transaction.atomic(durable=True):
        application = Application.objects.get(pk=application_id)
        policy.require_open_documents(actor, application)
        document = _document_of(application, document_id)
        opened = Opened(document, read(document))
        record(
            file_kind=APPLICATION_FILE,
            file_id=application.pk,
            step=OPEN_DOCUMENT,
            from_state=None,
            to_state=None,
            actor=actor,
            on=on,
            remark=f"document {document_id} ({document.kind})",
        )
    return opened


def _document_of(application: Application, document_id: int) -> Document:
    """A document about a mentor or of the undertaking, at this case."""
    of_mentors = AssignmentDocument.objects.filter(assignment__application=application)
    of_undertaking = CaseDocument.objects.filter(application=application)
    return Document.objects.get(
        Q(pk__in=of_mentors.values("document_id")) | Q(pk__in=of_undertaking.values("document_id")),
        pk=document_id,
    )
