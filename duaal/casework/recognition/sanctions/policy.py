"""Who may do which step of guidance and sanctions on which recognition."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.models import Recognition, SanctionDecision
from duaal.casework.recognition.sanctions.steps import (
    ANSWER_EXCLUSION,
    BAR_MENTOR,
    DECIDE_SANCTION,
    DECIDE_WITHDRAWAL,
    EXCLUDE,
)
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step

OF_EVERY_PARTNERSHIP = frozenset(
    step.name for step in (DECIDE_SANCTION, DECIDE_WITHDRAWAL, EXCLUDE, BAR_MENTOR, ANSWER_EXCLUSION)
)
"""Steps that the Flemish Partnership may do on the recognitions of other partnerships too.

It holds by law whatever a cooperation agreement does not hand over, so the exclusion by default; the guard of
the decision says when it can withdraw what another partnership granted.
"""


def may(actor: Actor, step: Step[Any], recognition: Recognition) -> bool:
    """Whether the actor may ever do the step on this recognition; not whether it can be done now."""
    if actor.role not in step.roles:
        return False
    match actor.role:
        case Role.COMPANY:
            return actor.organisation == recognition.company.enterprise_number
        case Role.PARTNERSHIP:
            return actor.organisation == recognition.partnership_id
        case Role.FLEMISH_PARTNERSHIP:
            return actor.organisation == recognition.partnership_id or step.name in OF_EVERY_PARTNERSHIP
        case Role.DEPARTMENT | Role.SYSTEM:
            return True
    return False


def require(actor: Actor, step: Step[Any], recognition: Recognition) -> None:
    """Raises `PermissionDenied` when the actor may not do the step on this recognition."""
    if not may(actor, step, recognition):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {recognition}")


def require_read(actor: Actor, step: Step[Any], decision: SanctionDecision) -> None:
    """Raises `PermissionDenied` unless the decision is about the company of the actor."""
    if actor.role not in step.roles or actor.organisation != decision.company.enterprise_number:
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {decision}")
