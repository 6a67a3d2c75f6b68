"""Writes of a plan whose workplace fell away: what is still open at work goes to a new place, in a draft."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from duaal.casework.progress.actions.steps import check, note
from duaal.casework.progress.actions.versions import renew
from duaal.casework.progress.models import Line, Plan, WeekBlock
from duaal.casework.progress.queries import mentors_at, newest_of, older_of, places_of, reached_by
from duaal.casework.progress.rules import is_reached
from duaal.casework.progress.states import AT_WORK, MOVE_PLAN, PlanStanding
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.facts import Population, SpecialForm
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.rules.law import school_hours_while_searching
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.period import ONE_DAY


@transaction.atomic
def bring(
    trajectory_id: int,
    *,
    to: int,
    stays: Collection[int] = (),
    lost_on: date,
    from_day: date,
    actor: Actor,
    on: date,
) -> Plan | None:
    """Brings what is still open at work to a new place and its mentor, in a draft; None without a plan.

    What was reached stays as it is, and so does what is learned at the places that stay. What cannot be
    learned at the new place waits without one. The hours at the lost place stop on its last day; until the
    first day at the new one the school gives the hours that the law asks of it.
    Raises `Recognition.DoesNotExist` for a place of another programme.
    """
    trajectory = lock_trajectory(trajectory_id)
    newest = newest_of(trajectory_id)
    if newest is None:
        return None
    if newest.fixed_on is not None:
        newest = renew(trajectory_id, actor=actor, on=on)
    check(MOVE_PLAN, trajectory, newest.state, PlanStanding(), actor=actor, on=on)
    Recognition.objects.only("pk").get(pk=to, programme=trajectory.programme_id)
    _bring_lines(newest, to, stays, from_day=from_day, trajectory=trajectory, on=on)
    _bring_weeks(newest, to, stays, lost_on=lost_on, from_day=from_day, trajectory=trajectory)
    note(trajectory, MOVE_PLAN, before=newest.state, actor=actor, on=on)
    return newest


def _bring_lines(
    plan: Plan, to: int, stays: Collection[int], *, from_day: date, trajectory: Trajectory, on: date
) -> None:
    place, mentor = places_of([to], on=on)[to], mentors_at([to]).first()
    at_work = Line.objects.filter(plan=plan, venue__in=sorted(AT_WORK)).select_related("competence")
    lines = [one for one in at_work if one.recognition_id not in stays]
    reached, older = reached_by(trajectory.pk), older_of([one.competence for one in lines])
    still = [one for one in lines if not is_reached(one.competence.code, reached, older)]
    for line in still:
        fits = place.can_teach(line.competence.code)
        line.recognition_id = to if fits else None
        line.mentor = mentor if fits else None
        line.starts_on = min(max(line.starts_on, from_day), plan.ends_on)
        line.ends_on = max(line.ends_on, line.starts_on)
    Line.objects.bulk_update(still, ["recognition", "mentor", "starts_on", "ends_on"])


def _bring_weeks(
    plan: Plan,
    to: int,
    stays: Collection[int],
    *,
    lost_on: date,
    from_day: date,
    trajectory: Trajectory,
) -> None:
    cut = lost_on + ONE_DAY
    gap_from = from_day
    for block in WeekBlock.objects.filter(plan=plan, ends_on__gte=cut):
        works = block.recognition_id is not None or block.real_minutes or block.simulated_minutes
        if not works or block.recognition_id in stays:
            continue
        gap_from = min(gap_from, max(block.starts_on, cut))
        if block.ends_on >= from_day:
            WeekBlock.objects.create(
                plan=plan,
                recognition_id=to,
                starts_on=max(block.starts_on, from_day),
                ends_on=block.ends_on,
                real_minutes=block.real_minutes,
                simulated_minutes=block.simulated_minutes,
                lessons=block.lessons,
            )
        if block.starts_on < cut:
            block.ends_on = lost_on
            block.save(update_fields=["ends_on"])
        else:
            block.delete()
    if gap_from < from_day and trajectory.population != Population.ADULT:
        form = SpecialForm(trajectory.special_form) if trajectory.special_form else None
        hours = school_hours_while_searching(gap_from, special_form=form)
        WeekBlock.objects.create(
            plan=plan, starts_on=gap_from, ends_on=from_day - ONE_DAY, lessons=hours.value
        )
