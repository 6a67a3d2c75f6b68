"""A case that somebody sent in the name of the company: who, with which papers, and the take-over."""

import logging
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duaal.casework.recognition import policy
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.mandates import cases
from duaal.casework.recognition.mandates.holding import names_of_holders
from duaal.casework.recognition.mandates.labels import HOLDER_KIND
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.queries import visible_to
from duaal.casework.recognition.states import OPEN, TAKE_OVER
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.documents.folder import FileLost
from duaal.foundation.documents.labels import REASON as DOCUMENT_REASON
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.downloads import as_download
from duaal.interfaces.web.navigation import FOR_OTHERS, STAFF

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BehalfSection:
    """Who sent the case in the name of the company, what became of the mandate, and what can be done."""

    who: str
    kind: str
    organisation: str
    signed_by: str
    signed_on: date
    ended_on: date | None
    taken_over_on: date | None
    papers: tuple[Document, ...]
    opens_papers: bool
    can_take_over: bool


def behalf_section(application: Application, *, actor: Actor) -> BehalfSection | None:
    """The section; None for a case that the company sent itself."""
    mandate = application.mandate
    if mandate is None:
        return None
    names = names_of_holders([mandate])
    papers = (mandate.document, application.declaration)
    may_take_over = policy.may(actor, TAKE_OVER, application)
    return BehalfSection(
        who=mandate.holder_name,
        kind=str(HOLDER_KIND[mandate.holder_kind]),
        organisation=names[mandate.holder_kind, mandate.holder_organisation],
        signed_by=mandate.signed_by_name,
        signed_on=mandate.signed_on,
        ended_on=mandate.revoked_on,
        taken_over_on=application.taken_over_on,
        papers=tuple(paper for paper in papers if paper is not None),
        opens_papers=policy.may_open_papers(actor, application),
        can_take_over=may_take_over and application.state in OPEN and application.taken_over_on is None,
    )


@access(roles={Role.COMPANY})
@require_POST
def take_over(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The company takes the case over."""
    actor = actor_of(request)
    application = _case_or_404(actor, reference)
    try:
        cases.take_over(application.pk, actor=actor, on=today())
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, reason(code))
    else:
        messages.success(request, _("Dit dossier is nu van u. Alleen u beantwoordt nog vragen."))
    return redirect("cases:detail", reference)


@access(roles=STAFF | FOR_OTHERS | {Role.COMPANY})
@require_POST
def open_paper(request: HttpRequest, reference: str, document_id: int) -> HttpResponseBase:
    """The mandate or the declaration as a download. A POST, because the look is an entry in the trail."""
    actor = actor_of(request)
    application = _case_or_404(actor, reference)
    try:
        opened = cases.open_paper(application.pk, document_id, actor=actor, on=today())
    except Document.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, str(DOCUMENT_REASON[code]))
        return redirect("cases:detail", reference)
    except FileLost:
        logger.exception("document %s of case %s", document_id, reference)
        messages.error(request, _("Dit bestand is weg of beschadigd. Vraag het opnieuw aan de onderneming."))
        return redirect("cases:detail", reference)
    return as_download(opened)


def _case_or_404(actor: Actor, reference: str) -> Application:
    found = visible_to(actor).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
