"""What every step on a plan shares: the locked rows, the right, the guard, the audit entry.

Rows are locked in this order: learner, trajectory, plan. The file of every entry is the trajectory: the plan
of a learner is one story, over all its versions.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from duaal.casework.progress import policy
from duaal.casework.progress.models import Plan
from duaal.casework.progress.states import PlanStanding
from duaal.casework.trajectories.actions.steps import lock_trajectory
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step

PLAN_FILE = "plan"


def lock_plan(plan_id: int) -> Plan:
    """The version, locked after its trajectory. Raises `Plan.DoesNotExist`."""
    trajectory_id = Plan.objects.values_list("trajectory_id", flat=True).get(pk=plan_id)
    trajectory = lock_trajectory(trajectory_id)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    plan.trajectory = trajectory
    return plan


def check(
    step: Step[PlanStanding],
    trajectory: Trajectory,
    state: str,
    standing: PlanStanding,
    *,
    actor: Actor,
    on: date,
) -> None:
    """The right and the guard of a step on a locked plan: `PermissionDenied`, or `Refused`."""
    policy.require(actor, step, trajectory)
    step.check(state, standing, on=on)


def note(
    trajectory: Trajectory,
    step: Step[Any],
    *,
    before: str,
    actor: Actor,
    on: date,
    remark: str = "",
    rule_versions: Iterable[Mapping[str, object]] = (),
) -> None:
    """The audit entry of a step that was set."""
    record(
        file_kind=PLAN_FILE,
        file_id=trajectory.pk,
        step=step.name,
        from_state=before,
        to_state=step.target or before,
        actor=actor,
        on=on,
        remark=remark,
        rule_versions=rule_versions,
    )
