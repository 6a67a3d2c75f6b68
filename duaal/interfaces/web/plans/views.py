"""A training plan to read: one version, two beside each other, and its competences as a file."""

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from duaal.casework.progress import policy
from duaal.casework.progress.models import Reached
from duaal.casework.progress.states import FIX_PLAN, START_PLAN
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.navigation import AROUND_A_LEARNER
from duaal.interfaces.web.plans.comparing import changes
from duaal.interfaces.web.plans.listing import LISTING
from duaal.interfaces.web.plans.page import VERSION, asked_version, learner_of_plan, lines_of, plan_page

READERS = AROUND_A_LEARNER | {Role.COMPANY}


@access(roles=READERS)
@require_GET
def plan(request: HttpRequest, trajectory_id: int) -> HttpResponse:
    """One version of the plan: what is learned where, and for the school what is missing."""
    actor, on = actor_of(request), today()
    trajectory, versions = learner_of_plan(actor, trajectory_id, on=on)
    back = reverse("learners:detail", args=[trajectory.pk]) if actor.role != Role.COMPANY else ""
    if not versions:
        may_start = policy.may(actor, START_PLAN, trajectory)
        context = {"trajectory": trajectory, "may_start": may_start, "back": back}
        return render(request, "plans/none.html", context)
    chosen = asked_version(versions, request.GET.get(VERSION, ""))
    page = plan_page(chosen, versions, actor=actor, on=on)
    may_edit = policy.may(actor, FIX_PLAN, trajectory) and page.is_newest
    return render(request, "plans/detail.html", {"page": page, "may_edit": may_edit, "back": back})


@access(roles=READERS)
@require_GET
def plan_compare(request: HttpRequest, trajectory_id: int) -> HttpResponse:
    """What changed from the version before to the one that is asked."""
    actor, on = actor_of(request), today()
    trajectory, versions = learner_of_plan(actor, trajectory_id, on=on)
    if not versions:
        raise Http404
    new = asked_version(versions, request.GET.get(VERSION, ""))
    old = next((one for one in versions if one.version < new.version), None)
    found = changes(old, new, actor=actor) if old is not None else ()
    context = {"trajectory": trajectory, "old": old, "new": new, "changes": found}
    return render(request, "plans/compare.html", context)


@access(roles=READERS)
@require_GET
def plan_csv(request: HttpRequest, trajectory_id: int) -> StreamingHttpResponse:
    """The competences of the asked version."""
    actor, on = actor_of(request), today()
    _trajectory, versions = learner_of_plan(actor, trajectory_id, on=on)
    chosen = asked_version(versions, request.GET.get(VERSION, ""))
    reached = Reached.objects.filter(trajectory_id=trajectory_id, competence=OuterRef("competence"))
    rows = lines_of(chosen).annotate(reached_on=Subquery(reached.values("reached_on")[:1]))
    return LISTING.csv(request, rows, filename=f"opleidingsplan-versie-{chosen.version}-{on:%Y-%m-%d}.csv")
