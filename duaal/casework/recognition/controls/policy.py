"""Who may do which step of a control: the inspector who opened it, and nobody else."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.models import Control
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step


def may_open(actor: Actor) -> bool:
    """Whether the actor may open a control; of which undertaking, the inspector says with a reason."""
    return actor.role == Role.INSPECTOR and actor.is_logged_in


def may(actor: Actor, step: Step[Any], control: Control) -> bool:
    """Whether the actor may ever do the step of this control."""
    return actor.role in step.roles and may_open(actor) and actor.user_id == control.inspector_id


def require(actor: Actor, step: Step[Any], control: Control) -> None:
    """Raises `PermissionDenied` when the actor may not do the step of this control."""
    if not may(actor, step, control):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {control}")


def require_inspector(actor: Actor) -> int:
    """The user behind the inspector. Raises `PermissionDenied` for everybody who may not open a control."""
    if not may_open(actor) or actor.user_id is None:
        raise PermissionDenied(f"{actor.role} mag geen controle openen")
    return actor.user_id
