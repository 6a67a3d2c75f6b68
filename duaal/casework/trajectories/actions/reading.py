"""Writes of a learner of age who lets a parent read along again; and what ends by itself on a day."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q

from duaal.casework.trajectories.actions.access import AT_HOME, HAS_ACCESS, is_of_age, stop_reading_of
from duaal.casework.trajectories.actions.steps import check, lock_trajectory, move
from duaal.casework.trajectories.models import Guardian, Learner, ReadingRight, Trajectory
from duaal.casework.trajectories.queries import majority_day, reading_rights_on, still_readable
from duaal.casework.trajectories.rules.law import invitation_days, majority_age
from duaal.casework.trajectories.states import (
    ACCESS_ENDS,
    ALLOW_READING,
    COME_OF_AGE,
    STOP_READING,
    TrajectoryStanding,
)
from duaal.foundation.accounts import invitations
from duaal.foundation.accounts.invitations import NewInvitation
from duaal.foundation.accounts.models import Invitation, Membership, User
from duaal.foundation.kernel.actor import SYSTEM, Actor, Role
from duaal.foundation.kernel.anniversary import add_years
from duaal.foundation.kernel.period import ONE_DAY

STILL_A_MINOR = "still_a_minor"


@transaction.atomic
def allow_reading(trajectory_id: int, guardian_id: int, *, actor: Actor, on: date) -> NewInvitation | None:
    """The learner of age lets somebody read along who represented him before.

    Who has a login reads at once; else an invitation to the address on record is given back, or None when
    there is none. Raises `Refused` for a minor, and for who reads along already.
    """
    trajectory = lock_trajectory(trajectory_id)
    learner = trajectory.learner
    guardian = learner.guardians.select_related("person").get(pk=guardian_id)
    mine = reading_rights_on(on).filter(learner=learner, person_id=guardian.person_id)
    found = () if is_of_age(learner, on=on) else (STILL_A_MINOR,)
    if mine.exists():
        found = (*found, HAS_ACCESS)
    check(ALLOW_READING, trajectory, TrajectoryStanding(access=found), actor=actor, on=on)
    ReadingRight.objects.create(learner=learner, person=guardian.person, valid_from=on)
    user = User.objects.filter(person_id=guardian.person_id, is_active=True).order_by("pk").last()
    made = None
    if user is not None:
        invitations.give_capacity(user, Role.GUARDIAN, learner.number, valid_to=None, actor=actor, on=on)
    elif guardian.email:
        made = invitations.invite(
            guardian.person,
            role=Role.GUARDIAN,
            organisation=learner.number,
            email=guardian.email,
            valid_to=None,
            until=on + timedelta(days=invitation_days(on).value),
            invited_by=actor,
            on=on,
        )
    move(trajectory, ALLOW_READING, actor=actor, on=on)
    return made


@transaction.atomic
def stop_reading(trajectory_id: int, right_id: int, *, actor: Actor, on: date) -> None:
    """The learner takes back what he allowed: from now on nothing can be read any more."""
    trajectory = lock_trajectory(trajectory_id)
    learner = trajectory.learner
    right = ReadingRight.objects.get(pk=right_id, learner=learner, valid_to__isnull=True)
    check(STOP_READING, trajectory, TrajectoryStanding(), actor=actor, on=on)
    stop_reading_of(learner, right.person_id, on=on)
    _shut(learner, Role.GUARDIAN, last_day=on - ONE_DAY, actor=actor, on=on, person_id=right.person_id)
    move(trajectory, STOP_READING, actor=actor, on=on)


def keep_access(*, on: date) -> dict[str, int]:
    """How many learners came of age, and of how many the access ended with what they could read."""
    return {"of_age": _come_of_age(on=on), "ended": _end_access(on=on)}


def _come_of_age(*, on: date) -> int:
    """Ends every representation of who is of age; pages refuse that day already, whatever the clock does."""
    born_by = add_years(on, -majority_age(on).value)
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    found = Guardian.objects.filter(still, learner__person__birth_date__lte=born_by)
    done = 0
    for learner_id in list(found.order_by("learner_id").values_list("learner_id", flat=True).distinct()):
        with transaction.atomic():
            learner = Learner.objects.select_for_update(of=("self",)).select_related("person")
            done += _release(learner.get(pk=learner_id), on=on)
    return done


def _release(learner: Learner, *, on: date) -> int:
    last = majority_day(learner.person.birth_date, on=on) - ONE_DAY
    for guardian in learner.guardians.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last)):
        guardian.valid_from, guardian.valid_to = min(guardian.valid_from, last), last
        guardian.save(update_fields=["valid_from", "valid_to"])
    readers = reading_rights_on(on).filter(learner=learner).values("person_id")
    others = learner.guardians.exclude(person__in=readers).values_list("person_id", flat=True)
    for person_id in sorted(set(others)):
        _shut(learner, Role.GUARDIAN, last_day=last, actor=SYSTEM, on=on, person_id=person_id)
    trajectory = _newest(learner)
    if trajectory is None:
        return 0
    check(COME_OF_AGE, trajectory, TrajectoryStanding(), actor=SYSTEM, on=on)
    move(trajectory, COME_OF_AGE, actor=SYSTEM, on=on)
    return 1


def _end_access(*, on: date) -> int:
    """Ends the access to what nobody at home can read any more, because it was over long enough."""
    open_now = Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), role__in=AT_HOME, organisation=OuterRef("number")
    )
    readable = still_readable(on).filter(learner=OuterRef("pk"))
    found = Learner.objects.annotate(last=Max("trajectories__pk")).filter(
        Exists(open_now), ~Exists(readable), last__isnull=False
    )
    done = 0
    for learner_id in list(found.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            learner = Learner.objects.select_for_update().get(pk=learner_id)
            trajectory = _newest(learner)
            assert trajectory is not None
            for role in AT_HOME:
                _shut(learner, role, last_day=on - ONE_DAY, actor=SYSTEM, on=on)
            check(ACCESS_ENDS, trajectory, TrajectoryStanding(), actor=SYSTEM, on=on)
            move(trajectory, ACCESS_ENDS, actor=SYSTEM, on=on)
            done += 1
    return done


def _shut(
    learner: Learner, role: Role, *, last_day: date, actor: Actor, on: date, person_id: int | None = None
) -> None:
    invitations.end_capacities(
        learner.number, role, last_day=last_day, actor=actor, on=on, person_id=person_id
    )
    invitations.withdraw(learner.number, on=on, role=role, person_id=person_id)


def _newest(learner: Learner) -> Trajectory | None:
    found = Trajectory.objects.select_related("provider", "learner__person").filter(learner=learner)
    return found.order_by("-pk").first()


def open_invitations(learner: Learner) -> dict[int, Invitation]:
    """The newest invitation of each person around the learner."""
    found = invitations.invitations_to(learner.number).filter(role__in=AT_HOME).order_by("pk")
    return {one.person_id: one for one in found}
