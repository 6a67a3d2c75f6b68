"""Tasks of a school about its learners: searches that run out, screenings that are due, first lessons."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, F, QuerySet
from django.db.models.expressions import NegatedExpression
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.rescue import Loss, losses_of, lost_by
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.casework.trajectories.states import IN_STARTUP, LOOKING, TrajectoryState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.learners.clocks import is_over, search_clock
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, first_of, place_of

Trajectories = QuerySet[Trajectory]


def searches(actor: Actor, on: date, limit: int) -> Found:
    """Learners who look for a workplace, the first last day on top."""
    return _searches(actor, ~lost_by("trajectory"), on=on, limit=limit)


def lost_workplaces(actor: Actor, on: date, limit: int) -> Found:
    """Learners whose workplace fell away: apart, so that those who look for a first one never hide them."""
    return _searches(actor, lost_by("trajectory"), on=on, limit=limit)


def _searches(actor: Actor, which: Exists | NegatedExpression, *, on: date, limit: int) -> Found:
    """Who lost a workplace goes to the ranked list at once. Four queries, however many there are."""
    running = Search.objects.filter(
        stopped_on__isnull=True,
        trajectory__in=trajectories_visible_to(actor, on=on).filter(state__in=sorted(LOOKING)),
    )
    found = running.filter(which).order_by(F("last_day").asc(nulls_last=True), "pk")
    rows = first_of(found, "calendar", "trajectory__learner__person", limit=limit)
    lost = losses_of([one.trajectory for one in rows])
    own = actor.role == Role.LEARNER
    tasks = tuple(_search(one, lost.get(one.trajectory_id), own=own, on=on) for one in rows[:limit])
    return _found(tasks, more=len(rows) > limit, on=on)


def _search(search: Search, loss: Loss | None, *, own: bool, on: date) -> Task:
    """The task in the words of its reader: a learner is spoken to, the others read a name."""
    name, over = str(search.trajectory.learner.person), is_over(search, on=on)
    if loss is None or over:
        action = gettext_lazy("Bekijk wat kan")
        sentence = _("U hebt nog geen leerwerkplek.") if own else _("%(name)s heeft nog geen leerwerkplek.")
    else:
        action = gettext_lazy("Bekijk de werkplekken")
        sentence = (
            _("U verloor de werkplek bij %(company)s. Zoek een nieuwe.")
            if own
            else _("%(name)s verloor de werkplek bij %(company)s. Zoek een nieuwe.")
        )
    page = "learners:detail" if loss is None or over else "matching:workplaces"
    return Task(
        sentence % {"name": name, "company": loss.agreement.company.name if loss is not None else ""},
        action,
        reverse(page, args=[search.trajectory_id]),
        name,
        search.last_day or search.expired_on,
        search_clock(search, search.trajectory, on=on),
    )


def screenings(actor: Actor, on: date, limit: int) -> Found:
    """Learners in the start-up phase who are not screened yet, the first last day on top."""
    rows = trajectories_visible_to(actor, on=on).filter(
        state=TrajectoryState.STARTUP_SCREENING, screen_by__isnull=False
    )
    return _of_rows(
        rows.order_by("screen_by", "pk"),
        gettext_lazy("De screening van %(name)s moet nog gebeuren."),
        gettext_lazy("Noteer de screening"),
        lambda one: one.screen_by,
        on=on,
        limit=limit,
    )


def first_lessons(actor: Actor, on: date, limit: int) -> Found:
    """Learners whose first lesson is not recorded, so that no clock runs."""
    rows = trajectories_visible_to(actor, on=on).filter(
        state__in=sorted(LOOKING | IN_STARTUP), first_lesson_on__isnull=True
    )
    return _of_rows(
        rows.order_by("enrolled_on", "pk"),
        gettext_lazy("Van %(name)s is de eerste les nog niet genoteerd. De klok loopt nog niet."),
        gettext_lazy("Noteer de eerste les"),
        lambda one: one.enrolled_on,
        on=on,
        limit=limit,
    )


def _of_rows(
    rows: Trajectories,
    sentence: Promise,
    action: Promise,
    day_of: Callable[[Trajectory], date | None],
    *,
    on: date,
    limit: int,
) -> Found:
    found = first_of(rows, "learner__person", limit=limit)
    tasks = []
    for one in found[:limit]:
        name, day = str(one.learner.person), day_of(one)
        clock = Clock.until(day, on=on, warn_days=WEEK.days) if day else None
        href = reverse("learners:detail", args=[one.pk])
        tasks.append(Task(str(sentence) % {"name": name}, action, href, name, day, clock))
    return _found(tuple(tasks), more=len(found) > limit, on=on)


def _found(tasks: tuple[Task, ...], *, more: bool, on: date) -> Found:
    if not more:
        return Found(tasks)
    link = More(_("Bekijk alle leerlingen"), reverse("learners:list"))
    return Found(tasks, {place_of(tasks[-1], on=on): link})
