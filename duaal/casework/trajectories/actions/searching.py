"""Writes of the search for a workplace: its count, its extension, its end (`trajectory.md` 5)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.trajectories.actions.steps import check, lock_trajectory, move
from duaal.casework.trajectories.facts import Population, Route, SearchFacts, SpecialForm
from duaal.casework.trajectories.models import CalendarVersion, Extension, Search, Trajectory
from duaal.casework.trajectories.queries import (
    calendar_of,
    days_used_in,
    extensions_in,
)
from duaal.casework.trajectories.queries import open_search as open_search_of
from duaal.casework.trajectories.rules import (
    SearchTerm,
    blockers_to_extend,
    days_used,
    is_late_loss,
    late_loss,
    search_law,
    search_term,
    warning_days,
)
from duaal.casework.trajectories.rules.law import school_hours_while_searching
from duaal.casework.trajectories.rules.school_hours import school_hours as judge_school_hours
from duaal.casework.trajectories.states import (
    CONCLUDE,
    DEREGISTER_EXPIRED,
    END_INTAKE,
    EXTEND_SEARCH,
    LATE_LOSS,
    LOSE_WORKPLACE,
    PLAN_INTAKE,
    RECOUNT_SEARCH,
    Destination,
    TrajectoryStanding,
)
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.kernel.school_calendar import VERSION
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.lawbook.dated import as_rule_versions


def open_search(
    trajectory: Trajectory,
    *,
    on: date,
    first_day: date | None = None,
    ended_on: date | None = None,
    school_hours: int | None = None,
) -> Search:
    """Starts a search of a locked trajectory, on what is left of the days of the school year.

    Either the first lesson attended is given, or the last day of the agreement before it.
    """
    start = first_day if first_day is not None else (ended_on or on) + ONE_DAY
    year = SchoolYear.of(start)
    calendar = calendar_of(trajectory.provider_id, year)
    search = Search(
        trajectory=trajectory,
        learner_id=trajectory.learner_id,
        school_year=year.start,
        calendar=calendar,
        calendar_source=VERSION,
        days_used_before=days_used_in(trajectory.learner_id, year),
        is_extended=extensions_in(trajectory.learner_id, year).exists(),
    )
    term = _term(search, trajectory, first_day=first_day, ended_on=ended_on)
    search.first_day = term.first_day or start
    keep_school_hours(search, trajectory, school_hours)
    _keep(search, term, on=on)
    search.save()
    return search


def term_of(search: Search, trajectory: Trajectory) -> SearchTerm:
    """The days that are left, and the last of them, as the law of the first day of the search has it."""
    return _term(search, trajectory, first_day=search.first_day, ended_on=None)


@transaction.atomic
def extend_search(trajectory_id: int, *, ground: str, actor: Actor, on: date) -> Search:
    """Lengthens the days of the school year once, on a ground, before they are over (art. 357/22)."""
    trajectory = lock_trajectory(trajectory_id)
    search = _lock_search(trajectory)
    law = search_law(search.first_day)
    year = SchoolYear(search.school_year)
    refused = blockers_to_extend(
        term_of(search, trajectory),
        law,
        extensions=extensions_in(trajectory.learner_id, year).count(),
        ground=ground,
        on=on,
    )
    check(EXTEND_SEARCH, trajectory, TrajectoryStanding(extension=refused), actor=actor, on=on)
    more = law.extension_days_special if trajectory.special_form else law.extension_days
    Extension.objects.create(
        search=search, asked_on=on, ground=ground.strip(), days=more.value, decided_by_name=actor.name
    )
    search.is_extended = True
    _keep(search, term_of(search, trajectory), on=on)
    search.save()
    because = (more, law.max_extensions, law.extension_needs_ground)
    move(
        trajectory,
        EXTEND_SEARCH,
        actor=actor,
        on=on,
        rule_versions=as_rule_versions(because),
        remark=ground.strip(),
    )
    return search


@transaction.atomic
def plan_intake(trajectory_id: int, *, actor: Actor, on: date) -> Trajectory:
    """Notes that an intake interview with a company is planned; the days run on."""
    trajectory = lock_trajectory(trajectory_id)
    check(PLAN_INTAKE, trajectory, TrajectoryStanding(), actor=actor, on=on)
    return move(trajectory, PLAN_INTAKE, actor=actor, on=on)


@transaction.atomic
def end_intake(trajectory_id: int, *, actor: Actor, on: date, remark: str = "") -> Trajectory:
    """Notes that no company is left with which an interview is planned; the days ran on meanwhile."""
    trajectory = lock_trajectory(trajectory_id)
    check(END_INTAKE, trajectory, TrajectoryStanding(), actor=actor, on=on)
    return move(trajectory, END_INTAKE, actor=actor, on=on, remark=remark)


@transaction.atomic
def conclude(trajectory_id: int, *, concluded_on: date, on: date) -> Trajectory:
    """Stops the search because an agreement was concluded: the day of the last signature.

    The enrolment in the start-up phase of the programme stops the same day (art. 357/48 of the Codex).
    Raises `Refused` (`search_term_expired`) when that day lies after the last day of the search.
    """
    trajectory = lock_trajectory(trajectory_id)
    search = open_search_of(trajectory.pk)
    over = search is not None and search.last_day is not None and concluded_on > search.last_day
    check(CONCLUDE, trajectory, TrajectoryStanding(search_is_over=over), actor=SYSTEM, on=on)
    stop_search(trajectory.pk, on=concluded_on - ONE_DAY)
    changed = set()
    if trajectory.route == Route.STARTUP:
        trajectory.route, trajectory.dual_from = Route.DUAL, concluded_on
        changed = {"route", "dual_from"}
    return move(trajectory, CONCLUDE, actor=SYSTEM, on=on, changed=changed)


@transaction.atomic
def lose_workplace(trajectory_id: int, *, ended_on: date, on: date, cause: str) -> Trajectory:
    """The agreement of the learner ended: the search runs again, on what is left of the school year."""
    trajectory = lock_trajectory(trajectory_id)
    check(LOSE_WORKPLACE, trajectory, TrajectoryStanding(), actor=SYSTEM, on=on)
    late = is_late_loss(ended_on, trajectory.year, *late_loss(ended_on))
    move(trajectory, LOSE_WORKPLACE, actor=SYSTEM, on=on, reasons=(cause, LATE_LOSS) if late else (cause,))
    open_search(trajectory, ended_on=ended_on, on=on)
    return trajectory


@transaction.atomic
def record_return(
    trajectory_id: int, *, first_lesson_on: date, school_hours: int | None = None, actor: Actor, on: date
) -> Search:
    """Records the first lesson attended after the end of an agreement: day 1 moves there.

    Raises `ValidationError` for a day before the one from which the days count now, or after today, and for
    too few hours a week at school.
    """
    trajectory = lock_trajectory(trajectory_id)
    search = _lock_search(trajectory)
    check(RECOUNT_SEARCH, trajectory, TrajectoryStanding(), actor=actor, on=on)
    calendar = search.school_calendar()
    if not search.first_day <= first_lesson_on <= on or not calendar.is_training_day(first_lesson_on):
        sentence = _("Kies een lesdag van %(first)s tot vandaag.")
        shown = {"first": f"{search.first_day:%d/%m/%Y}"}
        raise ValidationError({"first_lesson_on": sentence % shown})
    search.first_day = first_lesson_on
    keep_school_hours(search, trajectory, school_hours)
    return _recount(trajectory, search, actor=actor, on=on)


@transaction.atomic
def recount(search_id: int, *, calendar: CalendarVersion, actor: Actor, on: date) -> Search:
    """Counts a search anew on another version of the calendar of its provider."""
    trajectory = lock_trajectory(Search.objects.values_list("trajectory_id", flat=True).get(pk=search_id))
    search = _lock_search(trajectory)
    check(RECOUNT_SEARCH, trajectory, TrajectoryStanding(), actor=actor, on=on)
    search.calendar, search.calendar_source = calendar, VERSION
    return _recount(trajectory, search, actor=actor, on=on)


@transaction.atomic
def deregister_expired(
    trajectory_id: int, *, destination: Destination | None, reason: str, actor: Actor, on: date
) -> Trajectory:
    """Deregisters a learner whose days are used up: it follows from the law, the provider confirms it."""
    trajectory = lock_trajectory(trajectory_id)
    search = _lock_search(trajectory)
    over = search.expired_on is not None or (search.last_day is not None and on > search.last_day)
    standing = TrajectoryStanding(search_is_over=over, destination_given=destination is not None)
    check(DEREGISTER_EXPIRED, trajectory, standing, actor=actor, on=on)
    assert destination is not None
    stop_search(trajectory.pk, on=on)
    trajectory.ended_on, trajectory.end_reason, trajectory.destination = on, reason.strip(), destination
    changed = {"ended_on", "end_reason", "destination"}
    return move(trajectory, DEREGISTER_EXPIRED, actor=actor, on=on, changed=changed, remark=reason.strip())


def keep_school_hours(search: Search, trajectory: Trajectory, hours: int | None) -> None:
    """Puts the hours a week at school in the columns of the search, when somebody noted them.

    Raises `ValidationError` when they are fewer than a learner without an agreement gets.
    """
    if hours is None:
        return
    form = SpecialForm(trajectory.special_form) if trajectory.special_form else None
    law = school_hours_while_searching(search.first_day, special_form=form)
    found = judge_school_hours(hours, law, population=Population(trajectory.population))
    if not found.is_enough:
        sentence = _(
            "%(hours)d uren per week is te weinig. Zonder overeenkomst geeft de school er minstens %(least)d."
        )
        raise ValidationError({"school_hours": sentence % {"hours": hours, "least": law.value}})
    search.school_hours = hours


def stop_search(trajectory_id: int, *, on: date) -> None:
    """Stops the search of a locked trajectory, where one runs; `on` is the last day that counts as used."""
    search = open_search_of(trajectory_id)
    if search is None:
        return
    used = days_used(search.first_day, on, search.school_calendar()) if on >= search.first_day else 0
    search.stopped_on, search.days_used = on, used
    search.warn_on = None
    search.save(update_fields=["stopped_on", "days_used", "warn_on"])


def _recount(trajectory: Trajectory, search: Search, *, actor: Actor, on: date) -> Search:
    before = search.last_day
    _keep(search, term_of(search, trajectory), on=on)
    search.save()
    remark = _("laatste dag %(before)s wordt %(after)s") % {"before": before, "after": search.last_day}
    move(trajectory, RECOUNT_SEARCH, actor=actor, on=on, remark=remark)
    return search


def _term(
    search: Search, trajectory: Trajectory, *, first_day: date | None, ended_on: date | None
) -> SearchTerm:
    facts = SearchFacts(
        first_day=first_day,
        ended_on=ended_on,
        extended=search.is_extended,
        special_education=bool(trajectory.special_form),
        days_used_before=search.days_used_before,
        population=Population(trajectory.population),
        calendar=search.school_calendar(),
    )
    return search_term(facts, search_law(first_day or ended_on or search.first_day))


def _keep(search: Search, term: SearchTerm, *, on: date) -> None:
    """Puts the last day, and the next day on which a warning is due, in the columns of the search.

    A search of which no day was left is over at once.
    """
    search.last_day = term.last_day
    search.expired_on = on if term.is_used_up else None
    days = warning_days(term, search.school_calendar(), search_law(search.first_day))
    search.warn_on = min((day for day in days.values() if day > on), default=None)


def _lock_search(trajectory: Trajectory) -> Search:
    """The search of a locked trajectory. Raises `Search.DoesNotExist` when none runs."""
    return (
        Search.objects.select_for_update(of=("self",))
        .select_related("calendar")
        .get(trajectory=trajectory, stopped_on__isnull=True)
    )
