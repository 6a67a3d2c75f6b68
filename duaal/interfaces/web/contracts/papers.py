"""The sealed paper of a signed agreement: what the page says of it, and handing it out to who may read it."""

import logging
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from duaal.casework.agreements.actions import signing
from duaal.casework.agreements.models import Agreement, SealedPaper, Signatory
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.documents.actions import read
from duaal.foundation.documents.folder import FileLost
from duaal.foundation.documents.handing_out import headers_of
from duaal.foundation.documents.labels import megabytes
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.contracts.stepping import PARTIES, agreement_or_404

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One signed version on the page; without `href` its paper is still being made."""

    words: str
    href: str = ""
    note: str = ""


def paper_lines(agreement: Agreement) -> tuple[PaperLine, ...]:
    """The papers of an agreement, the newest first. One query."""
    found = SealedPaper.objects.filter(version__agreement=agreement).select_related("version", "document")
    papers = list(found.order_by("-version__number"))
    return tuple(_line(one, agreement, is_only=len(papers) == 1) for one in papers)


@access(roles=PARTIES)
@require_GET
def paper(request: HttpRequest, agreement_id: int, number: int) -> HttpResponseBase:
    """The sealed paper of one version as a download, for who may read the agreement."""
    agreement = agreement_or_404(actor_of(request), agreement_id, on=today())
    found = _paper_or_404(version__agreement=agreement, version__number=number)
    if not found.is_ready:
        messages.info(request, _being_made())
        return redirect("contracts:detail", agreement_id)
    try:
        return _as_download(found)
    except (FileLost, Refused):
        logger.exception("the paper of agreement %s, version %s", agreement_id, number)
        messages.error(request, _("Dit bestand is weg of beschadigd. Meld het aan wie deze site beheert."))
        return redirect("contracts:detail", agreement_id)


@access(public=True)
@require_GET
def paper_by_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The sealed paper for who signed it behind a link, as long as that link holds."""
    try:
        signatory = signing.signatory_with(secret)
    except Signatory.DoesNotExist:
        raise Http404 from None
    if not link_holds(signatory):
        raise Http404
    found = _paper_or_404(version_id=signatory.version_id)
    if not found.is_ready:
        messages.info(request, _being_made())
        return redirect("contracts:by_link", secret)
    try:
        answer = _as_download(found)
    except (FileLost, Refused):
        logger.exception("the paper of version %s", signatory.version_id)
        raise Http404 from None
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def link_holds(signatory: Signatory) -> bool:
    """Whether who has the link may still fetch with it what was signed."""
    has_signed = hasattr(signatory, "signature")
    return has_signed and signatory.link_until is not None and today() <= signatory.link_until


def _line(one: SealedPaper, agreement: Agreement, *, is_only: bool) -> PaperLine:
    if one.document is None or one.sealed_at is None:
        return PaperLine(_being_made())
    words = {"number": one.version.number, "size": megabytes(one.document.size)}
    text = (
        _("Download de ondertekende overeenkomst (PDF, %(size)s)")
        if is_only
        else _("Download de ondertekende versie %(number)s (PDF, %(size)s)")
    )
    note = _("Verzegeld door %(owner)s op %(day)s.") % {
        "owner": one.seal_owner,
        "day": date_format(one.sealed_at, "j F Y"),
    }
    return PaperLine(text % words, reverse("contracts:paper", args=[agreement.pk, one.version.number]), note)


def _being_made() -> str:
    return _("De ondertekende overeenkomst wordt klaargemaakt. Meestal staat ze hier na een minuut.")


def _paper_or_404(**which: object) -> SealedPaper:
    try:
        return SealedPaper.objects.select_related("document").get(**which)
    except SealedPaper.DoesNotExist:
        raise Http404 from None


def _as_download(found: SealedPaper) -> HttpResponse:
    document = found.document
    assert document is not None
    return HttpResponse(read(document), content_type=document.content_type, headers=headers_of(document))
