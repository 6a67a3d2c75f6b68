"""Who may do which step of an authorisation. A holder only with his own; the company with those it gave."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.mandates.holding import is_held_by
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.models import Mandate
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step


def may(actor: Actor, step: Step[Any], mandate: Mandate) -> bool:
    """Whether the actor may ever do the step on this authorisation."""
    if actor.role not in step.roles:
        return False
    if actor.role == Role.COMPANY:
        return actor.organisation == mandate.company.enterprise_number
    return actor.role == Role.SYSTEM or is_held_by(mandate, actor)


def require(actor: Actor, step: Step[Any], mandate: Mandate) -> None:
    """Raises `PermissionDenied` when the actor may not do the step."""
    if not may(actor, step, mandate):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {mandate}")


def require_register(actor: Actor) -> None:
    """Raises `PermissionDenied` for who cannot act in the name of a company."""
    if actor.role not in HOLDERS or not actor.is_logged_in:
        raise PermissionDenied(f"{actor.role} kan geen machtiging krijgen")
