"""The list of learners, and the page of one trajectory."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from duaal.casework.trajectories.labels import STATE, TONE
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.contracts.together import agreements_together
from duaal.interfaces.web.learners.listing import LISTING, STATE_FILTER, listed
from duaal.interfaces.web.learners.page import learner_page, trajectory_or_404
from duaal.interfaces.web.navigation import AROUND_A_LEARNER
from duaal.interfaces.web.plans.section import plan_in_short
from duaal.interfaces.web.rescue.panel import loss_panel


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list, with its state in words."""

    trajectory: Trajectory
    state: str
    tone: str


@access(roles=AROUND_A_LEARNER)
@require_GET
def learner_list(request: HttpRequest) -> HttpResponse:
    """The learners of the school, the first last day on top; at home one trajectory opens at once."""
    actor, on = actor_of(request), today()
    if actor.role != Role.COUNSELLOR and not request.GET:
        own = list(trajectories_visible_to(actor, on=on).values_list("pk", flat=True)[:2])
        if len(own) == 1:
            return redirect("learners:detail", own[0])
    rows = listed(trajectories_visible_to(actor, on=on), request.GET.get(STATE_FILTER, ""))
    page = LISTING.page(request, rows, csv_address=reverse("learners:csv"))
    found = [Row(one, str(STATE[one.state]), TONE.get(one.state, "neutral")) for one in page.rows]
    context = {"page": page, "rows": found, "is_staff": actor.role == Role.COUNSELLOR}
    return render(request, "learners/list.html", context)


@access(roles=AROUND_A_LEARNER)
@require_GET
def learner_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of learners."""
    actor, on = actor_of(request), today()
    rows = listed(trajectories_visible_to(actor, on=on), request.GET.get(STATE_FILTER, ""))
    return LISTING.csv(request, rows, filename=f"leerlingen-{on:%Y-%m-%d}.csv")


@access(roles=AROUND_A_LEARNER)
@require_GET
def detail(request: HttpRequest, trajectory_id: int) -> HttpResponse:
    """One trajectory: the clock, what to do, how it came this far."""
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    page = learner_page(trajectory, actor=actor, on=on)
    context = {
        "page": page,
        "plan": plan_in_short(trajectory, actor=actor),
        "panel": loss_panel(trajectory, actor=actor, on=on),
        "together": agreements_together(trajectory_id, actor=actor, on=on),
    }
    return render(request, "learners/detail.html", context)
