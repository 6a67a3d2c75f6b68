"""Writing users and their capacities. Every step is an audit entry of the user, but choosing a capacity."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.foundation.accounts import policy
from duaal.foundation.accounts.actors import CHOSEN, actor_in
from duaal.foundation.accounts.models import Membership, User
from duaal.foundation.accounts.queries import memberships_on
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.people.models import Person

FILE_KIND = "user"
ROLES_OF_MEMBERS = frozenset(Role) - {Role.ANYONE, Role.SYSTEM}


@transaction.atomic
def create_user(
    email: str, *, actor: Actor, on: date, person: Person | None = None, password: str | None = None
) -> User:
    """A new login, without capacities. Without a password it can only be used through an identity provider.

    Raises `PermissionDenied`, and `ValidationError` for an address that is none or is in use, or a password
    that is too weak.
    """
    policy.require_manage_users(actor)
    address = User.objects.normalize_email(email.strip()).lower()
    try:
        validate_email(address)
    except ValidationError:
        sentence = _("%(email)s is geen e-mailadres. Schrijf het zoals naam@voorbeeld.be.")
        raise ValidationError({"email": sentence % {"email": email}}) from None
    if User.objects.filter(email=address).exists():
        sentence = _("Er is al een gebruiker met het e-mailadres %(email)s. Kies een ander adres.")
        raise ValidationError({"email": sentence % {"email": address}})
    user = User(email=address, person=person)
    if password is not None:
        validate_password(password, user)
    user.set_password(password)
    user.save()
    _record(user.pk, "create_user", actor=actor, on=on)
    return user


@transaction.atomic
def add_membership(
    user_id: int,
    *,
    role: Role,
    organisation: str,
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
    on: date,
) -> Membership:
    """Gives a user a capacity from a day, until a day when `valid_to` is given.

    Raises `PermissionDenied`, and `ValidationError` for a role that nobody can have, an empty organisation,
    an end before the begin, or a capacity that overlaps the same one of this user.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    policy.require_manage_users(actor)
    if role not in ROLES_OF_MEMBERS or not organisation.strip():
        raise ValidationError(_("Kies een hoedanigheid en een organisatie."))
    if valid_to is not None and valid_to < valid_from:
        raise ValidationError(
            _("De einddatum %(last)s ligt voor de begindatum %(first)s. Verbeter een van de twee."),
            params={"last": f"{valid_to:%d/%m/%Y}", "first": f"{valid_from:%d/%m/%Y}"},
        )
    same = user.memberships.filter(role=role, organisation=organisation).exclude(valid_to__lt=valid_from)
    if valid_to is not None:
        same = same.filter(valid_from__lte=valid_to)
    if same.exists():
        raise ValidationError(_("Deze gebruiker heeft deze hoedanigheid al in die periode."))
    membership = Membership.objects.create(
        user=user, role=role, organisation=organisation, valid_from=valid_from, valid_to=valid_to
    )
    _record(user.pk, "add_membership", actor=actor, on=on, membership=membership)
    return membership


@transaction.atomic
def end_membership(membership_id: int, *, last_day: date, actor: Actor, on: date) -> Membership:
    """Ends a capacity: `last_day` is the last day on which it is valid.

    Raises `PermissionDenied`, and `ValidationError` when the last day lies before the first day or after an
    end that was set before.
    """
    membership = Membership.objects.select_for_update().get(pk=membership_id)
    policy.require_manage_users(actor)
    if last_day < membership.valid_from:
        raise ValidationError(
            _("De laatste dag %(last)s ligt voor de eerste dag %(first)s. Kies een latere dag."),
            params={"last": f"{last_day:%d/%m/%Y}", "first": f"{membership.valid_from:%d/%m/%Y}"},
        )
    if membership.valid_to is not None and last_day > membership.valid_to:
        raise ValidationError(
            _("Deze hoedanigheid eindigt al op %(last)s. Geef een nieuwe hoedanigheid voor daarna."),
            params={"last": f"{membership.valid_to:%d/%m/%Y}"},
        )
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])
    _record(membership.user_id, "end_membership", actor=actor, on=on, membership=membership)
    return membership


@transaction.atomic
def set_active(user_id: int, *, active: bool, actor: Actor, on: date) -> User:
    """Shuts a login, or opens it again. A shut login is refused at its next request, also when logged in."""
    user = User.objects.select_for_update().get(pk=user_id)
    policy.require_manage_users(actor)
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        _record(user.pk, "open_login" if active else "shut_login", actor=actor, on=on)
    return user


def switch_capacity(session: SessionBase, membership_id: int, *, user_id: int, on: date) -> Actor:
    """Chooses, for the rest of the session, the capacity in which the user acts.

    Raises `PermissionDenied` for a capacity that the user does not have on the day.
    """
    membership = memberships_on(user_id, on=on).filter(pk=membership_id).first()
    if membership is None:
        raise PermissionDenied("deze hoedanigheid is niet van deze gebruiker, of geldt vandaag niet")
    session[CHOSEN] = membership.pk
    return actor_in(membership)


def _record(user_id: int, step: str, *, actor: Actor, on: date, membership: Membership | None = None) -> None:
    remark = ""
    if membership is not None:
        last = membership.valid_to.isoformat() if membership.valid_to else ""
        remark = f"{membership.role} {membership.organisation} {membership.valid_from.isoformat()}/{last}"
    record(
        file_kind=FILE_KIND,
        file_id=user_id,
        step=step,
        from_state=None,
        to_state=None,
        actor=actor,
        on=on,
        remark=remark,
    )
