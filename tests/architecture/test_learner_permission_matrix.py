"""The pages around a learner: every address and everybody who could stand before it.

The columns: nobody logged in; staff of the school; staff of another school; the learner; another learner;
the parent; somebody who was the parent once; the company; the partnership; the department; an inspector.
"""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from duaal.casework.rolls.models import Roll
from duaal.casework.trajectories.models import Guardian, ReadingRight
from duaal.foundation.accounts.invitations import invite
from duaal.foundation.kernel.actor import SYSTEM, Role
from duaal.foundation.kernel.anniversary import add_years
from duaal.foundation.kernel.today import today
from tests.architecture.test_permission_matrix import (
    IN,
    MARKS,
    address_of,
    addresses,
    met,
)
from tests.architecture.test_permission_matrix import (
    MATRIX as OTHER_PAGES,
)
from tests.casework.progress.factories import CompetenceFactory, draft_for
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.accounts.factories import UserFactory

READERS = (
    *("nobody", "school", "other school", "learner", "other learner", "parent", "former parent"),
    *("company", "partnership", "department", "inspector"),
)
SPACE = "learners:"
MATRIX = {
    "learners:list": "l + + + + + + - - - -",
    "learners:csv": "l + + + + + + - - - -",
    "learners:enrol": "l + + - - - - - - - -",
    "learners:calendar": "l + + - - - - - - - -",
    "learners:roll_upload": "l + + - - - - - - - -",
    "learners:roll_example": "l + + - - - - - - - -",
    "learners:roll": "l + 0 - - - - - - - -",
    "learners:roll_order": "l + 0 - - - - - - - -",
    "learners:roll_discard": "l + 0 - - - - - - - -",
    "learners:roll_errors": "l + 0 - - - - - - - -",
    "learners:detail": "l + 0 + 0 + 0 - - - -",
    "learners:first_lesson": "l + 0 - - - - - - - -",
    "learners:advice": "l + 0 - - - - - - - -",
    "learners:screening": "l + 0 - - - - - - - -",
    "learners:council": "l + 0 - - - - - - - -",
    "learners:to_dual": "l + 0 - - - - - - - -",
    "learners:extend": "l + 0 - - - - - - - -",
    "learners:back_in_lessons": "l + 0 - - - - - - - -",
    "learners:expired": "l + 0 - - - - - - - -",
    "learners:leave": "l + 0 - - - - - - - -",
    "learners:re_enrol": "l + 0 - - - - - - - -",
    "learners:finish": "l + 0 - - - - - - - -",
    "learners:change_site": "l + 0 - - - - - - - -",
    "learners:personal": "l + 0 - - - - - - - -",
    "learners:access": "l + 0 - - - - - - - -",
    "learners:invite": "l + 0 - - - - - - - -",
    "learners:email": "l + 0 - - - - - - - -",
    "learners:guardian_new": "l + 0 - - - - - - - -",
    "learners:guardian_right": "l + 0 - - - - - - - -",
    "learners:invite_guardian": "l + 0 - - - - - - - -",
    "learners:guardian_end": "l + 0 - - - - - - - -",
    "learners:withdraw_invitation": "l + 0 - - - - - - - -",
    "learners:take_access": "l + 0 - - - - - - - -",
    "learners:readers": "l - - + 0 - - - - - -",
    "learners:allow_reading": "l - - + 0 - - - - - -",
    "learners:stop_reading": "l - - + 0 - - - - - -",
    "learners:invitation": "+ + + + + + + + + + +",
    "learners:plan": "l + 0 + 0 + 0 0 - - -",
    "learners:plan_csv": "l + 0 + 0 + 0 0 - - -",
    "learners:plan_compare": "l + 0 + 0 + 0 0 - - -",
    "learners:plan_start": "l + 0 - - - - - - - -",
    "learners:plan_edit": "l + 0 - - - - - - - -",
    "learners:plan_fix": "l + 0 - - - - - - - -",
    "learners:plan_renew": "l + 0 - - - - - - - -",
    "learners:plan_drop": "l + 0 - - - - - - - -",
    "learners:plan_move": "l + 0 - - - - - - - -",
    "learners:plan_reach": "l + 0 - - - - - - - -",
    "learners:plan_take_back": "l + 0 - - - - - - - -",
}
OPEN_TO_A_LEARNER = {
    *("switch_capacity", "tasks:start", "tasks:csv"),
    *("notices:list", "notices:read_all", "notices:preferences", "notices:open", "notices:read"),
}
"""What is no page of a learner and still opens for one: the own tasks and notices."""


