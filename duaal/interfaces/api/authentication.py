"""Who asks: the bearer token gives the actor. An operation names its roles; one that names none is shut."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from duaal.foundation.accounts.tokens import actor_with, token_of, use
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.api.pace import paced
from duaal.interfaces.api.problems import TooLarge, TooMany

COMPANIES = (Role.COMPANY,)
FOR_OTHERS = (Role.COUNSELLOR, Role.SECTOR)
APPLICANTS = (*COMPANIES, *FOR_OTHERS)
DECIDERS = (Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP)
READERS = (*COMPANIES, *DECIDERS, Role.DEPARTMENT)
MINUTE = 60


class Token(HttpBearer):
    """A token of an organisation, for these roles. Counts every request, also one refused afterwards.

    `with_files` for an operation that takes documents along.
    """

    def __init__(self, *roles: Role, with_files: bool = False) -> None:
        super().__init__()
        self.roles = frozenset(roles)
        self.with_files = with_files

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor; None for a token that does not work, which counts as a request without one.

        Raises `TooMany` above the rate, `PermissionDenied` for another role, `TooLarge` for a large body.
        """
        on, at = today(), timezone.now()
        found = token_of(token, on=on)
        if found is None:
            paced(request)
            return None
        if use(found, on=on, at=at) > settings.API_RATE_PER_MINUTE:
            raise TooMany(MINUTE - at.second)
        actor = actor_with(found)
        if actor.role not in self.roles:
            raise PermissionDenied(f"{actor.role} mag deze bewerking niet vragen")
        largest = settings.API_LARGEST_WITH_FILES if self.with_files else settings.API_LARGEST_REQUEST
        if int(request.headers.get("Content-Length") or 0) > largest:
            raise TooLarge
        request.api_token = found  # type: ignore[attr-defined]
        return actor


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as the token says."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor
