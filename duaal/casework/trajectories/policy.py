"""Who may do which step on which trajectory: staff of its own provider, and the rules themselves."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.trajectories.models import Trajectory
from duaal.casework.trajectories.states import AT_HOME
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step
from duaal.register.organisations.models import Provider


def may(actor: Actor, step: Step[Any], trajectory: Trajectory) -> bool:
    """Whether the actor may ever do the step on this trajectory; not whether it can be done now."""
    if actor.role not in step.roles:
        return False
    if actor.role == Role.SYSTEM:
        return True
    if actor.role in AT_HOME:
        return is_at_home(actor, trajectory)
    return actor.role == Role.COUNSELLOR and may_enrol_at(actor, trajectory.provider)


def is_at_home(actor: Actor, trajectory: Trajectory) -> bool:
    """Whether the actor is the learner, or acts for the learner; whether that still holds is for the step."""
    learner = trajectory.learner
    if not actor.is_logged_in or actor.person_id is None or actor.organisation != learner.number:
        return False
    return actor.role == Role.GUARDIAN or actor.person_id == learner.person_id


def require(actor: Actor, step: Step[Any], trajectory: Trajectory) -> None:
    """Raises `PermissionDenied` when the actor may not do the step on this trajectory."""
    if not may(actor, step, trajectory):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {trajectory}")


def may_enrol_at(actor: Actor, provider: Provider) -> bool:
    """Whether the actor is a member of staff who enrols learners at the provider."""
    return actor.role == Role.COUNSELLOR and actor.is_logged_in and actor.organisation == provider.number


def require_enrol_at(actor: Actor, provider: Provider) -> None:
    """Raises `PermissionDenied` when the actor may not enrol learners at the provider."""
    if not may_enrol_at(actor, provider):
        raise PermissionDenied(f"{actor.role} mag niemand inschrijven bij {provider.number}")
