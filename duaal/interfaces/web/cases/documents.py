"""Handing out an uploaded document: only to who may, only as a download, and never without a trace."""

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duaal.casework.recognition.actions import opening
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.documents.folder import FileLost
from duaal.foundation.documents.labels import REASON
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.page import case_or_404
from duaal.interfaces.web.navigation import STAFF

logger = logging.getLogger(__name__)

NOTHING_RUNS = "default-src 'none'; sandbox"


@access(roles=STAFF)
@require_POST
def open_document(request: HttpRequest, reference: str, document_id: int) -> HttpResponseBase:
    """The document as a download. A POST, because the look is an entry in the audit trail."""
    actor = actor_of(request)
    application = case_or_404(actor, reference)
    try:
        opened = opening.open_document(application.pk, document_id, actor=actor, on=today())
    except Document.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, str(REASON[code]))
        return redirect("cases:detail", reference)
    except FileLost:
        logger.exception("document %s of case %s", document_id, reference)
        messages.error(request, _("Dit bestand is weg of beschadigd. Vraag het opnieuw aan de onderneming."))
        return redirect("cases:detail", reference)
    return HttpResponse(
        opened.data,
        content_type=opened.document.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, opened.document.file_name)
            or "attachment",
            "Content-Security-Policy": NOTHING_RUNS,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
