"""The steps on a plan: each a page with a form, and a POST that calls the action."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.progress import policy
from duaal.casework.progress.actions import reaching, versions, writing
from duaal.casework.progress.labels import reason
from duaal.casework.progress.models import Line, Plan
from duaal.casework.progress.queries import check_of, facts_of, newest_of
from duaal.casework.progress.states import (
    DROP_DRAFT,
    FIX_PLAN,
    MOVE_PLAN,
    REACH,
    RENEW_PLAN,
    START_PLAN,
    TAKE_BACK,
    PlanStanding,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.learners.enrolling import COUNSELLORS
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.plans.forms import FixForm, MoveForm, PeriodForm, ReachedForm
from duaal.interfaces.web.plans.places import choice_of, in_plan, spoken_place
from duaal.interfaces.web.stepping import answer_step, typed_in

EDIT, READ = "learners:plan_edit", "learners:plan"


@access(roles=COUNSELLORS)
@both_ways
def start(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Begins the plan of a learner."""
    on = today()
    initial = {"starts_on": on, "ends_on": SchoolYear.of(on).last_day}
    form = PeriodForm(typed_in(request), initial=initial)
    return _step(
        request,
        trajectory_id,
        START_PLAN,
        form,
        lambda keep: writing.start(trajectory_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Begin het opleidingsplan"),
        done=_("Elke competentie van de opleiding staat in het plan. Kies nu de werkplek en de mentor."),
        back=EDIT,
        intro=[_("Wat bij het beroep hoort, staat eerst op de werkplek. Daarna past u aan wat u wilt.")],
    )


@access(roles=COUNSELLORS)
@both_ways
def fix(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Fixes the draft; says everything that is missing."""
    form, on = FixForm(typed_in(request)), today()
    plan = _newest(request, trajectory_id)
    missing: tuple[str, ...] = ()
    if plan.fixed_on is None:
        missing = check_of(plan, facts_of(plan, on=on)).missing
    codes = FIX_PLAN.reasons_against(plan.state, PlanStanding(incomplete=missing, is_first=True), on=on)
    return _step(
        request,
        trajectory_id,
        FIX_PLAN,
        form,
        lambda keep: versions.fix(plan.pk, reason=form.cleaned_data["reason"], **keep),
        text=gettext_lazy("Leg deze versie vast"),
        done=_("De versie is vastgelegd. De leerling en de ouders krijgen bericht."),
        intro=[_("Daarna verandert deze versie nooit meer. Een wijziging komt in een nieuwe versie.")],
        against=codes,
    )


@access(roles=COUNSELLORS)
@both_ways
def renew(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Begins the next version as a copy of the fixed one."""
    plan = _newest(request, trajectory_id)
    standing = PlanStanding(has_draft=plan.fixed_on is None, has_fixed=True)
    return _step(
        request,
        trajectory_id,
        RENEW_PLAN,
        forms.Form(typed_in(request)),
        lambda keep: versions.renew(trajectory_id, **keep),
        text=gettext_lazy("Begin een nieuwe versie"),
        done=_("De nieuwe versie begint als een kopie. Pas aan wat verandert."),
        back=EDIT,
        intro=[_("De versie die er is, blijft gelden tot u de nieuwe vastlegt.")],
        against=RENEW_PLAN.blockers(standing, today()),
    )


@access(roles=COUNSELLORS)
@both_ways
def drop(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Throws the draft away."""
    plan = _newest(request, trajectory_id)
    standing = PlanStanding(is_first=plan.version == versions.FIRST)
    return _step(
        request,
        trajectory_id,
        DROP_DRAFT,
        forms.Form(typed_in(request)),
        lambda keep: versions.drop(plan.pk, **keep),
        text=gettext_lazy("Gooi het ontwerp weg"),
        done=_("Het ontwerp is weg. De vorige versie geldt."),
        intro=[_("Wat u in dit ontwerp schreef, is dan weg. De vastgelegde versie blijft.")],
        against=DROP_DRAFT.reasons_against(plan.state, standing, on=today()),
        kind="danger",
    )


@access(roles=COUNSELLORS)
@both_ways
def move(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """Brings what is still open at a place that falls away to another one."""
    plan, on = _newest(request, trajectory_id), today()
    choice = choice_of(request, plan, on=on)
    own = in_plan(plan)
    lost = [(str(one.pk), spoken_place(one)) for one in choice.places if one.pk in own]
    others = [*choice.place_choices(), *((str(one.pk), spoken_place(one)) for one in choice.found)]
    form = MoveForm(typed_in(request), lost=lost, places=others, initial={"from_day": on})

    def do(keep: dict[str, Any]) -> object:
        given = form.cleaned_data
        to = int(given["to"]) if given["to"] else None
        from_day = given["from_day"]
        return versions.move(trajectory_id, lost=int(given["lost"]), to=to, from_day=from_day, **keep)

    return _step(
        request,
        trajectory_id,
        MOVE_PLAN,
        form,
        do,
        text=gettext_lazy("Breng het plan naar een andere werkplek"),
        done=_("Wat nog open is, staat in het ontwerp. Kijk het na en leg het vast."),
        back=EDIT,
        intro=[_("Wat de leerling al behaalde, blijft behaald.")],
    )


@access(roles=COUNSELLORS)
@both_ways
def reach(request: HttpRequest, trajectory_id: int, competence_id: int) -> HttpResponseBase:
    """Records that a competence is reached."""
    line = _line(request, trajectory_id, competence_id)
    form = ReachedForm(typed_in(request), initial={"reached_on": today()})
    return _step(
        request,
        trajectory_id,
        REACH,
        form,
        lambda keep: reaching.reach(trajectory_id, competence_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Noteer als behaald"),
        done=_("“%(name)s” is behaald.") % {"name": line.competence.name},
        intro=[line.competence.name],
    )


@access(roles=COUNSELLORS)
@both_ways
def take_back(request: HttpRequest, trajectory_id: int, competence_id: int) -> HttpResponseBase:
    """Records that a competence is not reached after all."""
    line = _line(request, trajectory_id, competence_id)
    return _step(
        request,
        trajectory_id,
        TAKE_BACK,
        forms.Form(typed_in(request)),
        lambda keep: reaching.take_back(trajectory_id, competence_id, **keep),
        text=gettext_lazy("Noteer als niet behaald"),
        done=_("“%(name)s” staat weer open.") % {"name": line.competence.name},
        intro=[line.competence.name],
    )


def _newest(request: HttpRequest, trajectory_id: int) -> Plan:
    """The newest version of a plan of the own school; page 404 when there is none."""
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    plan = newest_of(trajectory_id)
    if plan is None:
        raise Http404
    plan.trajectory = trajectory
    return plan


def _line(request: HttpRequest, trajectory_id: int, competence_id: int) -> Line:
    plan = _newest(request, trajectory_id)
    found = Line.objects.filter(plan=plan, competence_id=competence_id).select_related("competence")
    line = found.first()
    if line is None:
        raise Http404
    return line


def _step(
    request: HttpRequest,
    trajectory_id: int,
    step: Step[Any],
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    text: Promise,
    done: str,
    back: str = READ,
    intro: Sequence[str] = (),
    against: Sequence[str] = (),
    kind: str = "",
) -> HttpResponseBase:
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    policy.require(actor, step, trajectory)
    name = str(trajectory.learner.person)
    context = {
        "step_text": text,
        "title": name,
        "back_words": _("Opleidingsplan"),
        "against": [reason(code) for code in against],
        "intro": intro,
        "kind": kind,
    }
    return answer_step(
        request,
        form,
        lambda: do({"actor": actor, "on": on}),
        done=done,
        back=reverse(back, args=[trajectory_id]),
        context=context,
        words=reason,
    )
