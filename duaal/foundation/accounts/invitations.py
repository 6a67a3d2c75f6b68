"""Invitations to a capacity: made, withdrawn, accepted. The secret is in the link only, its hash is kept.

Whether somebody may be invited is decided by the package whose file it is about; here an invitation is only
as good as its link. Opening a link writes nothing.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from duaal.foundation.accounts.actions import FILE_KIND
from duaal.foundation.accounts.models import Invitation, Membership, User
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.people.models import Person

SECRET_BYTES = 32  # of the machine: nobody guesses it
LOGIN_EXISTS = "login_exists"
OTHER_PERSON = "other_person"


class InvitationState(StrEnum):
    """What can be done with an invitation on a day."""

    OPEN = "open"
    USED = "invitation_used"
    WITHDRAWN = "invitation_withdrawn"
    EXPIRED = "invitation_expired"


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """An invitation that was just made, with the secret of its link that nobody can read again."""

    invitation: Invitation
    secret: str


def state_of(invitation: Invitation, *, on: date) -> InvitationState:
    """Whether the link works on the day, or why it does not."""
    if invitation.accepted_on is not None:
        return InvitationState.USED
    if invitation.withdrawn_on is not None:
        return InvitationState.WITHDRAWN
    return InvitationState.EXPIRED if on > invitation.until else InvitationState.OPEN


def invitation_with(secret: str) -> Invitation:
    """The invitation of a link. Raises `Invitation.DoesNotExist`."""
    return Invitation.objects.select_related("person").get(secret_hash=_hash(secret))


def invitations_to(organisation: str) -> QuerySet[Invitation]:
    """The invitations about one organisation, the newest first."""
    return Invitation.objects.filter(organisation=organisation).order_by("-pk")


def capacities_in(organisation: str, roles: Iterable[Role], *, on: date) -> QuerySet[Membership]:
    """Who has one of these capacities in the organisation on the day or later, with the login."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    found = Membership.objects.filter(still, organisation=organisation, role__in=sorted(roles))
    return found.select_related("user__person").order_by("pk")


@transaction.atomic
def invite(
    person: Person,
    *,
    role: Role,
    organisation: str,
    email: str,
    valid_to: date | None,
    until: date,
    invited_by: Actor,
    on: date,
) -> NewInvitation:
    """Invites a person; the link of an invitation before it works no more."""
    withdraw(organisation, on=on, role=role, person_id=person.pk)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = Invitation.objects.create(
        person=person,
        role=role,
        organisation=organisation,
        email=User.objects.normalize_email(email.strip()).lower(),
        valid_to=valid_to,
        secret_hash=_hash(secret),
        invited_on=on,
        invited_by_name=invited_by.name,
        until=until,
    )
    return NewInvitation(made, secret)


def withdraw(organisation: str, *, on: date, role: Role, person_id: int | None = None) -> int:
    """Withdraws the open invitations to a capacity, of one person or of everybody; how many."""
    found = Invitation.objects.filter(
        organisation=organisation, role=role, accepted_on__isnull=True, withdrawn_on__isnull=True
    )
    if person_id is not None:
        found = found.filter(person_id=person_id)
    return found.update(withdrawn_on=on)


def login_of(invitation: Invitation) -> User | None:
    """The login that has the address of the invitation already, if there is one."""
    return User.objects.filter(email=invitation.email).first()


@transaction.atomic
def accept_with_new_login(secret: str, *, password: str, on: date) -> Membership:
    """Makes a login at the address that the link went to, with the capacity.

    Raises `Invitation.DoesNotExist`, `Refused` when the link does not work or the address has a login, and
    `ValidationError` for a password that is too weak.
    """
    invitation = _lock(secret, on=on)
    if login_of(invitation) is not None:
        raise Refused((LOGIN_EXISTS,))
    user = User(email=invitation.email, person=invitation.person)
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise ValidationError({"password": weak.messages}) from None
    user.set_password(password)
    user.save()
    _record(user, "create_user", invitation, on=on)
    return _accept(invitation, user, on=on)


