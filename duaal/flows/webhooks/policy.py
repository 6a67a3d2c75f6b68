"""Who may manage the addresses of an organisation: who acts for it. Deny by default."""

from django.core.exceptions import PermissionDenied

from duaal.flows.webhooks.models import ROLES
from duaal.foundation.kernel.actor import Actor


def may_manage(actor: Actor) -> bool:
    """Whether the actor may have addresses: staff of a school or centre, and a company."""
    return actor.is_logged_in and actor.role in ROLES and bool(actor.organisation)


def require_manage(actor: Actor) -> None:
    """Raises `PermissionDenied` when the actor may have no addresses."""
    if not may_manage(actor):
        raise PermissionDenied(f"{actor.role} heeft geen adressen voor meldingen")
