"""Who may do which step on which application. Deny by default; lists are filtered by `queries.visible_to`."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.models import Application, Recognition
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step
from duaal.register.organisations.models import Company


def may(actor: Actor, step: Step[Any], file: Application | Recognition) -> bool:
    """Whether the actor may ever do the step on this file; not whether it can be done now."""
    if actor.role not in step.roles:
        return False
    match actor.role:
        case Role.COMPANY:
            return actor.organisation == file.company.enterprise_number
        case Role.PARTNERSHIP | Role.FLEMISH_PARTNERSHIP:
            return actor.organisation == file.partnership_id
        case Role.SYSTEM:
            return True
    return False


def require(actor: Actor, step: Step[Any], file: Application | Recognition) -> None:
    """Raises `PermissionDenied` when the actor may not do the step on this file."""
    if not may(actor, step, file):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {file}")


def may_apply_for(actor: Actor, company: Company) -> bool:
    """Whether the actor may apply for recognition in the name of the company: only itself for now."""
    return actor.role == Role.COMPANY and actor.organisation == company.enterprise_number


def require_apply_for(actor: Actor, company: Company) -> None:
    """Raises `PermissionDenied` when the actor may not apply in the name of the company."""
    if not may_apply_for(actor, company):
        raise PermissionDenied(f"{actor.role} mag geen erkenning aanvragen voor {company.enterprise_number}")


def may_see_trail(actor: Actor) -> bool:
    """Whether the actor may see the audit trail with the names of those who acted: the department only."""
    return actor.role == Role.DEPARTMENT


def may_open_documents(actor: Actor, application: Application) -> bool:
    """Whether the actor may open what was uploaded about the mentors.

    Who decides the case may, and the department; not the company that sent it, and never a provider: an
    extract is read by those who judge it only.
    """
    match actor.role:
        case Role.PARTNERSHIP | Role.FLEMISH_PARTNERSHIP:
            return actor.is_logged_in and actor.organisation == application.partnership_id
        case Role.DEPARTMENT:
            return actor.is_logged_in
    return False


def require_open_documents(actor: Actor, application: Application) -> None:
    """Raises `PermissionDenied` when the actor may not open what was uploaded in this case."""
    if not may_open_documents(actor, application):
        raise PermissionDenied(f"{actor.role} mag de documenten van {application.reference} niet openen")