@transaction.atomic
def accept_with_login(secret: str, *, user_id: int, on: date) -> Membership:
    """Gives the capacity to a login that is there already: that of the same person, or of nobody yet.

    Raises `Invitation.DoesNotExist`, and `Refused` when the link does not work or the login is of somebody
    else.
    """
    invitation = _lock(secret, on=on)
    user = User.objects.select_for_update(of=("self",)).select_related("person").get(pk=user_id)
    if user.person_id not in (None, invitation.person_id):
        raise Refused((OTHER_PERSON,))
    if user.person_id is None:
        user.person = invitation.person
        user.save(update_fields=["person"])
    return _accept(invitation, user, on=on)


@transaction.atomic
def end_capacities(
    organisation: str, role: Role, *, last_day: date, actor: Actor, on: date, person_id: int | None = None
) -> tuple[int, ...]:
    """Ends a capacity for one person or for everybody who has it after the day; keys of the memberships.

    `last_day` is the last day on which it was valid; what began later never counted.
    """
    found = Membership.objects.select_for_update().filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=last_day), organisation=organisation, role=role
    )
    if person_id is not None:
        found = found.filter(user__person_id=person_id)
    ended = []
    for membership in found.order_by("pk"):
        membership.valid_from = min(membership.valid_from, last_day)
        membership.valid_to = last_day
        membership.save(update_fields=["valid_from", "valid_to"])
        _record_membership(membership, "end_membership", actor=actor, on=on)
        ended.append(membership.pk)
    return tuple(ended)


def give_capacity(
    user: User, role: Role, organisation: str, *, valid_to: date | None, actor: Actor, on: date
) -> Membership:
    """A capacity from the day on; one that runs already is given the new last day."""
    same = user.memberships.select_for_update().filter(role=role, organisation=organisation)
    known = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on - ONE_DAY) | Q(valid_from=on)).last()
    if known is not None:
        known.valid_to = valid_to
        known.save(update_fields=["valid_to"])
    else:
        known = Membership.objects.create(
            user=user, role=role, organisation=organisation, valid_from=on, valid_to=valid_to
        )
    _record_membership(known, "add_membership", actor=actor, on=on)
    return known


def forget_invitations(*, before: date) -> int:
    """Deletes the invitations that were over before the day, whatever became of them; how many."""
    return Invitation.objects.filter(until__lt=before).delete()[0]


def _accept(invitation: Invitation, user: User, *, on: date) -> Membership:
    actor = _actor(user, invitation)
    role = Role(invitation.role)
    membership = give_capacity(
        user, role, invitation.organisation, valid_to=invitation.valid_to, actor=actor, on=on
    )
    invitation.accepted_on, invitation.membership = on, membership
    invitation.save(update_fields=["accepted_on", "membership"])
    return membership


def _lock(secret: str, *, on: date) -> Invitation:
    """The invitation, locked. Raises `Invitation.DoesNotExist`, and `Refused` when the link does not work."""
    found = Invitation.objects.select_for_update(of=("self",)).select_related("person")
    invitation = found.get(secret_hash=_hash(secret))
    state = state_of(invitation, on=on)
    if state != InvitationState.OPEN:
        raise Refused((state.value,))
    return invitation


def _actor(user: User, invitation: Invitation) -> Actor:
    return Actor(
        Role(invitation.role), invitation.organisation, user.pk, invitation.person_id, str(invitation.person)
    )


def _hash(secret: str) -> bytes:
    """A secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _record(user: User, step: str, invitation: Invitation, *, on: date) -> None:
    record(
        file_kind=FILE_KIND,
        file_id=user.pk,
        step=step,
        from_state=None,
        to_state=None,
        actor=_actor(user, invitation),
        on=on,
    )


def _record_membership(membership: Membership, step: str, *, actor: Actor, on: date) -> None:
    last = membership.valid_to.isoformat() if membership.valid_to else ""
    first = membership.valid_from.isoformat()
    record(
        file_kind=FILE_KIND,
        file_id=membership.user_id,
        step=step,
        from_state=None,
        to_state=None,
        actor=actor,
        on=on,
        remark=f"{membership.role} {membership.organisation} {first}/{last}",
    )
