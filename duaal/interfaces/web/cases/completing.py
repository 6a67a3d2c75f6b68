"""The step that finds an application complete: one button, no form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duaal.casework.recognition.actions.completeness import declare_complete
from duaal.casework.recognition.labels import reason
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.page import case_or_404
from duaal.interfaces.web.cases.steps import OFFICERS


@access(roles=OFFICERS)
@require_POST
def complete(request: HttpRequest, reference: str) -> HttpResponseBase:
    """An officer found the application complete."""
    actor, on = actor_of(request), today()
    application = case_or_404(actor, reference)
    try:
        declare_complete(application.pk, actor=actor, on=on)
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, reason(code))
    else:
        messages.success(request, _("De aanvraag is volledig bevonden. De onderneming ziet dat."))
    return redirect("cases:detail", reference)
