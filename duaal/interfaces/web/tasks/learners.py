"""Tasks of a school about its learners: searches that run out, screenings that are due, first lessons."""

from collections.abc import Callable
from datetime import date

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.casework.trajectories.states import IN_STARTUP, LOOKING, TrajectoryState
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.learners.clocks import search_clock
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, first_of, place_of

Trajectories = QuerySet[Trajectory]


def searches(actor: Actor, on: date, limit: int) -> Found:
    """Learners without a workplace, the first last day on top."""
    running = Search.objects.filter(
        stopped_on__isnull=True,
        trajectory__in=trajectories_visible_to(actor, on=on).filter(state__in=sorted(LOOKING)),
    )
    found = running.order_by(F("last_day").asc(nulls_last=True), "pk")
    rows = first_of(found, "calendar", "trajectory__learner__person", limit=limit)
    tasks = tuple(
        Task(
            _("%(name)s heeft nog geen leerwerkplek.") % {"name": one.trajectory.learner.person},
            gettext_lazy("Bekijk wat kan"),
            reverse("learners:detail", args=[one.trajectory_id]),
            str(one.trajectory.learner.person),
            one.last_day or one.expired_on,
            search_clock(one, one.trajectory, on=on),
        )
        for one in rows[:limit]
    )
    return _found(tasks, more=len(rows) > limit, on=on)


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
