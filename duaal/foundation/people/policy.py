"""Who may see a national number in clear. Deny by default."""

from django.core.exceptions import PermissionDenied

from duaal.foundation.kernel.actor import Actor, Role


def may_reveal_national_number(actor: Actor, *, in_own_file: bool = False) -> bool:
    """Whether the actor may see the national number of a person.

    The department may. An officer of a partnership may when the person stands in a file that the officer
    handles, for example as a mentor: only the package of that file knows, and says so with `in_own_file`.
    """
    match actor.role:
        case Role.DEPARTMENT:
            return actor.is_logged_in
        case Role.PARTNERSHIP | Role.FLEMISH_PARTNERSHIP:
            return actor.is_logged_in and in_own_file
    return False


def require_reveal_national_number(actor: Actor, *, in_own_file: bool = False) -> None:
    """Raises `PermissionDenied` when the actor may not see the national number."""
    if not may_reveal_national_number(actor, in_own_file=in_own_file):
        raise PermissionDenied(f"{actor.role} mag dit rijksregisternummer niet zien")
