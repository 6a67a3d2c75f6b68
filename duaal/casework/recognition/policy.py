"""Who may do which step on which application. Deny by default; lists are filtered by `queries.visible_to`."""

from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.casework.recognition.mandates.holding import holds, holds_form, mandate_from
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.models import Application, Recognition, RequestForm
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
        case Role.COUNSELLOR | Role.SECTOR:
            return isinstance(file, Application) and file.taken_over_on is None and holds(actor, file)
        case Role.SYSTEM:
            return True
    return False


def require(actor: Actor, step: Step[Any], file: Application | Recognition) -> None:
    """Raises `PermissionDenied` when the actor may not do the step on this file."""
    if not may(actor, step, file):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {file}")


def may_apply_for(actor: Actor, company: Company) -> bool:
    """Whether the actor may apply for recognition in the name of the company: itself, or by its mandate."""
    if actor.role in HOLDERS:
        return mandate_from(actor, company.pk) is not None
    return actor.role == Role.COMPANY and actor.organisation == company.enterprise_number


def require_apply_for(actor: Actor, company: Company) -> None:
    """Raises `PermissionDenied` when the actor may not apply in the name of the company."""
    if not may_apply_for(actor, company):
        raise PermissionDenied(f"{actor.role} mag geen erkenning aanvragen voor {company.enterprise_number}")


def may_write(actor: Actor, form: RequestForm) -> bool:
    """Whether the actor may go on with the request form: the company with its own, a holder with his."""
    if actor.role in HOLDERS:
        return holds_form(actor, form)
    is_own = form.mandate_id is None or form.handed_over_on is not None
    return is_own and may_apply_for(actor, form.company)


def require_write(actor: Actor, form: RequestForm) -> None:
    """Raises `PermissionDenied` when the form is not, or no longer, the actor's to go on with."""
    if not may_write(actor, form):
        raise PermissionDenied(f"{actor.role} mag niet verdergaan met {form}")


def may_see_judgements(actor: Actor) -> bool:
    """Whether the actor may read what was found and judged of company and mentors, now or once decided.

    A school or a sector that sent the case sees the recognition and the names of its mentors only
    (`recognition.md` 6.3).
    """
    return actor.role not in HOLDERS


def may_see_trail(actor: Actor) -> bool:
    """Whether the actor may see the audit trail with the names of those who acted: the department only."""
    return actor.role == Role.DEPARTMENT


def may_open_papers(actor: Actor, application: Application) -> bool:
    """Whether the actor may open the mandate and the declaration: who judges, the company, and the holder."""
    match actor.role:
        case Role.COMPANY:
            return actor.is_logged_in and actor.organisation == application.company.enterprise_number
        case Role.COUNSELLOR | Role.SECTOR:
            return holds(actor, application)
    return may_open_documents(actor, application)


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
