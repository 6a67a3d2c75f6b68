"""Majority ends what a parent reads; the learner of age may allow it again, and takes it back on any day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from duaal.casework.trajectories.actions import reading
from duaal.casework.trajectories.actions.reading import keep_access
from duaal.casework.trajectories.models import Guardian, ReadingRight, Trajectory
from duaal.casework.trajectories.queries import trajectories_visible_to
from duaal.casework.trajectories.states import TrajectoryState
from duaal.flows.notifications.hearing import address_book
from duaal.flows.notifications.subjects import Reader
from duaal.flows.processes import access as process
from duaal.foundation.accounts.actors import actor_in
from duaal.foundation.accounts.models import Membership, User
from duaal.foundation.accounts.queries import memberships_on
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from tests.casework.trajectories.actors import staff_of
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.accounts.factories import UserFactory
from tests.foundation.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

BEFORE = date(2026, 6, 13)
MAJORITY = date(2026, 6, 14)


@pytest.fixture
def trajectory() -> Trajectory:
    return TrajectoryFactory()


@pytest.fixture
def parent(trajectory) -> User:
    user = UserFactory(guardian=True, organisation=trajectory.learner.number)
    Guardian.objects.create(
        learner=trajectory.learner,
        person=user.person,
        email="ouder@voorbeeld.test",
        valid_from=date(2020, 9, 1),
    )
    return user


@pytest.fixture
def learner(trajectory) -> Actor:
    number, person = trajectory.learner.number, trajectory.learner.person
    user = UserFactory(learner=True, organisation=number, person=person)
    return actor_in(user.memberships.get())


def reads(user: User, on: date) -> list[Trajectory]:
    """What a parent reads in a capacity that counts on the day."""
    actors = [actor_in(one) for one in memberships_on(user.pk, on=on)]
    return [found for actor in actors for found in trajectories_visible_to(actor, on=on)]


def hears(trajectory, on: date) -> bool:
    reader = Reader(Role.GUARDIAN, trajectory.learner.number)
    return bool(address_book([reader], [], on=on).of(reader))


def test_on_the_day_of_majority_pages_notices_and_mails_of_a_parent_stop(trajectory, parent):
    keep_access(on=BEFORE)
    assert reads(parent, BEFORE)
    assert hears(trajectory, BEFORE)

    done = keep_access(on=MAJORITY)

    assert done["of_age"] == 1
    assert reads(parent, MAJORITY) == []
    assert not hears(trajectory, MAJORITY)
    assert parent.memberships.get().valid_to == BEFORE
    assert trajectory.learner.guardians.get().valid_to == BEFORE
    assert Entry.objects.get(step="come_of_age").actor_role == Role.SYSTEM


def test_a_second_run_changes_nothing(trajectory, parent):
    keep_access(on=MAJORITY)

    assert keep_access(on=MAJORITY) == {"of_age": 0, "ended": 0}
    assert Entry.objects.filter(step="come_of_age").count() == 1


def test_a_parent_named_after_majority_never_counts(trajectory):
    Guardian.objects.create(learner=trajectory.learner, person=PersonFactory(), valid_from=MAJORITY)

    keep_access(on=MAJORITY)

    assert trajectory.learner.guardians.get().valid_to == BEFORE
    assert keep_access(on=MAJORITY)["of_age"] == 0


def test_a_learner_of_age_lets_a_parent_read_again_and_takes_it_back(trajectory, parent, learner):
    keep_access(on=MAJORITY)
    guardian = trajectory.learner.guardians.get()

    made = reading.allow_reading(trajectory.pk, guardian.pk, actor=learner, on=MAJORITY)

    assert made is None
    assert reads(parent, MAJORITY) == [trajectory]
    assert hears(trajectory, MAJORITY)
    keep_access(on=MAJORITY + timedelta(days=1))
    assert reads(parent, MAJORITY + timedelta(days=1)) == [trajectory]
    right = ReadingRight.objects.get()
    later = MAJORITY + timedelta(days=5)
    reading.stop_reading(trajectory.pk, right.pk, actor=learner, on=later)
    assert reads(parent, later) == []
    assert not hears(trajectory, later)
    assert [one.step for one in Entry.objects.filter(step__endswith="_reading").order_by("pk")] == [
        "allow_reading",
        "stop_reading",
    ]


def test_a_parent_without_a_login_gets_a_link(trajectory, learner):
    person = PersonFactory()
    guardian = Guardian.objects.create(
        learner=trajectory.learner, person=person, email="va@voorbeeld.test", valid_from=date(2020, 9, 1)
    )
    keep_access(on=MAJORITY)

    made = reading.allow_reading(trajectory.pk, guardian.pk, actor=learner, on=MAJORITY)

    assert made is not None
    membership = process.accept(made.secret, password="zeven groene fietsen", on=MAJORITY)
    assert reads(membership.user, MAJORITY) == [trajectory]


def test_a_minor_allows_nobody_anything(trajectory, parent, learner):
    guardian = trajectory.learner.guardians.get()

    with pytest.raises(Refused) as refusal:
        reading.allow_reading(trajectory.pk, guardian.pk, actor=learner, on=BEFORE)

    assert refusal.value.reasons == ("still_a_minor",)


def test_who_may_read_already_is_not_allowed_twice(trajectory, parent, learner):
    guardian = trajectory.learner.guardians.get()
    reading.allow_reading(trajectory.pk, guardian.pk, actor=learner, on=MAJORITY)

    with pytest.raises(Refused) as refusal:
        reading.allow_reading(trajectory.pk, guardian.pk, actor=learner, on=MAJORITY)

    assert refusal.value.reasons == ("has_access",)


def test_only_the_learner_chooses(trajectory, parent, learner):
    guardian = trajectory.learner.guardians.get()
    other = UserFactory(learner=True, organisation=trajectory.learner.number)
    strangers = (
        staff_of(trajectory),
        actor_in(parent.memberships.get()),
        actor_in(other.memberships.get()),
    )
    for actor in strangers:
        with pytest.raises(PermissionDenied):
            reading.allow_reading(trajectory.pk, guardian.pk, actor=actor, on=MAJORITY)
    reading.allow_reading(trajectory.pk, guardian.pk, actor=learner, on=MAJORITY)
    right = ReadingRight.objects.get()
    for actor in strangers:
        with pytest.raises(PermissionDenied):
            reading.stop_reading(trajectory.pk, right.pk, actor=actor, on=MAJORITY)


def test_what_is_over_stays_readable_at_home_for_a_while_and_then_the_access_ends(trajectory, learner):
    ended = date(2024, 1, 15)
    Trajectory.objects.filter(pk=trajectory.pk).update(
        state=TrajectoryState.DEREGISTERED, enrolled_on=date(2023, 9, 1), ended_on=ended
    )
    last = date(2026, 1, 15)
    after = last + timedelta(days=1)

    assert list(trajectories_visible_to(learner, on=last)) == [trajectory]
    assert keep_access(on=last)["ended"] == 0
    assert not trajectories_visible_to(learner, on=after)
    assert keep_access(on=after)["ended"] == 1
    assert Membership.objects.get(role=Role.LEARNER).valid_to == last
    assert list(trajectories_visible_to(staff_of(trajectory), on=after)) == [trajectory]
    assert keep_access(on=after)["ended"] == 0


def test_a_learner_who_is_enrolled_again_keeps_the_access(trajectory, learner):
    Trajectory.objects.filter(pk=trajectory.pk).update(
        state=TrajectoryState.DEREGISTERED, enrolled_on=date(2021, 9, 1), ended_on=date(2022, 1, 15)
    )
    new = TrajectoryFactory(learner=trajectory.learner)

    assert keep_access(on=BEFORE)["ended"] == 0
    assert list(trajectories_visible_to(learner, on=BEFORE)) == [new]
