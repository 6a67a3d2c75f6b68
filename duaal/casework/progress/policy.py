"""Who may do which step on a plan: staff of the provider of the learner, and the rules themselves."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.progress.models import Plan
from duaal.casework.recognition import policy as of_recognitions
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories import policy as of_trajectories
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step


def may(actor: Actor, step: Step[Any], file: Trajectory | Recognition) -> bool:
    """Whether the actor may ever do the step: on the plan of a trajectory, or about a recognised place."""
    if isinstance(file, Recognition):
        return actor.is_logged_in and of_recognitions.may(actor, step, file)
    return of_trajectories.may(actor, step, file)


def require(actor: Actor, step: Step[Any], file: Trajectory | Recognition) -> None:
    """Raises `PermissionDenied` when the actor may not do the step."""
    if not may(actor, step, file):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {file}")


NOT_FOR_A_COMPANY = frozenset({"adjustments", "prior_competences"})


def hidden_texts(actor: Actor, plan: Plan) -> frozenset[str]:
    """The agreements that this reader has no business with.

    A company reads what is agreed about work. What is adjusted at school and what the learner knew before is
    between the school, the learner and the parents (art. 357/19 of the Codex hears a company on work only).
    """
    return NOT_FOR_A_COMPANY if actor.role == Role.COMPANY else frozenset()
