"""Who may make users and give or take capacities. Deny by default."""

from django.core.exceptions import PermissionDenied

from duaal.foundation.accounts.models import ApiToken
from duaal.foundation.kernel.actor import Actor, Role

PERSONAL_TOKENS = frozenset({Role.COUNSELLOR, Role.SECTOR, Role.INSPECTOR})
"""Roles whose tokens belong to one person, as their mandates and controls do."""


def may_manage_users(actor: Actor) -> bool:
    """Whether the actor may make users and give, change or end capacities: the department, and the system."""
    return actor.role == Role.SYSTEM or (actor.role == Role.DEPARTMENT and actor.is_logged_in)


def require_manage_users(actor: Actor) -> None:
    """Raises `PermissionDenied` when the actor may not manage users."""
    if not may_manage_users(actor):
        raise PermissionDenied(f"{actor.role} mag geen gebruikers beheren")


def may_manage_tokens(actor: Actor, role: Role, organisation: str) -> bool:
    """Whether the actor may make and revoke tokens of it: its own, and the department all but personal ones.

    Such a token acts on the mandates or the controls of that person, so nobody else makes one for him.
    """
    if not actor.is_logged_in:
        return False
    makes_own = actor.role in PERSONAL_TOKENS | {Role.COMPANY}
    own = makes_own and role == actor.role and organisation == actor.organisation
    return own or (actor.role == Role.DEPARTMENT and role not in PERSONAL_TOKENS)


def require_manage_tokens(actor: Actor, role: Role, organisation: str) -> None:
    """Raises `PermissionDenied` when the actor may not manage tokens of the organisation."""
    if not may_manage_tokens(actor, role, organisation):
        raise PermissionDenied(f"{actor.role} mag geen koppelingen beheren van {organisation}")


def may_revoke_token(actor: Actor, token: ApiToken) -> bool:
    """Whether the actor may revoke the token: who manages it, of a personal one only its maker; always the
    department.
    """
    if actor.role == Role.DEPARTMENT:
        return actor.is_logged_in
    if token.role in PERSONAL_TOKENS and actor.user_id != token.created_by_id:
        return False
    return may_manage_tokens(actor, Role(token.role), token.organisation)


def require_revoke_token(actor: Actor, token: ApiToken) -> None:
    """Raises `PermissionDenied` when the actor may not revoke the token."""
    if not may_revoke_token(actor, token):
        raise PermissionDenied(f"{actor.role} mag de koppeling {token.pk} niet intrekken")
