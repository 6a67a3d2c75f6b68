"""The mailbox of the demo: every mail that was made, as it would leave. No such pages outside a demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.flows.notifications.models import Mail
from duaal.flows.notifications.queries import demo_mails
from duaal.interfaces.web.access import access
from duaal.interfaces.web.listing import Column, Filter, Listing

MAILS: Listing[Mail] = Listing(
    columns=(
        Column("onderwerp", gettext_lazy("Onderwerp")),
        Column("aan", gettext_lazy("Aan"), ("address",)),
        Column("wanneer", gettext_lazy("Wanneer"), ("made_at",)),
        Column("toestand", gettext_lazy("Toestand")),
    ),
    order=("-made_at",),
    filters=(Filter("aan", gettext_lazy("Aan"), lambda rows, text: rows.filter(address__icontains=text)),),
)


@access(public=True)
@require_GET
def mail_list(request: HttpRequest) -> HttpResponse:
    """The mails of the demo, the newest first."""
    _demo_only()
    return render(request, "notices/mailbox.html", {"page": MAILS.page(request, demo_mails())})


@access(public=True)
@require_GET
def mail(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One mail of the demo: its head and its plain text."""
    _demo_only()
    return render(request, "notices/mail.html", {"mail": get_object_or_404(demo_mails(), pk=mail_id)})


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404
