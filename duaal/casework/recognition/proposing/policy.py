"""Who may do which step of a proposal: a provider makes one, the body that recognised answers it."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.recognition import policy as recognitions
from duaal.casework.recognition.models import WithdrawalProposal
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step


def may_propose(actor: Actor) -> bool:
    """Whether the actor may propose at all; about which undertaking is for the guard."""
    return actor.role == Role.COUNSELLOR and actor.is_logged_in and bool(actor.organisation)


def may_answer(actor: Actor, step: Step[Any], proposal: WithdrawalProposal) -> bool:
    """Whether the actor may ever answer this proposal."""
    return recognitions.may(actor, step, proposal.recognition)


def require_propose(actor: Actor) -> None:
    """Raises `PermissionDenied` when the actor may not propose."""
    if not may_propose(actor):
        raise PermissionDenied(f"{actor.role} mag geen opheffing voorstellen")


def require_answer(actor: Actor, step: Step[Any], proposal: WithdrawalProposal) -> None:
    """Raises `PermissionDenied` when the actor may not answer this proposal."""
    if not may_answer(actor, step, proposal):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {proposal}")
