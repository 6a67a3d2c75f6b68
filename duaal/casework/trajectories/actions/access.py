"""Writes of who may read along: representatives on record, invitations, access taken away, accepted.

The right to be invited stands on rows of this package; the login and its capacity on those of the accounts.
Only the school where the learner is enrolled now decides on access.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.trajectories.actions.enrolment import WhoIsIt
from duaal.casework.trajectories.actions.steps import check, lock_trajectory, move
from duaal.casework.trajectories.facts import Ground, Relation
from duaal.casework.trajectories.models import Guardian, Learner, ReadingRight, Trajectory
from duaal.casework.trajectories.queries import (
    active_enrolment,
    guardians_on,
    majority_day,
    reading_rights_on,
)
from duaal.casework.trajectories.rules.law import invitation_days
from duaal.casework.trajectories.states import (
    CORRECT_EMAIL,
    END_GUARDIAN,
    ENROLLED_ELSEWHERE,
    INVITE,
    JOIN,
    NAME_GUARDIAN,
    TAKE_ACCESS,
    WITHDRAW_INVITATION,
    TrajectoryStanding,
)
from duaal.foundation.accounts import invitations
from duaal.foundation.accounts.invitations import NewInvitation
from duaal.foundation.accounts.models import Invitation, Membership
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.period import ONE_DAY
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.workflow import Step
from duaal.foundation.people.actions import find_or_register

LEARNER_OF_AGE = "learner_of_age"
NO_GROUND = "no_ground"
NOT_REPRESENTING = "not_representing"
HAS_ACCESS = "has_access"
NO_OPEN_INVITATION = "no_open_invitation"
AT_HOME = (Role.LEARNER, Role.GUARDIAN)


@dataclass(frozen=True, slots=True)
class Right:
    """What is written down of a representation: what somebody is to the learner, and on what it stands."""

    relation: Relation
    ground: Ground
    remark: str
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def name_guardian(trajectory_id: int, *, who: WhoIsIt, right: Right, actor: Actor, on: date) -> Guardian:
    """Writes down who represents the learner, from when to when, and on what ground.

    Raises `ValidationError` for an end before the begin, and `Refused` for a learner who is of age.
    """
    trajectory = _ready(trajectory_id, NAME_GUARDIAN, actor=actor, on=on, minor=True)
    person = find_or_register(
        given_name=who.given_name,
        family_name=who.family_name,
        birth_date=who.birth_date,
        national_number=who.national_number or None,
    )
    guardian = Guardian(learner=trajectory.learner, person=person, email=_address(who.email))
    _keep_right(guardian, right, actor=actor, on=on)
    move(trajectory, NAME_GUARDIAN, actor=actor, on=on, reasons=(right.relation, right.ground))
    return guardian


@transaction.atomic
def record_right(trajectory_id: int, guardian_id: int, *, right: Right, actor: Actor, on: date) -> Guardian:
    """Writes down on what the right of a representative stands who was named before; the newest counts."""
    trajectory = _ready(trajectory_id, NAME_GUARDIAN, actor=actor, on=on, minor=True)
    guardian = trajectory.learner.guardians.select_for_update().get(pk=guardian_id)
    _keep_right(guardian, right, actor=actor, on=on)
    if guardian.valid_to is not None:
        _end(trajectory, guardian, last_day=guardian.valid_to, actor=actor, on=on)
    move(trajectory, NAME_GUARDIAN, actor=actor, on=on, reasons=(right.relation, right.ground))
    return guardian


@transaction.atomic
def end_guardian(
    trajectory_id: int, guardian_id: int, *, last_day: date, reason: str, actor: Actor, on: date
) -> Guardian:
    """The representation ends: after its last day the representative reads and signs nothing any more."""
    trajectory = _ready(trajectory_id, END_GUARDIAN, actor=actor, on=on)
    guardian = trajectory.learner.guardians.select_for_update().get(pk=guardian_id)
    if last_day < guardian.valid_from:
        sentence = _("%(last)s ligt voor de eerste dag, %(first)s. Kies een latere dag.")
        shown = {"last": f"{last_day:%d/%m/%Y}", "first": f"{guardian.valid_from:%d/%m/%Y}"}
        raise ValidationError({"last_day": sentence % shown})
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf waarom dit stopt.")})
    guardian.valid_to = last_day
    guardian.save(update_fields=["valid_to"])
    _end(trajectory, guardian, last_day=last_day, actor=actor, on=on)
    move(trajectory, END_GUARDIAN, actor=actor, on=on, remark=reason.strip())
    return guardian


@transaction.atomic
def invite_learner(trajectory_id: int, *, email: str, actor: Actor, on: date) -> NewInvitation:
    """Invites the learner at an address, which becomes that of the learner. An earlier link works no more."""
    trajectory = lock_trajectory(trajectory_id)
    learner = trajectory.learner
    found = (HAS_ACCESS,) if _has_access(learner, Role.LEARNER, learner.person_id, on=on) else ()
    _check(trajectory, INVITE, found, actor=actor, on=on)
    learner.email = _address(email, needed=True)
    if learner.guardians.filter(email__iexact=learner.email).exists():
        raise ValidationError({"email": _own_address(learner.email)})
    learner.save(update_fields=["email"])
    move(trajectory, INVITE, actor=actor, on=on, reasons=(Role.LEARNER,))
    return invitations.invite(
        learner.person,
        role=Role.LEARNER,
        organisation=learner.number,
        email=learner.email,
        valid_to=None,
        until=on + timedelta(days=invitation_days(on).value),
        invited_by=actor,
        on=on,
    )


@transaction.atomic
def invite_guardian(
    trajectory_id: int, guardian_id: int, *, email: str, actor: Actor, on: date
) -> NewInvitation:
    """Invites a representative whose right is on record; the access ends with it, at the latest at majority.

    Raises `Refused` without a ground, for a representation that does not run, for a learner of age, or when
    the representative has access already.
    """
    trajectory = lock_trajectory(trajectory_id)
    learner = trajectory.learner
    guardian = learner.guardians.select_for_update(of=("self",)).select_related("person").get(pk=guardian_id)
    found = [] if guardian.ground else [NO_GROUND]
    if is_of_age(learner, on=on):
        found.append(LEARNER_OF_AGE)
    elif not guardians_on(on).filter(pk=guardian.pk).exists():
        found.append(NOT_REPRESENTING)
    if _has_access(learner, Role.GUARDIAN, guardian.person_id, on=on):
        found.append(HAS_ACCESS)
    _check(trajectory, INVITE, tuple(found), actor=actor, on=on)
    guardian.email = _address(email, needed=True)
    if learner.email and guardian.email == learner.email.lower():
        raise ValidationError({"email": _own_address(guardian.email)})
    guardian.save(update_fields=["email"])
    move(trajectory, INVITE, actor=actor, on=on, reasons=(Role.GUARDIAN,))
    return invitations.invite(
        guardian.person,
        role=Role.GUARDIAN,
        organisation=learner.number,
        email=guardian.email,
        valid_to=last_day_of(guardian, on=on),
        until=on + timedelta(days=invitation_days(on).value),
        invited_by=actor,
        on=on,
    )


@transaction.atomic
def withdraw_invitation(trajectory_id: int, invitation_id: int, *, actor: Actor, on: date) -> None:
    """The link of an invitation works no more. Raises `Refused` when it was used or withdrawn already."""
    trajectory = lock_trajectory(trajectory_id)
    about = Invitation.objects.filter(organisation=trajectory.learner.number, role__in=AT_HOME)
    one = about.get(pk=invitation_id)
    closed = one.accepted_on is not None or one.withdrawn_on is not None
    found = (NO_OPEN_INVITATION,) if closed else ()
    _check(trajectory, WITHDRAW_INVITATION, found, actor=actor, on=on)
    invitations.withdraw(trajectory.learner.number, on=on, role=Role(one.role), person_id=one.person_id)
    move(trajectory, WITHDRAW_INVITATION, actor=actor, on=on, reasons=(one.role,))


@transaction.atomic
def take_access(trajectory_id: int, membership_id: int, *, reason: str, actor: Actor, on: date) -> None:
    """Takes the access of a learner or a parent away, at once; the login itself stays for other capacities.

    The representation is not touched: who still represents the learner can be invited again.
    """
    trajectory = _ready(trajectory_id, TAKE_ACCESS, actor=actor, on=on)
    number = trajectory.learner.number
    mine = invitations.capacities_in(number, AT_HOME, on=on)
    membership = mine.get(pk=membership_id)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf waarom u de toegang wegneemt.")})
    role, person = Role(membership.role), membership.user.person_id
    invitations.end_capacities(number, role, last_day=on - ONE_DAY, actor=actor, on=on, person_id=person)
    if role == Role.GUARDIAN and person is not None:
        stop_reading_of(trajectory.learner, person, on=on)
    move(trajectory, TAKE_ACCESS, actor=actor, on=on, reasons=(role,), remark=reason.strip())


@transaction.atomic
def correct_email(trajectory_id: int, *, email: str, actor: Actor, on: date) -> Learner:
    """Corrects the address of the learner; an invitation to the old one works no more.

    A login keeps the address with which it was made: nobody can move a login to a mailbox of somebody else.
    """
    trajectory = _ready(trajectory_id, CORRECT_EMAIL, actor=actor, on=on)
    learner, before = trajectory.learner, trajectory.learner.email
    learner.email = _address(email)
    if learner.email and learner.guardians.filter(email__iexact=learner.email).exists():
        raise ValidationError({"email": _own_address(learner.email)})
    learner.save(update_fields=["email"])
    if learner.email != before.lower():
        invitations.withdraw(learner.number, on=on, role=Role.LEARNER)
    move(trajectory, CORRECT_EMAIL, actor=actor, on=on)
    return learner


@transaction.atomic
def accept(secret: str, *, on: date, password: str = "", user_id: int | None = None) -> Membership:
    """Accepts an invitation: with a new login at its address, or with the login that is used now.

    Raises `Invitation.DoesNotExist`, `ValidationError` for a weak password, and `Refused`: the link does not
    work, or who was invited does not represent the learner any more.
    """
    invitation = invitations.invitation_with(secret)
    learner = Learner.objects.select_for_update().get(number=invitation.organisation)
    if Role(invitation.role) == Role.GUARDIAN and not may_read(learner, invitation.person_id, on=on):
        raise Refused((NOT_REPRESENTING,))
    if user_id is None:
        membership = invitations.accept_with_new_login(secret, password=password, on=on)
    else:
        membership = invitations.accept_with_login(secret, user_id=user_id, on=on)
    trajectory = learner.trajectories.select_related("provider", "learner__person").latest("pk")
    who = Actor(
        Role(membership.role),
        learner.number,
        membership.user_id,
        invitation.person_id,
        str(invitation.person),
    )
    check(JOIN, trajectory, TrajectoryStanding(), actor=who, on=on)
    move(trajectory, JOIN, actor=who, on=on)
    return membership


def may_read(learner: Learner, person_id: int, *, on: date) -> bool:
    """Whether the person represents the learner on the day, or is allowed to read along."""
    mine = {"learner": learner, "person_id": person_id}
    represents = guardians_on(on).filter(**mine).exists()
    return represents or reading_rights_on(on).filter(**mine).exists()


def is_of_age(learner: Learner, *, on: date) -> bool:
    """Whether nobody represents the learner any more."""
    return majority_day(learner.person.birth_date, on=on) <= on


def last_day_of(guardian: Guardian, *, on: date) -> date:
    """The last day of a representation: the day before majority, or earlier."""
    last = majority_day(guardian.learner.person.birth_date, on=on) - ONE_DAY
    return last if guardian.valid_to is None else min(last, guardian.valid_to)


def stop_reading_of(learner: Learner, person_id: int, *, on: date) -> None:
    """Ends what a learner of age allowed to a person; the day before was the last one."""
    running = ReadingRight.objects.filter(learner=learner, person_id=person_id, valid_to__isnull=True)
    running.update(valid_to=on - ONE_DAY)


def against_access(trajectory: Trajectory) -> tuple[str, ...]:
    """Why the school of this trajectory has no say over access: the learner is enrolled elsewhere now."""
    elsewhere = active_enrolment(trajectory.learner_id, but=trajectory.pk)
    return () if elsewhere is None else (ENROLLED_ELSEWHERE,)


def _ready(
    trajectory_id: int,
    step: Step[TrajectoryStanding],
    *,
    actor: Actor,
    on: date,
    minor: bool = False,
) -> Trajectory:
    """The locked trajectory, after right and guard; with `minor` a learner of age is refused."""
    trajectory = lock_trajectory(trajectory_id)
    found = (LEARNER_OF_AGE,) if minor and is_of_age(trajectory.learner, on=on) else ()
    _check(trajectory, step, found, actor=actor, on=on)
    return trajectory


def _check(
    trajectory: Trajectory,
    step: Step[TrajectoryStanding],
    found: tuple[str, ...],
    *,
    actor: Actor,
    on: date,
) -> None:
    standing = TrajectoryStanding(access=(*against_access(trajectory), *found))
    check(step, trajectory, standing, actor=actor, on=on)


def _keep_right(guardian: Guardian, right: Right, *, actor: Actor, on: date) -> None:
    if right.valid_to is not None and right.valid_to < right.valid_from:
        sentence = _("%(last)s ligt voor de eerste dag, %(first)s. Verbeter een van de twee.")
        shown = {"last": f"{right.valid_to:%d/%m/%Y}", "first": f"{right.valid_from:%d/%m/%Y}"}
        raise ValidationError({"valid_to": sentence % shown})
    if right.ground != Ground.PARENTAL_AUTHORITY and not right.remark.strip():
        sentence = _("Schrijf welk stuk u zag, bijvoorbeeld het vonnis en zijn datum.")
        raise ValidationError({"remark": sentence})
    guardian.relation, guardian.ground = right.relation, right.ground
    guardian.ground_remark = right.remark.strip()
    guardian.valid_from, guardian.valid_to = right.valid_from, right.valid_to
    guardian.recorded_on, guardian.recorded_by_name = on, actor.name
    guardian.save()


def _end(trajectory: Trajectory, guardian: Guardian, *, last_day: date, actor: Actor, on: date) -> None:
    """The access and the invitations that stand on a representation end with it."""
    number, person = trajectory.learner.number, guardian.person_id
    invitations.end_capacities(number, Role.GUARDIAN, last_day=last_day, actor=actor, on=on, person_id=person)
    if last_day < on:
        invitations.withdraw(number, on=on, role=Role.GUARDIAN, person_id=person)


def _has_access(learner: Learner, role: Role, person_id: int, *, on: date) -> bool:
    found = invitations.capacities_in(learner.number, (role,), on=on)
    return found.filter(user__person_id=person_id, valid_from__lte=on).exists()


def _address(email: str, *, needed: bool = False) -> str:
    address = email.strip().lower()
    if not address and not needed:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        sentence = _("“%(email)s” is geen e-mailadres. Schrijf het als naam@voorbeeld.be.")
        raise ValidationError({"email": sentence % {"email": email.strip()}}) from None
    return address


def _own_address(email: str) -> str:
    sentence = _("%(email)s is al van de andere: leerling en ouder hebben elk een eigen e-mailadres nodig.")
    return sentence % {"email": email}
