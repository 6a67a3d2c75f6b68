"""Authorisations: who may act in the name of which company, for both sides of the paper."""

import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.mandates import actions
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.queries import mandates_visible_to
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.documents.folder import FileLost
from duaal.foundation.documents.labels import REASON as DOCUMENT_REASON
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.downloads import as_download
from duaal.interfaces.web.mandates.forms import MandateForm
from duaal.interfaces.web.mandates.rows import mandate_rows
from duaal.interfaces.web.requests.holders import chosen_company

logger = logging.getLogger(__name__)

SHOWN = 200
BOTH_SIDES = HOLDERS | {Role.COMPANY}


@access(roles=BOTH_SIDES)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Of a company: who may act for it. Of a counsellor or sector employee: for whom he may act."""
    actor = actor_of(request)
    mandates = mandates_visible_to(actor).select_related("company").order_by("-signed_on", "-pk")
    rows = mandate_rows(mandates[:SHOWN], on=today())
    context = {
        "live": [row for row in rows if row.is_live],
        "ended": [row for row in rows if not row.is_live],
        "is_company": actor.role == Role.COMPANY,
    }
    return render(request, "mandates/overview.html", context)


@access(roles=HOLDERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Keeps a signed authorisation; the address may name the company that was chosen before."""
    actor, on = actor_of(request), today()
    company = chosen_company(actor, request.GET.get("onderneming", ""))
    form = MandateForm(request.POST if request.method == "POST" else None, request.FILES or None, on=on)
    if request.method == "POST" and form.is_valid():
        expected = company.enterprise_number if company else ""
        try:
            mandate = actions.register(form.paper(), actor=actor, on=on, expected=expected)
        except ValidationError as wrong:
            form.keep_errors(wrong)
        else:
            words = _("De machtiging van %(name)s is bewaard. U kunt nu voor deze onderneming aanvragen.")
            messages.success(request, words % {"name": mandate.company.name})
            return redirect("requests:choose")
    context = {"form": form, "company": company}
    return render(request, "mandates/new.html", context, status=422 if form.is_bound else 200)


@access(roles=BOTH_SIDES)
@require_POST
def end(request: HttpRequest, mandate_id: int) -> HttpResponseBase:
    """Ends an authorisation at once."""
    actor = actor_of(request)
    mandate = get_object_or_404(mandates_visible_to(actor), pk=mandate_id)
    try:
        actions.revoke(mandate.pk, actor=actor, on=today())
    except Refused:
        messages.info(request, _("Deze machtiging was al ingetrokken."))
        return redirect("mandates:overview")
    if actor.role == Role.COMPANY:
        words = _("%(name)s kan niets meer doen in naam van uw onderneming. Lopende dossiers gaan verder.")
        messages.success(request, words % {"name": mandate.holder_name})
    else:
        messages.success(request, _("Uw machtiging is ingetrokken. U ziet de dossiers niet meer."))
    return redirect("mandates:overview")


@access(roles=BOTH_SIDES)
@require_POST
def open_document(request: HttpRequest, mandate_id: int) -> HttpResponseBase:
    """The signed paper as a download. A POST, because the look is an entry in the audit trail."""
    actor = actor_of(request)
    mandate = get_object_or_404(mandates_visible_to(actor), pk=mandate_id)
    try:
        opened = actions.open_paper(mandate.pk, actor=actor, on=today())
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, str(DOCUMENT_REASON.get(code) or reason(code)))
        return redirect("mandates:overview")
    except FileLost:
        logger.exception("paper of mandate %s", mandate_id)
        messages.error(request, _("Dit bestand is weg of beschadigd. Laad de machtiging opnieuw op."))
        return redirect("mandates:overview")
    return as_download(opened)
