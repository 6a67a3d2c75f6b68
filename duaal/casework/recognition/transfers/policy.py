"""Who may do which step of a transfer: who has the case asks, who would get it answers, who orders orders."""

from django.core.exceptions import PermissionDenied

from duaal.casework.recognition import policy
from duaal.casework.recognition.models import Application, Transfer
from duaal.casework.recognition.states.transfers import ASK_TRANSFER, ORDERING, TransferStanding
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step


def may(actor: Actor, step: Step[TransferStanding], application: Application, asked: Transfer | None) -> bool:
    """Whether the actor may ever do the step on this case, of which `asked` is the open wish."""
    if actor.role not in step.roles:
        return False
    if step is ASK_TRANSFER:
        return policy.may(actor, step, application)
    if step.roles == ORDERING:
        return True
    return asked is not None and actor.organisation == asked.to_partnership_id


def require(
    actor: Actor, step: Step[TransferStanding], application: Application, asked: Transfer | None
) -> None:
    """Raises `PermissionDenied` when the actor may not do the step on this case."""
    if not may(actor, step, application, asked):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {application.reference}")
