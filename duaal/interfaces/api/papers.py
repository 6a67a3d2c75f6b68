"""The sealed paper of a signed agreement, for the software of who is a party to it."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from duaal.casework.agreements.models import SealedPaper
from duaal.casework.agreements.queries import agreements_visible_to
from duaal.foundation.documents.actions import read
from duaal.foundation.documents.handing_out import headers_of
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.agreements import PARTIES, Number
from duaal.interfaces.api.authentication import Token, actor_of
from duaal.interfaces.api.files import BYTES
from duaal.interfaces.api.problems import Problem

router = Router(tags=["overeenkomsten"])

NO = dict.fromkeys((401, 403, 404, 409, 413, 422, 429), Problem)
PDF = {"responses": {200: {"description": "Het bestand", "content": {"application/pdf": BYTES}}}}


@router.get(
    "/agreements/{agreement_id}/paper",
    response=NO,
    auth=Token(*PARTIES),
    summary="De ondertekende en verzegelde tekst van een overeenkomst",
    openapi_extra=PDF,
)
def agreement_paper(request: HttpRequest, agreement_id: Number) -> HttpResponse:
    """De jongste tekst die iedereen tekende, als PDF met een zegel; 404 tot hij er is, meestal een minuut."""
    visible = agreements_visible_to(actor_of(request), on=today())
    papers = SealedPaper.objects.filter(version__agreement__in=visible.filter(pk=agreement_id))
    found = papers.filter(document__isnull=False).select_related("document").latest("version__number")
    assert found.document is not None
    return HttpResponse(
        read(found.document),
        content_type=found.document.content_type,
        headers=headers_of(found.document),
    )
