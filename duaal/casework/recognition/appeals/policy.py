"""Who may do which step of an appeal. By law only the undertaking itself lodges one, nobody in its name."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from duaal.casework.recognition.appeals.contested import Contested, company_of, reference_of
from duaal.casework.recognition.appeals.states import LODGE
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.workflow import Step

IN_ITS_NAME = frozenset({Role.COUNSELLOR, Role.SECTOR})
"""Who may apply in the name of a company, and for that reason may think to appeal in its name too."""


def may(actor: Actor, step: Step[Any], contested: Contested) -> bool:
    """Whether the actor may ever do the step of an appeal against this decision.

    The deciding partnership may do none: it does not judge an appeal against its own decision.
    """
    if actor.role not in step.roles:
        return False
    if actor.role == Role.COMPANY:
        return actor.organisation == company_of(contested).enterprise_number
    return actor.role in {Role.DEPARTMENT, Role.SYSTEM}


def require(actor: Actor, step: Step[Any], contested: Contested) -> None:
    """Raises `PermissionDenied` when the actor may not do the step; a mandate does not hold for an appeal."""
    if may(actor, step, contested):
        return
    if step is LODGE and actor.role in IN_ITS_NAME:
        raise PermissionDenied(only_the_company())
    raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {reference_of(contested)}")


def only_the_company() -> str:
    """What who acts for a company reads in the place of the button."""
    return _(
        "Alleen de onderneming zelf kan in beroep gaan, ook al diende u de aanvraag in haar naam in. "
        "Bezorg haar uw tekst: zij meldt zich aan en stelt het beroep in."
    )
