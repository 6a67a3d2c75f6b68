"""Who may make users and give or take capacities. Deny by default."""

from django.core.exceptions import PermissionDenied

from duaal.foundation.kernel.actor import Actor, Role


def may_manage_users(actor: Actor) -> bool:
    """Whether the actor may make users and give, change or end capacities: the department, and the system."""
    return actor.role == Role.SYSTEM or (actor.role == Role.DEPARTMENT and actor.is_logged_in)


def require_manage_users(actor: Actor) -> None:
    """Raises `PermissionDenied` when the actor may not manage users."""
    if not may_manage_users(actor):
        raise PermissionDenied(f"{actor.role} mag geen gebruikers beheren")


def may_manage_tokens(actor: Actor, role: Role, organisation: str) -> bool:
    """Whether the actor may make and revoke tokens of it: a company its own, the department all."""
    if not actor.is_logged_in:
        return False
    own = role == actor.role == Role.COMPANY and organisation == actor.organisation
    return own or actor.role == Role.DEPARTMENT


def require_manage_tokens(actor: Actor, role: Role, organisation: str) -> None:
    """Raises `PermissionDenied` when the actor may not manage tokens of the organisation."""
    if not may_manage_tokens(actor, role, organisation):
        raise PermissionDenied(f"{actor.role} mag geen koppelingen beheren van {organisation}")
