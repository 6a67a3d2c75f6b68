"""Opening a document of a case: who looked at what and when stands in the audit trail before it is shown."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.steps import APPLICATION_FILE
from duaal.casework.recognition.models import Application, AssignmentDocument
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
    """The bytes of a document of a mentor in this case, after the right; the look is an entry of the case.

    The entry is committed before anything is handed out, so this cannot be called inside a transaction
    (`RuntimeError`). Raises `PermissionDenied`, `AssignmentDocument.DoesNotExist` for a document of another
    case, `Refused` when the file was erased, and `FileLost` when the folder lost it.
    """
    with transaction.atomic(durable=True):
        application = Application.objects.get(pk=application_id)
        policy.require_open_documents(actor, application)
        held = AssignmentDocument.objects.select_related("document").get(
            assignment__application=application, document_id=document_id
        )
        opened = Opened(held.document, read(held.document))
        record(
            file_kind=APPLICATION_FILE,
            file_id=application.pk,
            step=OPEN_DOCUMENT,
            from_state=None,
            to_state=None,
            actor=actor,
            on=on,
            remark=f"document {document_id} ({held.document.kind})",
        )
    return opened
