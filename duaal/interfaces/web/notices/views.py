"""The notices of the reader: the list, marking as read, and which mails it gets."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duaal.flows.notifications import actions
from duaal.flows.notifications.models import Notice
from duaal.flows.notifications.queries import turned_off, unread_count, visible_to
from duaal.foundation.accounts.actors import actor_of
from duaal.interfaces.web.access import access
from duaal.interfaces.web.navigation import WITH_TASKS
from duaal.interfaces.web.notices.forms import MailsForm
from duaal.interfaces.web.notices.listing import NOTICES


@access(roles=WITH_TASKS)
@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """The notices of this capacity, the newest first."""
    actor = actor_of(request)
    context = {
        "page": NOTICES.page(request, visible_to(actor)),
        "unread": unread_count(actor),
        "seen_at": timezone.now().isoformat(),
    }
    return render(request, "notices/list.html", context)


@access(roles=WITH_TASKS)
@require_POST
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Marks the notice as read and goes to its page."""
    return redirect(_mark(request, notice_id).path)


@access(roles=WITH_TASKS)
@require_POST
def read(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Marks the notice as read."""
    _mark(request, notice_id)
    return redirect("notices:list")


@access(roles=WITH_TASKS)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Marks as read what stood on the page that the reader saw, and what is older."""
    try:
        until = parse_datetime(request.POST.get("seen_at", ""))
    except ValueError:
        until = None
    if until is None or timezone.is_naive(until):
        messages.warning(request, _("Er is niets gemarkeerd: laad de pagina opnieuw en probeer nog eens."))
        return redirect("notices:list")
    actions.mark_all_read(actor=actor_of(request), until=until, at=timezone.now())
    messages.success(request, _("Alle berichten staan als gelezen."))
    return redirect("notices:list")


@access(roles=WITH_TASKS)
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Which mails the user gets, in every capacity it has."""
    actor = actor_of(request)
    off = turned_off(actor.user_id) if actor.user_id else frozenset()
    form = MailsForm(request.POST if request.method == "POST" else None, turned_off=off)
    if form.is_bound and form.is_valid():
        actions.choose_mails(form.kinds(), actor=actor)
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect("notices:preferences")
    return render(request, "notices/preferences.html", {"form": form}, status=422 if form.is_bound else 200)


def _mark(request: HttpRequest, notice_id: int) -> Notice:
    try:
        return actions.mark_read(notice_id, actor=actor_of(request), at=timezone.now())
    except Notice.DoesNotExist:
        raise Http404 from None
