"""Who may do which step of an appeal. By law only the undertaking itself lodges one, nobody in its name."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.models import Application
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step


def may(actor: Actor, step: Step[Any], application: Application) -> bool:
    """Whether the actor may ever do the step of an appeal about this application.

    The deciding partnership may do none: it does not judge an appeal against its own decision.
    """
    if actor.role not in step.roles:
        return False
    if actor.role == Role.COMPANY:
        return actor.organisation == application.company.enterprise_number
    return actor.role in {Role.DEPARTMENT, Role.SYSTEM}


def require(actor: Actor, step: Step[Any], application: Application) -> None:
    """Raises `PermissionDenied` when the actor may not do the step."""
    if not may(actor, step, application):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {application.reference}")
