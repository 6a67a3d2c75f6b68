"""The first page after login: what is due first, for whoever reads."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.listing import csv_response
from duaal.interfaces.web.navigation import FOR_OTHERS, STAFF, WITH_TASKS
from duaal.interfaces.web.tasks.groups import SHOWN, Group, by_urgency
from duaal.interfaces.web.tasks.officers import (
    LATE_EVERYWHERE,
    PartnershipCount,
    counts_per_partnership,
    late_elsewhere,
)
from duaal.interfaces.web.tasks.sources import tasks_of

IN_A_FILE = 1000
"""Tasks of one source under one title in the CSV."""


@access(roles=WITH_TASKS | {Role.ANYONE})
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Tasks by urgency, of every kind together; below them what is late elsewhere, for who supervises.

    Who has no organisation yet is asked for which company they work.
    """
    actor, on = actor_of(request), today()
    if actor.role == Role.ANYONE:
        return redirect("claims:claim")
    counts: list[PartnershipCount] = []
    if actor.role == Role.DEPARTMENT:
        counts = counts_per_partnership(actor, on=on)
    context = {
        "groups": groups_of(actor, on=on, limit=SHOWN),
        "counts": counts,
        "is_company": actor.role == Role.COMPANY,
        "has_cases": actor.role in STAFF,
        "applies_for_others": actor.role in FOR_OTHERS,
        "on": on,
    }
    return render(request, "tasks/start.html", context)


@access(roles=WITH_TASKS)
@require_GET
def task_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every task of the reader, in the order of the page."""
    actor, on = actor_of(request), today()
    heads = [_("Wanneer"), _("Laatste dag"), _("Taak"), _("Gaat over"), _("Wat u kunt doen"), _("Adres")]
    return csv_response(heads, _cells(request, actor, on=on), filename=f"taken-{on:%Y-%m-%d}.csv")


def groups_of(actor: Actor, *, on: date, limit: int) -> tuple[Group, ...]:
    """The tasks of the reader under late, this week and later, and what is late at others."""
    groups = by_urgency(tasks_of(actor, on=on, limit=limit), on=on)
    elsewhere = None
    if actor.role == Role.FLEMISH_PARTNERSHIP:
        elsewhere = late_elsewhere(actor, on=on, limit=limit)
    elif actor.role == Role.DEPARTMENT:
        elsewhere = late_elsewhere(actor, on=on, limit=limit, title=LATE_EVERYWHERE)
    return (*groups, elsewhere) if elsewhere else groups


def _cells(request: HttpRequest, actor: Actor, *, on: date) -> Iterator[list[object]]:
    for group in groups_of(actor, on=on, limit=IN_A_FILE):
        for task in group.tasks:
            address = request.build_absolute_uri(task.href)
            yield [group.title, task.day or "", task.sentence, task.about, task.action, address]
