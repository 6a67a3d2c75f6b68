"""Who may do which step on a company of the register. Deny by default."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.workflow import Step
from duaal.register.organisations.states import CLAIM


@dataclass(frozen=True, slots=True)
class Claimant:
    """A logged-in user of whom it is known which person it is."""

    user_id: int
    person_id: int


def claimant(actor: Actor) -> Claimant:
    """Who claims a company: a user logged in as a known person. The register says whom it represents.

    Raises `PermissionDenied` for anyone else.
    """
    require(actor, CLAIM)
    if actor.user_id is None or actor.person_id is None:
        raise PermissionDenied(
            "alleen wie aangemeld is als een bekende persoon, kan een onderneming toevoegen"
        )
    return Claimant(actor.user_id, actor.person_id)


def may(actor: Actor, step: Step[Any]) -> bool:
    """Whether the actor may ever do the step; not whether it can be done now."""
    return actor.role in step.roles


def require(actor: Actor, step: Step[Any]) -> None:
    """Raises `PermissionDenied` when the actor may not do the step."""
    if not may(actor, step):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op een onderneming")
