"""Addresses, events and deliveries, for tests."""

from datetime import UTC, date, datetime

import factory
from django.db import transaction

from duaal.casework.trajectories.actions.steps import TRAJECTORY_FILE
from duaal.casework.trajectories.models import Trajectory
from duaal.flows.webhooks.kinds import HookState, PauseReason, Subject
from duaal.flows.webhooks.models import Delivery, Event, Hook
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from tests.flows.notifications.factories import entry

DAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
SCHOOL = "045678"


class HookFactory(factory.django.DjangoModelFactory[Hook]):
    """An address of a school that wants everything; `paused`."""

    class Meta:
        model = Hook

    class Params:
        paused = factory.Trait(state=HookState.PAUSED, paused_because=PauseReason.BY_HAND, paused_at=AT)

    role = Role.COUNSELLOR
    organisation = SCHOOL
    address = factory.Sequence(lambda n: f"https://pakket{n}.voorbeeld.test/duaal")
    subjects = factory.LazyFunction(lambda: [subject.value for subject in Subject])
    nonce = factory.Sequence(lambda n: f"{n:064x}")
    made_on = DAY


class EventFactory(factory.django.DjangoModelFactory[Event]):
    """An event of a learner, for a school."""

    class Meta:
        model = Event

    entry = factory.LazyAttribute(lambda one: step_on(one.file_id))
    role = Role.COUNSELLOR
    organisation = SCHOOL
    subject = Subject.LEARNER
    file_id = 1
    step = "start_lessons"
    to_state = "SEARCHING"
    on = DAY
    at = AT


class DeliveryFactory(factory.django.DjangoModelFactory[Delivery]):
    """A delivery that waits."""

    class Meta:
        model = Delivery

    hook = factory.SubFactory(HookFactory)
    event = factory.SubFactory(EventFactory)
    made_at = AT
    next_try_at = AT


@transaction.atomic
def step_on(file_id: int, step: str = "start_lessons", **more: object) -> Entry:
    """An entry of the ledger about a learner."""
    return entry(file_id, step, TRAJECTORY_FILE, **more)


def school_of(trajectory: Trajectory) -> Actor:
    return counsellor(trajectory.provider.number)


def counsellor(number: str = SCHOOL, user_id: int = 30) -> Actor:
    return Actor(Role.COUNSELLOR, number, user_id=user_id, name="Begeleider Smets")


def company(number: str = "0123456749") -> Actor:
    return Actor(Role.COMPANY, number, user_id=41, name="Ann Peeters")