@pytest.fixture
def people() -> dict[str, Any]:
    """A trajectory, and a user for everybody around it."""
    minor = add_years(today(), -16)
    trajectory, other = TrajectoryFactory(learner__person__birth_date=minor), TrajectoryFactory()
    number, person = trajectory.learner.number, trajectory.learner.person
    parent, former = (
        UserFactory(guardian=True, organisation=number),
        UserFactory(guardian=True, organisation=number),
    )
    since = date(2020, 9, 1)
    Guardian.objects.create(learner=trajectory.learner, person=parent.person, valid_from=since)
    Guardian.objects.create(
        learner=trajectory.learner, person=former.person, valid_from=since, valid_to=date(2024, 8, 31)
    )
    users = {
        "nobody": None,
        "school": UserFactory(counsellor=True, organisation=trajectory.provider.number),
        "other school": UserFactory(counsellor=True, organisation=other.provider.number),
        "learner": UserFactory(learner=True, organisation=number, person=person),
        "other learner": UserFactory(
            learner=True, organisation=other.learner.number, person=other.learner.person
        ),
        "parent": parent,
        "former parent": former,
        "company": UserFactory(company=True),
        "partnership": UserFactory(partnership=True),
        "department": UserFactory(department=True),
        "inspector": UserFactory(inspector=True),
    }
    clients = {}
    for reader, user in users.items():
        clients[reader] = Client(raise_request_exception=False)
        if user is not None:
            clients[reader].force_login(user)
    competence = CompetenceFactory(programme=trajectory.programme)
    draft_for(trajectory)
    roll = Roll.objects.create(provider=trajectory.provider, file_name="4A.csv", made_at=timezone.now())
    guardian = Guardian.objects.get(person=parent.person)
    invited = invite(
        trajectory.learner.person,
        role=Role.LEARNER,
        organisation=number,
        email="nieuw@voorbeeld.test",
        valid_to=None,
        until=today(),
        invited_by=SYSTEM,
        on=today(),
    )
    right = ReadingRight.objects.create(
        learner=trajectory.learner, person=UserFactory().person, valid_from=today()
    )
    keys = {
        "trajectory_id": trajectory.pk,
        "competence_id": competence.pk,
        "roll_id": roll.pk,
        "guardian_id": guardian.pk,
        "invitation_id": invited.invitation.pk,
        "membership_id": parent.memberships.get().pk,
        "right_id": right.pk,
        "secret": invited.secret,
    }
    return {"arguments": {SPACE: keys}, "clients": clients}


def test_every_page_of_a_learner_has_a_row():
    assert {name for name, _pattern in addresses() if name.startswith(SPACE)} == set(MATRIX)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_who_gets_in_and_who_does_not(name, people):
    address = address_of(name, dict(addresses())[name], people["arguments"])
    expected = dict(zip(READERS, (MARKS[mark] for mark in MATRIX[name].split()), strict=True))

    found = {
        reader: met(client, address, allowed=expected[reader] == IN)
        for reader, client in people["clients"].items()
    }

    assert found == {reader: {mark} for reader, mark in expected.items()}


def test_no_other_page_opens_for_a_learner_or_a_parent():
    access = {name: pattern.callback.duaal_access for name, pattern in addresses() if name in OTHER_PAGES}

    opened = {name for name, one in access.items() if not one.public and {"learner", "guardian"} & one.roles}

    assert opened
    assert opened <= OPEN_TO_A_LEARNER
