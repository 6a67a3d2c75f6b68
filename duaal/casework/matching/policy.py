"""Who may do which step on an offer or a contact: the company of the place, the school of the learner."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.matching.models import Contact
from duaal.casework.matching.states import OPEN
from duaal.casework.recognition.models import Recognition
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step


def may_offer(actor: Actor, step: Step[Any], recognition: Recognition) -> bool:
    """Whether the actor may ever do the step on the offer of this recognition."""
    if actor.role not in step.roles:
        return False
    return actor.role == Role.SYSTEM or _is_company(actor, recognition)


def require_offer(actor: Actor, step: Step[Any], recognition: Recognition) -> None:
    """Raises `PermissionDenied` when the actor may not do the step on the offer of this recognition."""
    if not may_offer(actor, step, recognition):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {recognition}")


def may(actor: Actor, step: Step[Any], contact: Contact) -> bool:
    """Whether the actor may ever do the step on this contact; not whether it can be done now."""
    if actor.role not in step.roles:
        return False
    match actor.role:
        case Role.SYSTEM:
            return True
        case Role.COMPANY:
            return _is_company(actor, contact.recognition)
        case Role.COUNSELLOR:
            return may_seek_for(actor, contact.trajectory)
    return False


def require(actor: Actor, step: Step[Any], contact: Contact) -> None:
    """Raises `PermissionDenied` when the actor may not do the step on this contact."""
    if not may(actor, step, contact):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {contact}")


def may_seek_for(actor: Actor, trajectory: Trajectory) -> bool:
    """Whether the actor looks for a workplace for this learner: staff of its own provider."""
    is_staff = actor.role == Role.COUNSELLOR and actor.is_logged_in
    return is_staff and actor.organisation == trajectory.provider.number


def require_seek_for(actor: Actor, trajectory: Trajectory) -> None:
    """Raises `PermissionDenied` when the actor does not look for a workplace for this learner."""
    if not may_seek_for(actor, trajectory):
        raise PermissionDenied(f"{actor.role} zoekt geen werkplek voor {trajectory}")


def may_read_learner(actor: Actor, contact: Contact) -> bool:
    """Whether the actor reads who the learner is, and the message.

    The learner agreed for this question: a company reads it as long as the contact is open.
    """
    return actor.role != Role.COMPANY or contact.state in OPEN


def _is_company(actor: Actor, recognition: Recognition) -> bool:
    is_company = actor.role == Role.COMPANY and actor.is_logged_in
    return is_company and actor.organisation == recognition.company.enterprise_number
