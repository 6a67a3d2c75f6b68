"""The first page after login: what is due first, for whoever reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.tasks.appeals import appeals_to_handle
from duaal.interfaces.web.tasks.company import company_tasks
from duaal.interfaces.web.tasks.groups import Group
from duaal.interfaces.web.tasks.officers import (
    LATE_EVERYWHERE,
    PartnershipCount,
    cases_to_decide,
    counts_per_partnership,
    late_elsewhere,
)


@access(roles=STAFF | {Role.COMPANY, Role.ANYONE})
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Tasks by urgency: own work for a company and for who decides, appeals and all that is late for who
    supervises.

    Who has no organisation yet is asked for which company they work.
    """
    actor, on = actor_of(request), today()
    if actor.role == Role.ANYONE:
        return redirect("claims:claim")
    groups: tuple[Group, ...] = ()
    counts: list[PartnershipCount] = []
    elsewhere: Group | None = None
    match actor.role:
        case Role.COMPANY:
            groups = company_tasks(actor, on=on)
        case Role.PARTNERSHIP:
            groups = cases_to_decide(actor, on=on)
        case Role.FLEMISH_PARTNERSHIP:
            groups = cases_to_decide(actor, on=on)
            elsewhere = late_elsewhere(actor, on=on)
        case Role.DEPARTMENT:
            groups = appeals_to_handle(actor, on=on)
            counts = counts_per_partnership(actor, on=on)
            elsewhere = late_elsewhere(actor, on=on, title=LATE_EVERYWHERE)
    context = {
        "groups": (*groups, elsewhere) if elsewhere else groups,
        "counts": counts,
        "is_company": actor.role == Role.COMPANY,
    }
    return render(request, "tasks/start.html", context)
