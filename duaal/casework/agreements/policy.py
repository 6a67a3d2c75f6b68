"""Who may do which step of an agreement: the staff of the school or centre that concluded it."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.agreements.models import Agreement
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step


def may(actor: Actor, step: Step[Any], agreement: Agreement) -> bool:
    """Whether the actor may ever do the step on this agreement."""
    if actor.role not in step.roles or not actor.is_logged_in:
        return False
    provider = agreement.provider
    return actor.role == Role.COUNSELLOR and provider is not None and provider.number == actor.organisation


def require(actor: Actor, step: Step[Any], agreement: Agreement) -> None:
    """Raises `PermissionDenied` when the actor may not do the step on this agreement."""
    if not may(actor, step, agreement):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {agreement}")
