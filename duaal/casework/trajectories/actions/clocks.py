"""What the days to find a workplace do by themselves: warn, end, and begin anew on 1 September.

Each search is a transaction of its own; one that somebody else holds is left to the next run, and a second
run changes nothing.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from duaal.casework.trajectories.actions.searching import open_search, stop_search, term_of
from duaal.casework.trajectories.actions.steps import move
from duaal.casework.trajectories.models import Search, Trajectory
from duaal.casework.trajectories.rules import days_left, search_law, warning_days
from duaal.casework.trajectories.states import EXPIRE_SEARCH, LOOKING, RECOUNT_SEARCH, WARN_SEARCH
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.kernel.school_year import SchoolYear

RUNNING = Search.objects.filter(stopped_on__isnull=True)


def keep_searches(*, on: date) -> dict[str, int]:
    """How many searches began anew in a new school year, were warned of, and were over."""
    year = SchoolYear.of(on)
    return {
        "rolled_over": _each(RUNNING.filter(school_year__lt=year.start), _roll_over, on),
        "warned": _each(RUNNING.filter(warn_on__lte=on), _warn, on),
        "expired": _each(RUNNING.filter(expired_on__isnull=True, last_day__lt=on), _expire, on),
    }


def _each(found: QuerySet[Search], do: Callable[[Trajectory, Search, date], None], on: date) -> int:
    done = 0
    for search_id, trajectory_id in list(found.order_by("pk").values_list("pk", "trajectory_id")):
        with transaction.atomic():
            trajectory = (
                Trajectory.objects.select_for_update(of=("self",), skip_locked=True)
                .select_related("provider", "learner__person")
                .filter(pk=trajectory_id, state__in=sorted(LOOKING))
                .first()
            )
            search = found.select_related("calendar").filter(pk=search_id).first()
            if trajectory is not None and search is not None:
                do(trajectory, search, on)
                done += 1
    return done


def _roll_over(trajectory: Trajectory, search: Search, on: date) -> None:
    """A new school year has days of its own; they count from its first training day."""
    year = SchoolYear.of(on)
    stop_search(trajectory.pk, on=year.first_day - timedelta(days=1))
    open_search(trajectory, first_day=year.first_day, on=on)
    move(trajectory, RECOUNT_SEARCH, actor=SYSTEM, on=on, reasons=("new_school_year",))


def _warn(trajectory: Trajectory, search: Search, on: date) -> None:
    calendar, term = search.school_calendar(), term_of(search, trajectory)
    days = warning_days(term, calendar, search_law(search.first_day))
    search.warn_on = min((day for day in days.values() if day > on), default=None)
    search.save(update_fields=["warn_on"])
    left = days_left(term, calendar, on=on)
    if left:
        move(trajectory, WARN_SEARCH, actor=SYSTEM, on=on, remark=str(left))


def _expire(trajectory: Trajectory, search: Search, on: date) -> None:
    search.expired_on = on
    search.warn_on = None
    search.save(update_fields=["expired_on", "warn_on"])
    move(trajectory, EXPIRE_SEARCH, actor=SYSTEM, on=on)
