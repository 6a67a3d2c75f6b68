"""Who reads along, for the learner: everybody who does, and once of age the own choice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.trajectories import policy
from duaal.casework.trajectories.actions import reading as actions
from duaal.casework.trajectories.actions.access import is_of_age
from duaal.casework.trajectories.labels import RELATION, reason
from duaal.casework.trajectories.models import Guardian, Trajectory
from duaal.casework.trajectories.queries import guardians_on, majority_day, reading_rights_on
from duaal.casework.trajectories.states import ALLOW_READING, STOP_READING, TrajectoryStanding
from duaal.flows.processes import access as process
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.learners.access import address_of, tell
from duaal.interfaces.web.learners.access_forms import NoForm
from duaal.interfaces.web.learners.page import trajectory_or_404
from duaal.interfaces.web.stepping import answer_step, typed_in

LEARNERS = frozenset({Role.LEARNER})


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads along or could: name, what gives the right, and the step of the learner."""

    name: str
    what: str
    href: str = ""
    action: Promise | str = ""


@access(roles=LEARNERS)
@require_GET
def readers(request: HttpRequest, trajectory_id: int) -> HttpResponse:
    """Who reads along; a learner of age allows it or stops it."""
    actor, on = actor_of(request), today()
    trajectory = trajectory_or_404(actor, trajectory_id, on=on)
    learner = trajectory.learner
    of_age = is_of_age(learner, on=on)
    rights = list(reading_rights_on(on).filter(learner=learner).select_related("person").order_by("pk"))
    allowed = {one.person_id for one in rights}
    found = [
        Reader(
            str(one.person),
            _("mag meelezen sinds %(day)s") % {"day": f"{one.valid_from:%d/%m/%Y}"},
            reverse("learners:stop_reading", args=[trajectory.pk, one.pk]),
            gettext_lazy("Stop het meelezen"),
        )
        for one in rights
    ]
    named = learner.guardians.select_related("person").order_by("pk")
    running = guardians_on(on).filter(learner=learner).select_related("person").order_by("pk")
    found += [Reader(str(one.person), _relation(one)) for one in running]
    could = [
        Reader(
            str(one.person),
            _relation(one),
            reverse("learners:allow_reading", args=[trajectory.pk, one.pk]),
            gettext_lazy("Laat meelezen"),
        )
        for one in named
        if of_age and one.person_id not in allowed
    ]
    context = {
        "trajectory": trajectory,
        "found": found,
        "could": could,
        "of_age": of_age,
        "majority": majority_day(learner.person.birth_date, on=on),
    }
    return render(request, "learners/readers.html", context)


def _relation(one: Guardian) -> str:
    return str(RELATION.get(one.relation, _("ouder of voogd")))


@access(roles=LEARNERS)
@both_ways
def allow_reading(request: HttpRequest, trajectory_id: int, guardian_id: int) -> HttpResponseBase:
    """The learner of age lets somebody read along."""
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=today())
    guardian = trajectory.learner.guardians.select_related("person").filter(pk=guardian_id).first()
    if guardian is None:
        raise Http404
    sent: list[process.Sent] = []

    def do(keep: dict[str, Any]) -> object:
        one = process.allow_reading(trajectory_id, guardian_id, **keep, address_of=address_of)
        if one is not None:
            sent.append(one)
        return one

    against = () if is_of_age(trajectory.learner, on=today()) else (actions.STILL_A_MINOR,)
    answer = _step(
        request,
        trajectory,
        ALLOW_READING,
        do,
        against=against,
        text=gettext_lazy("Laat meelezen"),
        done=_("%(name)s mag meelezen. U kunt dit elke dag weer stoppen.") % {"name": guardian.person},
        intro=[
            _("%(name)s ziet dan uw traject, uw opleidingsplan, uw contacten en uw overeenkomst.")
            % {"name": guardian.person},
            _("Beslissen of tekenen kan alleen u. Dit is uw keuze: niemand kan u verplichten."),
        ],
    )
    tell(request, sent)
    return answer


@access(roles=LEARNERS)
@both_ways
def stop_reading(request: HttpRequest, trajectory_id: int, right_id: int) -> HttpResponseBase:
    """The learner takes back what he allowed."""
    on = today()
    trajectory = trajectory_or_404(actor_of(request), trajectory_id, on=on)
    mine = reading_rights_on(on).filter(learner=trajectory.learner).select_related("person")
    right = mine.filter(pk=right_id).first()
    if right is None:
        raise Http404
    return _step(
        request,
        trajectory,
        STOP_READING,
        lambda keep: actions.stop_reading(trajectory_id, right_id, **keep),
        text=gettext_lazy("Stop het meelezen"),
        done=_("%(name)s leest vanaf nu niet meer mee.") % {"name": right.person},
        intro=[_("%(name)s ziet daarna niets meer van uw traject.") % {"name": right.person}],
    )


def _step(
    request: HttpRequest,
    trajectory: Trajectory,
    step: Step[TrajectoryStanding],
    do: Callable[[dict[str, Any]], object],
    *,
    text: Promise,
    done: str,
    intro: list[str],
    against: tuple[str, ...] = (),
) -> HttpResponseBase:
    actor, on = actor_of(request), today()
    policy.require(actor, step, trajectory)
    context = {
        "step_text": text,
        "title": trajectory.programme.name,
        "back_words": _("Wie leest mee?"),
        "against": [reason(code) for code in against],
        "intro": intro,
    }
    return answer_step(
        request,
        NoForm(typed_in(request)),
        lambda: do({"actor": actor, "on": on}),
        done=done,
        back=reverse("learners:readers", args=[trajectory.pk]),
        context=context,
        words=reason,
    )
