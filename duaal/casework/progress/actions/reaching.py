"""Writes of what a learner reached: recorded by the counsellor, over every version of the plan."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.progress.actions.steps import check, note
from duaal.casework.progress.models import Line, Plan, Reached
from duaal.casework.progress.queries import newest_of
from duaal.casework.progress.states import (
    NOT_REACHED,
    REACH,
    REACHED_ALREADY,
    TAKE_BACK,
    PlanStanding,
    PlanState,
)
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused


@transaction.atomic
def reach(trajectory_id: int, competence_id: int, *, reached_on: date, actor: Actor, on: date) -> Reached:
    """Records that the learner reached a competence of the plan.

    Raises `Line.DoesNotExist` for a competence that is not in the plan, `ValidationError` for a later day.
    """
    trajectory = lock_trajectory(trajectory_id)
    plan = newest_of(trajectory_id)
    check(REACH, trajectory, plan.state if plan else "", PlanStanding(), actor=actor, on=on)
    line = Line.objects.select_related("competence").get(plan=plan, competence_id=competence_id)
    if reached_on > on:
        sentence = _("%(day)s is nog niet voorbij. Noteer het wanneer het behaald is.")
        raise ValidationError({"reached_on": sentence % {"day": date_format(reached_on, "j F Y")}})
    if Reached.objects.filter(trajectory=trajectory, competence_id=competence_id).exists():
        raise Refused((REACHED_ALREADY,))
    found = Reached.objects.create(
        trajectory=trajectory,
        competence_id=competence_id,
        reached_on=reached_on,
        recorded_by_name=actor.name,
    )
    note(trajectory, REACH, before=_state(plan), actor=actor, on=on, remark=line.competence.code)
    return found


@transaction.atomic
def take_back(trajectory_id: int, competence_id: int, *, actor: Actor, on: date) -> None:
    """Records that a competence is not reached after all."""
    trajectory = lock_trajectory(trajectory_id)
    plan = newest_of(trajectory_id)
    check(TAKE_BACK, trajectory, plan.state if plan else "", PlanStanding(), actor=actor, on=on)
    found = Reached.objects.filter(trajectory=trajectory, competence_id=competence_id)
    reached = found.select_related("competence").first()
    if reached is None:
        raise Refused((NOT_REACHED,))
    code = reached.competence.code
    reached.delete()
    note(trajectory, TAKE_BACK, before=_state(plan), actor=actor, on=on, remark=code)


def _state(plan: Plan | None) -> str:
    return plan.state if plan is not None else PlanState.DRAFT
