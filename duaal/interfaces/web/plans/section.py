"""The training plan in short, for the page of a learner."""

from dataclasses import dataclass

from duaal.casework.progress import policy
from duaal.casework.progress.labels import STATE, TONE
from duaal.casework.progress.models import Line, Plan, Reached
from duaal.casework.progress.queries import newest_of
from duaal.casework.progress.states import START_PLAN
from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.states import ENROLLED
from duaal.foundation.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PlanInShort:
    """The newest version and how far the learner is; `may_start` when there is none and the reader writes."""

    plan: Plan | None
    state: str
    tone: str
    competences: int
    reached: int
    may_start: bool


def plan_in_short(trajectory: Trajectory, *, actor: Actor) -> PlanInShort | None:
    """What the page of the learner tells of the plan; None when there is nothing to tell this reader."""
    plan = newest_of(trajectory.pk)
    if plan is None:
        may_start = trajectory.state in ENROLLED and policy.may(actor, START_PLAN, trajectory)
        return PlanInShort(None, "", "", 0, 0, may_start) if may_start else None
    lines = Line.objects.filter(plan=plan)
    reached = Reached.objects.filter(
        trajectory=trajectory, competence__in=lines.values("competence_id")
    ).count()
    return PlanInShort(plan, str(STATE[plan.state]), TONE[plan.state], lines.count(), reached, False)
