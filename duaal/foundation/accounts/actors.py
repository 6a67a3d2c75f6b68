"""Who acts in a request, and in which capacity."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from duaal.foundation.accounts.models import Membership, User
from duaal.foundation.accounts.queries import memberships_on
from duaal.foundation.kernel.actor import ANYONE, Actor, Role
from duaal.foundation.kernel.today import today

CHOSEN = "capacity"
NEEDED = ("role", "organisation", "user__email", "user__person__given_name", "user__person__family_name")
"""What an actor is made of."""
_KEPT = "_duaal_capacities"


@dataclass(frozen=True, slots=True)
class Capacity:
    """A capacity that a user may pick: what `actions.switch_capacity` takes, and the actor it gives."""

    membership_id: int
    actor: Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor of the request: `ANYONE` when nobody is logged in.

    A user with several capacities acts in the one chosen in the session, and in the oldest until one is
    chosen or when the chosen one has ended. A user without any is logged in, with the role of anyone. One
    query a request beside those of the session and the user, however often it is asked.
    """
    if not request.user.is_authenticated:
        return ANYONE
    capacities = capacities_of(request)
    if not capacities:
        user = request.user
        return Actor(Role.ANYONE, user_id=user.pk, person_id=user.person_id, name=name_of(user))
    chosen = request.session.get(CHOSEN)
    return next((one.actor for one in capacities if one.membership_id == chosen), capacities[0].actor)


def capacities_of(request: HttpRequest) -> tuple[Capacity, ...]:
    """Every capacity that the user of the request has today, the oldest first; read once a request."""
    if not request.user.is_authenticated:
        return ()
    kept: tuple[Capacity, ...] | None = getattr(request, _KEPT, None)
    if kept is None:
        kept = capacities_on(request.user.pk, on=today())
        setattr(request, _KEPT, kept)
    return kept


def capacities_on(user_id: int, *, on: date) -> tuple[Capacity, ...]:
    """Every capacity that a user has on a day, the oldest first; of the person only the name is read."""
    memberships = memberships_on(user_id, on=on).only(*NEEDED)
    return tuple(Capacity(membership.pk, actor_in(membership)) for membership in memberships)


def actor_in(membership: Membership) -> Actor:
    """The actor that a user is in one of its capacities."""
    user = membership.user
    return Actor(
        role=Role(membership.role),
        organisation=membership.organisation,
        user_id=user.pk,
        person_id=user.person_id,
        name=name_of(user),
    )


def name_of(user: User) -> str:
    """The name of the person, or the address of a login that has no person."""
    return str(user.person) if user.person is not None else user.email
