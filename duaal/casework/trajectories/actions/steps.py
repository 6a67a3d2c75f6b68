"""What every step on a trajectory shares: the locked row, the right, the guard, the audit entry.

Rows are locked in this order everywhere: learner, trajectory, search.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from duaal.casework.trajectories import policy
from duaal.casework.trajectories.models import Learner, Trajectory
from duaal.casework.trajectories.queries import TRAJECTORY_FILE
from duaal.casework.trajectories.states import TrajectoryStanding, TrajectoryState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step


def lock_trajectory(trajectory_id: int) -> Trajectory:
    """The trajectory, locked after its learner. Raises `Trajectory.DoesNotExist`."""
    learner_id = Trajectory.objects.values_list("learner_id", flat=True).get(pk=trajectory_id)
    Learner.objects.select_for_update().get(pk=learner_id)
    return (
        Trajectory.objects.select_for_update(of=("self",))
        .select_related("provider", "programme", "learner__person")
        .get(pk=trajectory_id)
    )


def check(
    step: Step[TrajectoryStanding],
    trajectory: Trajectory,
    standing: TrajectoryStanding,
    *,
    actor: Actor,
    on: date,
) -> None:
    """The right and the guard of a step on a locked trajectory: `PermissionDenied`, or `Refused`."""
    policy.require(actor, step, trajectory)
    step.check(trajectory.state, standing, on=on)


def move(
    trajectory: Trajectory,
    step: Step[Any],
    *,
    actor: Actor,
    on: date,
    changed: Iterable[str] = (),
    reasons: Iterable[str] = (),
    rule_versions: Iterable[Mapping[str, object]] = (),
    remark: str = "",
    before: str | None = None,
) -> Trajectory:
    """Saves the changed columns and the new state of a locked trajectory, and records the step."""
    was = trajectory.state if before is None else before
    columns = set(changed)
    if step.target is not None:
        trajectory.state = TrajectoryState(step.target)
        columns.add("state")
    if columns:
        trajectory.save(update_fields=sorted(columns))
    record(
        file_kind=TRAJECTORY_FILE,
        file_id=trajectory.pk,
        step=step.name,
        from_state=was,
        to_state=trajectory.state,
        actor=actor,
        on=on,
        reasons=reasons,
        rule_versions=rule_versions,
        remark=remark,
    )
    return trajectory
