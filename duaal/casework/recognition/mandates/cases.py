"""What a company does with an application sent in its name, and who may open the papers behind it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.opening import Opened
from duaal.casework.recognition.actions.steps import APPLICATION_FILE, lock_for, move
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import TAKE_OVER
from duaal.foundation.audit.ledger import record
from duaal.foundation.documents.actions import read
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.actor import Actor

OPEN_PAPER = "open_paper"


@transaction.atomic
def take_over(application_id: int, *, actor: Actor, on: date) -> Application:
    """The company takes the case over: from now on only it answers and withdraws. Who sent it keeps reading.

    Raises `Refused` when the company sent it itself, took it over already, or nothing runs any more.
    """
    application = lock_for(TAKE_OVER, application_id, actor=actor, on=on)
    application.taken_over_on = on
    return move(application, TAKE_OVER, actor=actor, on=on, changed={"taken_over_on"})


def open_paper(application_id: int, document_id: int, *, actor: Actor, on: date) -> Opened:
    """The bytes of the mandate or the declaration of this case, after the right; the look is an entry.

    As `opening.open_document`: not inside a transaction. Raises `PermissionDenied`, `Document.DoesNotExist`
    for any other document, `Refused` when the file was erased, and `FileLost` when the folder lost it.
    """
    with transaction.atomic(durable=True):
        application = Application.objects.select_related("company", "mandate").get(pk=application_id)
        if not policy.may_open_papers(actor, application):
            raise PermissionDenied(f"{actor.role} mag de machtiging van {application.reference} niet openen")
        mandate = application.mandate
        papers = (application.declaration_id, mandate.document_id if mandate else None)
        if document_id not in papers:
            raise Document.DoesNotExist
        document = Document.objects.get(pk=document_id)
        opened = Opened(document, read(document))
        record(
            file_kind=APPLICATION_FILE,
            file_id=application.pk,
            step=OPEN_PAPER,
            from_state=None,
            to_state=None,
            actor=actor,
            on=on,
            remark=f"document {document_id} ({document.kind})",
        )
    return opened
