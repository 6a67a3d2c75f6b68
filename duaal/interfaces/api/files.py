"""Files: a document comes in as base64, checked by its content; who may, opens it and leaves a trace."""

import base64
import binascii
from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from duaal.casework.recognition.actions import opening
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.opening import Opened
from duaal.casework.recognition.mandates import actions as mandates
from duaal.casework.recognition.mandates import cases
from duaal.casework.recognition.mentors import opening as of_mentors
from duaal.casework.recognition.mentors.queries import certificates_visible_to, mentors_visible_to
from duaal.casework.recognition.models import Application, TrainingExemption
from duaal.casework.recognition.queries import case, mandates_visible_to, visible_to
from duaal.foundation.documents.actions import check
from duaal.foundation.documents.handing_out import headers_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.authentication import APPLICANTS, DECIDERS, FOR_OTHERS, READERS, Token, actor_of
from duaal.interfaces.api.problems import Problem
from duaal.interfaces.api.reading import Reference
from duaal.interfaces.api.schemas import FileIn

router = Router(tags=["bestanden"])

OFFICE = (*DECIDERS, Role.DEPARTMENT)
NO = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 429), Problem)
BYTES = {"schema": {"type": "string", "format": "binary"}}
FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "Het bestand",
            "content": dict.fromkeys(("application/pdf", "image/jpeg", "image/png"), BYTES),
        }
    }
}
Number = Annotated[int, Field(ge=1, le=2**53)]


def upload(file: FileIn, field: str, *, on: date) -> Upload:
    """The document with its bytes; `ValidationError` for what is no base64, or no file that we take."""
    try:
        data = base64.b64decode(file.content, validate=False)
    except binascii.Error as wrong:
        words = _("Het bestand %(name)s is geen base64. Stuur het opnieuw.") % {"name": file.name}
        raise ValidationError({field: words}) from wrong
    try:
        check(data, on=on)
    except ValidationError as wrong:
        raise ValidationError({field: wrong.messages}) from wrong
    return Upload(file.name, data)


def upload_if_given(file: FileIn | None, field: str, *, on: date) -> Upload | None:
    """The same for a file that may be left out."""
    return None if file is None else upload(file, field, on=on)


@router.post(
    "/applications/{reference}/documents/{document_id}/opening",
    response=NO,
    auth=Token(*OFFICE),
    summary="Een bestand van een dossier openen",
    openapi_extra=FILE,
)
def open_document(request: HttpRequest, reference: Reference, document_id: Number) -> HttpResponse:
    """Geeft een uittreksel, bewijs of stuk van het dossier. Wie het opent, staat in het spoor."""
    actor = actor_of(request)
    found = case(actor, reference)
    return _handed_out(opening.open_document(found.pk, document_id, actor=actor, on=today()))


@router.post(
    "/applications/{reference}/papers/{document_id}/opening",
    response=NO,
    auth=Token(*READERS, *FOR_OTHERS),
    summary="De machtiging of de verklaring op eer van een dossier openen",
    openapi_extra=FILE,
)
def open_paper(request: HttpRequest, reference: Reference, document_id: Number) -> HttpResponse:
    """Geeft de machtiging of de verklaring achter een aanvraag in naam van een onderneming."""
    actor = actor_of(request)
    found: Application = visible_to(actor).only("pk").get(reference=reference)
    return _handed_out(cases.open_paper(found.pk, document_id, actor=actor, on=today()))


@router.post(
    "/mandates/{mandate_id}/opening",
    response=NO,
    auth=Token(*APPLICANTS),
    summary="Een machtiging openen",
    openapi_extra=FILE,
)
def open_mandate(request: HttpRequest, mandate_id: Number) -> HttpResponse:
    """Geeft het ondertekende papier van een machtiging. Het spoor noteert wie het opende."""
    actor = actor_of(request)
    found = mandates_visible_to(actor).only("pk").get(pk=mandate_id)
    return _handed_out(mandates.open_paper(found.pk, actor=actor, on=today()))


@router.post(
    "/certificates/{certificate_id}/opening",
    response=NO,
    auth=Token(*OFFICE),
    summary="Het bestand van een attest openen",
    openapi_extra=FILE,
)
def open_certificate(request: HttpRequest, certificate_id: Number) -> HttpResponse:
    """Geeft het attest van mentoropleiding. Het spoor noteert wie het opende."""
    actor = actor_of(request)
    found = certificates_visible_to(actor).only("pk").get(pk=certificate_id)
    return _handed_out(of_mentors.open_certificate(found.pk, actor=actor, on=today()))


@router.post(
    "/exemptions/{exemption_id}/opening",
    response=NO,
    auth=Token(*OFFICE),
    summary="Het bewijs van een vrijstelling openen",
    openapi_extra=FILE,
)
def open_proof(request: HttpRequest, exemption_id: Number) -> HttpResponse:
    """Geeft het bewijs achter een vrijstelling. Het spoor noteert wie het opende."""
    actor = actor_of(request)
    persons = mentors_visible_to(actor).values("person_id")
    found = TrainingExemption.objects.only("pk").get(pk=exemption_id, person__in=persons)
    return _handed_out(of_mentors.open_proof(found.pk, actor=actor, on=today()))


def _handed_out(opened: Opened) -> HttpResponse:
    document = opened.document
    return HttpResponse(opened.data, content_type=document.content_type, headers=headers_of(document))
