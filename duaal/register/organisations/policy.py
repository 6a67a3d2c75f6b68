"""Who may do which step on a company of the register. Deny by default."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.register.organisations.states import CLAIM


def may(actor: Actor, step: Step[Any]) -> bool:
    """Whether the actor may ever do the step; not whether it can be done now.

    Claiming a company is for whoever is logged in as a known person; the register then says whether that
    person represents it.
    """
    if step == CLAIM and (not actor.is_logged_in or actor.person_id is None):
        return False
    return actor.role in step.roles


def require(actor: Actor, step: Step[Any]) -> None:
    """Raises `PermissionDenied` when the actor may not do the step."""
    if not may(actor, step):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op een onderneming")
