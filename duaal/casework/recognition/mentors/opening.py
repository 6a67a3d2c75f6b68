"""Opening the file of a certificate or an exemption: the look stands in the trail before it is shown."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from duaal.casework.recognition.actions.opening import OPEN_DOCUMENT, Opened
from duaal.casework.recognition.actions.steps import RECOGNITION_FILE
from duaal.casework.recognition.models import Recognition, TrainingCertificate, TrainingExemption
from duaal.foundation.audit.ledger import record
from duaal.foundation.documents.actions import read
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.actor import Actor, Role


def may_open_certificate(actor: Actor, recognition: Recognition) -> bool:
    """Whether the actor may open what was uploaded: who decides on this recognition, and the department."""
    match actor.role:
        case Role.PARTNERSHIP | Role.FLEMISH_PARTNERSHIP:
            return actor.is_logged_in and actor.organisation == recognition.partnership_id
        case Role.DEPARTMENT:
            return actor.is_logged_in
    return False


def open_certificate(certificate_id: int, *, actor: Actor, on: date) -> Opened:
    """The bytes of the file of a certificate. Not inside a transaction.

    Raises `PermissionDenied`, `Document.DoesNotExist` without a file, `Refused` when it was erased, and
    `FileLost` when the folder lost it.
    """
    with transaction.atomic(durable=True):
        certificate = TrainingCertificate.objects.select_related("document", "assignment__recognition").get(
            pk=certificate_id
        )
        recognition = certificate.assignment.recognition
        if recognition is None or not may_open_certificate(actor, recognition):
            raise PermissionDenied(f"{actor.role} mag het attest {certificate_id} niet openen")
        return _open(certificate.document, recognition, actor=actor, on=on)


def open_proof(exemption_id: int, *, actor: Actor, on: date) -> Opened:
    """The bytes of the proof behind an exemption, as `open_certificate`.

    The look stands in the file of a recognition where the person is a mentor under that partnership.
    """
    with transaction.atomic(durable=True):
        exemption = TrainingExemption.objects.select_related("document").get(pk=exemption_id)
        recognition = (
            Recognition.objects.filter(
                partnership_id=exemption.partnership_id, assignments__person_id=exemption.person_id
            )
            .order_by("-pk")
            .first()
        )
        if recognition is None or not may_open_certificate(actor, recognition):
            raise PermissionDenied(f"{actor.role} mag het bewijs {exemption_id} niet openen")
        return _open(exemption.document, recognition, actor=actor, on=on)


def _open(document: Document | None, recognition: Recognition, *, actor: Actor, on: date) -> Opened:
    if document is None:
        raise Document.DoesNotExist
    opened = Opened(document, read(document))
    record(
        file_kind=RECOGNITION_FILE,
        file_id=recognition.pk,
        step=OPEN_DOCUMENT,
        from_state=None,
        to_state=None,
        actor=actor,
        on=on,
        remark=f"document {document.pk} ({document.kind})",
    )
    return opened
