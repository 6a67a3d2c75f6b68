"""Invitations of learners and parents that go out by mail, and how they are accepted.

A link is mailed at once and kept nowhere: only its hash is. What could not be sent is told to who asked.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.agreements.models import Signatory, SignerRole
from duaal.casework.trajectories.actions import access, reading
from duaal.casework.trajectories.models import Guardian, Learner, ReadingRight
from duaal.foundation.accounts import invitations
from duaal.foundation.accounts.invitations import InvitationState, NewInvitation
from duaal.foundation.accounts.models import Invitation, Membership, User
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.sorting import sort_key
from duaal.foundation.people.models import Person

AddressOf = Callable[[str], str]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """Whether the mail left, to which address, and in a demo without a mail server the link itself."""

    email: str
    left: bool
    address: str = ""


def invite_learner(trajectory_id: int, *, email: str, actor: Actor, on: date, address_of: AddressOf) -> Sent:
    """Invites the learner, and once that stands mails the link."""
    made = access.invite_learner(trajectory_id, email=email, actor=actor, on=on)
    return _send(made, about=_school_of(actor), address_of=address_of)


def invite_guardian(
    trajectory_id: int, guardian_id: int, *, email: str, actor: Actor, on: date, address_of: AddressOf
) -> Sent:
    """Invites a representative, and once that stands mails the link."""
    made = access.invite_guardian(trajectory_id, guardian_id, email=email, actor=actor, on=on)
    return _send(made, about=_school_of(actor), address_of=address_of)


def allow_reading(
    trajectory_id: int, guardian_id: int, *, actor: Actor, on: date, address_of: AddressOf
) -> Sent | None:
    """A learner of age lets somebody read along; who has no login gets a link. None without a mail."""
    made = reading.allow_reading(trajectory_id, guardian_id, actor=actor, on=on)
    if made is None:
        return None
    about = _("%(name)s laat u het traject meelezen.") % {"name": actor.name}
    return _send(made, about=about, address_of=address_of)


@transaction.atomic
def accept(secret: str, *, on: date, password: str = "", user_id: int | None = None) -> Membership:
    """Accepts an invitation, see `access.accept`.

    A parent whom two schools wrote down is two persons there. When the login is of one with the same names
    and the same birth date, the representation moves to the person of the login, with what is
    still to be signed.
    """
    if user_id is not None:
        _as_same_person(invitations.invitation_with(secret), user_id, on=on)
    return access.accept(secret, on=on, password=password, user_id=user_id)


def _as_same_person(invitation: Invitation, user_id: int, *, on: date) -> None:
    user = User.objects.select_related("person").get(pk=user_id)
    if user.person is None or user.person_id == invitation.person_id:
        return
    is_open = invitations.state_of(invitation, on=on) == InvitationState.OPEN
    if not is_open or invitation.role != Role.GUARDIAN or not _alike(user.person, invitation.person):
        return
    learner = Learner.objects.select_for_update().get(number=invitation.organisation)
    before, now = invitation.person_id, user.person
    Guardian.objects.filter(learner=learner, person_id=before).update(person=now)
    ReadingRight.objects.filter(learner=learner, person_id=before).update(person=now)
    Signatory.objects.filter(
        person_id=before,
        role=SignerRole.GUARDIAN,
        version__agreement__trajectory__learner=learner,
        signature__isnull=True,
    ).update(person=now)
    Invitation.objects.filter(organisation=learner.number, person_id=before).update(person=now)


def _alike(one: Person, other: Person) -> bool:
    """The same names and birth date, and not two different national numbers."""
    names = sort_key(str(one)) == sort_key(str(other))
    two_numbers = one.national_number_key is not None and other.national_number_key is not None
    return names and one.birth_date == other.birth_date and not two_numbers


def _send(made: NewInvitation, *, about: str, address_of: AddressOf) -> Sent:
    invitation, address = made.invitation, address_of(made.secret)
    if settings.EMAIL_HOST:
        return Sent(invitation.email, _mailed(invitation, about, address))
    return Sent(invitation.email, False, address if settings.DEMO else "")


def _mailed(invitation: Invitation, about: str, address: str) -> bool:
    """The mail says what it is for and until when, and names no learner."""
    text = _(
        "Dag %(name)s,\n\n"
        "%(about)s\n"
        "Open de link, lees wat u te zien krijgt en druk dan op de knop. De link werkt één keer, "
        "tot en met %(until)s:\n\n"
        "%(address)s\n\n"
        "Deze link is enkel voor u. Geef ze niet door.\n"
        "Verwacht u deze mail niet? Doe dan niets: zonder de knop gebeurt er niets.\n"
    ) % {
        "name": invitation.person,
        "about": about,
        "until": date_format(invitation.until, "j F Y"),
        "address": address,
    }
    try:
        EmailMessage(_("Volg een traject in duaal leren mee"), text, to=[invitation.email]).send()
    except OSError:
        logger.warning("the link of invitation %s could not be mailed", invitation.pk)
        return False
    return True


def _school_of(actor: Actor) -> str:
    words = _("%(name)s van de school nodigt u uit om een traject in duaal leren mee te volgen.")
    return words % {"name": actor.name}
