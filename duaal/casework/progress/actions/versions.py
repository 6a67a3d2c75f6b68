"""Writes of versions: fixed for good, the next begun, a draft thrown away, moved to another place."""

from datetime import date

from django.db import transaction

from duaal.casework.progress.actions.steps import check, lock_plan, note
from duaal.casework.progress.actions.writing import default_line
from duaal.casework.progress.models import TEXTS, Evaluation, Line, Plan, WeekBlock
from duaal.casework.progress.queries import (
    check_of,
    facts_of,
    newest_of,
    older_of,
    places_of,
    reached_by,
)
from duaal.casework.progress.rules import content_hash, is_reached
from duaal.casework.progress.states import (
    DROP_DRAFT,
    FIX_PLAN,
    MOVE_PLAN,
    RENEW_PLAN,
    PlanStanding,
    PlanState,
)
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.states import ENROLLED
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.register.programmes.queries import competences_on

FIRST = 1


@transaction.atomic
def fix(plan_id: int, *, reason: str = "", actor: Actor, on: date) -> Plan:
    """Fixes a draft: complete, with its hash, never changed again. A later version says why it is there."""
    plan = lock_plan(plan_id)
    facts = facts_of(plan, on=on)
    found = check_of(plan, facts)
    standing = PlanStanding(
        incomplete=found.missing, reason_given=bool(reason.strip()), is_first=plan.version == FIRST
    )
    check(FIX_PLAN, plan.trajectory, plan.state, standing, actor=actor, on=on)
    plan.reason, plan.fixed_on = reason.strip(), on
    plan.content_hash = content_hash(facts)
    plan.save(update_fields=["reason", "fixed_on", "content_hash"])
    note(
        plan.trajectory,
        FIX_PLAN,
        before=PlanState.DRAFT,
        actor=actor,
        on=on,
        remark=plan.reason,
        rule_versions=as_rule_versions(found.because),
    )
    return plan


@transaction.atomic
def renew(trajectory_id: int, *, actor: Actor, on: date) -> Plan:
    """Begins the next version as a copy of the fixed one.

    When the document of the programme changed since, its competences of today stand in the new version, each
    learned where what it replaces was learned.
    """
    trajectory = lock_trajectory(trajectory_id)
    newest = newest_of(trajectory_id)
    standing = PlanStanding(
        has_draft=newest is not None and newest.fixed_on is None,
        has_fixed=newest is not None and newest.fixed_on is not None,
        is_enrolled=trajectory.state in ENROLLED,
    )
    check(RENEW_PLAN, trajectory, "", standing, actor=actor, on=on)
    assert newest is not None
    plan = Plan.objects.create(
        trajectory=trajectory,
        version=newest.version + 1,
        starts_on=newest.starts_on,
        ends_on=newest.ends_on,
        competences_on=min(max(on, newest.starts_on), newest.ends_on),
        made_on=on,
        made_by_name=actor.name,
        **{name: getattr(newest, name) for name in TEXTS},
    )
    _copy_lines(newest, plan)
    for block in WeekBlock.objects.filter(plan=newest):
        block.pk, block.plan = None, plan
        block.save(force_insert=True)
    for moment in Evaluation.objects.filter(plan=newest):
        moment.pk, moment.plan = None, plan
        moment.save(force_insert=True)
    note(trajectory, RENEW_PLAN, before="", actor=actor, on=on)
    return plan


@transaction.atomic
def drop(plan_id: int, *, actor: Actor, on: date) -> None:
    """Throws a draft away: the fixed version before it stays the plan."""
    plan = lock_plan(plan_id)
    standing = PlanStanding(is_first=plan.version == FIRST)
    check(DROP_DRAFT, plan.trajectory, plan.state, standing, actor=actor, on=on)
    plan.delete()
    note(plan.trajectory, DROP_DRAFT, before=PlanState.DRAFT, actor=actor, on=on)


@transaction.atomic
def move(
    trajectory_id: int, *, lost: int, to: int | None = None, from_day: date, actor: Actor, on: date
) -> Plan:
    """Brings what is still open at a lost place to another one, in a draft; reached lines stay as they are.

    What cannot be learned at the new place, or everything when there is none yet, waits without a place. The
    hours at the lost place stop the day before and go on as they were at the new one, or without a place.
    Raises `Recognition.DoesNotExist` for a place of another programme.
    """
    trajectory = lock_trajectory(trajectory_id)
    newest = newest_of(trajectory_id)
    if newest is None or newest.fixed_on is not None:
        newest = renew(trajectory_id, actor=actor, on=on)
    check(MOVE_PLAN, trajectory, newest.state, PlanStanding(), actor=actor, on=on)
    if to is not None:
        Recognition.objects.only("pk").get(pk=to, programme=trajectory.programme_id)
    _move_lines(newest, lost, to, from_day=from_day, trajectory=trajectory, on=on)
    _move_weeks(newest, lost, to, from_day=from_day)
    note(trajectory, MOVE_PLAN, before=PlanState.DRAFT, actor=actor, on=on)
    return newest


def _copy_lines(old: Plan, new: Plan) -> None:
    asked = list(competences_on(new.trajectory.programme_id, new.competences_on))
    before = {one.competence.code: one for one in Line.objects.filter(plan=old).select_related("competence")}
    older = older_of(asked)
    copies = []
    for competence in asked:
        names = (competence.code, *older.get(competence.code, ()))
        model = next((before[name] for name in names if name in before), None)
        line = default_line(new, competence, None)
        if model is not None:
            line.venue, line.recognition_id, line.mentor_id = (
                model.venue,
                model.recognition_id,
                model.mentor_id,
            )
            line.starts_on, line.ends_on = model.starts_on, model.ends_on
        copies.append(line)
    Line.objects.bulk_create(copies)


def _move_lines(
    plan: Plan, lost: int, to: int | None, *, from_day: date, trajectory: Trajectory, on: date
) -> None:
    place = places_of([to], on=on)[to] if to is not None else None
    lines = list(Line.objects.filter(plan=plan, recognition_id=lost).select_related("competence"))
    reached, older = reached_by(trajectory.pk), older_of([one.competence for one in lines])
    still = [one for one in lines if not is_reached(one.competence.code, reached, older)]
    for line in still:
        fits = place is not None and place.can_teach(line.competence.code)
        line.recognition_id, line.mentor_id = (to if fits else None), None
        line.starts_on = min(max(line.starts_on, from_day), plan.ends_on)
        line.ends_on = max(line.ends_on, line.starts_on)
    Line.objects.bulk_update(still, ["recognition", "mentor", "starts_on", "ends_on"])


def _move_weeks(plan: Plan, lost: int, to: int | None, *, from_day: date) -> None:
    for block in WeekBlock.objects.filter(plan=plan, recognition_id=lost, ends_on__gte=from_day):
        rest = WeekBlock(
            plan=plan,
            recognition_id=to,
            starts_on=max(block.starts_on, from_day),
            ends_on=block.ends_on,
            real_minutes=block.real_minutes,
            simulated_minutes=block.simulated_minutes,
            lessons=block.lessons,
        )
        if block.starts_on < from_day:
            block.ends_on = from_day - ONE_DAY
            block.save(update_fields=["ends_on"])
        else:
            block.delete()
        rest.save()
