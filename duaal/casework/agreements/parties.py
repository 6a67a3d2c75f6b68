"""Who may do which step on which agreement: the parties to it, each its own steps."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.agreements.models import Agreement
from duaal.casework.trajectories.models import Learner
from duaal.casework.trajectories.queries import guardians_on
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step


def may(actor: Actor, step: Step[Any], agreement: Agreement, *, on: date) -> bool:
    """Whether the actor may ever do the step on this agreement; not whether it can be done now.

    Who is not logged in signs with the link alone, which the signing itself looks at.
    """
    if actor.role not in step.roles:
        return False
    if actor.role in {Role.SYSTEM, Role.ANYONE}:
        return True
    return is_party(actor, agreement, on=on)


def require(actor: Actor, step: Step[Any], agreement: Agreement, *, on: date) -> None:
    """Raises `PermissionDenied` when the actor may not do the step on this agreement."""
    if not may(actor, step, agreement, on=on):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {agreement}")


def is_party(actor: Actor, agreement: Agreement, *, on: date) -> bool:
    """Whether the actor is a party: the school, and once it was proposed company, learner and guardian."""
    if not actor.is_logged_in or agreement.trajectory is None:
        return False
    learner = agreement.trajectory.learner
    match actor.role:
        case Role.COUNSELLOR:
            return agreement.provider is not None and agreement.provider.number == actor.organisation
        case Role.COMPANY:
            was_proposed = agreement.proposed_on is not None
            return was_proposed and agreement.company.enterprise_number == actor.organisation
        case Role.LEARNER:
            mine = learner.number == actor.organisation and learner.person_id == actor.person_id
            return mine and agreement.proposed_on is not None
        case Role.GUARDIAN:
            mine = learner.number == actor.organisation and agreement.proposed_on is not None
            return mine and _represents(actor, learner, on=on)
    return False


def _represents(actor: Actor, learner: Learner, *, on: date) -> bool:
    if actor.person_id is None:
        return False
    return guardians_on(on).filter(learner=learner, person_id=actor.person_id).exists()


def require_decider(actor: Actor, step: Step[Any], agreement: Agreement) -> None:
    """Raises `PermissionDenied` when the actor does not decide as the department."""
    if actor.role not in step.roles or not actor.is_logged_in:
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {agreement}")
