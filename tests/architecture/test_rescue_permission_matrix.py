"""The one click from a ranked workplace to a draft: everybody who could stand before its address.

The columns: nobody logged in; staff of the school; staff of another school; the learner; the parent; the
company that was left; the partnership; the department; an inspector.
"""

from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.architecture.test_permission_matrix import IN, MARKS, address_of, addresses, met
from tests.casework.agreements import files
from tests.casework.agreements.lost import lost
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.accounts.factories import UserFactory

READERS = (
    *("nobody", "school", "other school", "learner", "parent"),
    *("company", "partnership", "department", "inspector"),
)
SPACE = "rescue:"
MATRIX = {"rescue:take_over": "l + 0 - - - - - -"}


@pytest.fixture
def people() -> dict[str, Any]:
    """A learner who lost the workplace, a place that would do, and a user for everybody around."""
    agreement = lost()
    trajectory, other = agreement.trajectory, TrajectoryFactory()
    place = files.place_for(trajectory)
    learner = trajectory.learner
    users = {
        "nobody": None,
        "school": UserFactory(counsellor=True, organisation=trajectory.provider.number),
        "other school": UserFactory(counsellor=True, organisation=other.provider.number),
        "learner": UserFactory(learner=True, organisation=learner.number, person=learner.person),
        "parent": UserFactory(
            guardian=True, organisation=learner.number, person=learner.guardians.get().person
        ),
        "company": UserFactory(company=True, organisation=agreement.company.enterprise_number),
        "partnership": UserFactory(partnership=True, organisation=place.partnership_id),
        "department": UserFactory(department=True),
        "inspector": UserFactory(inspector=True),
    }
    clients = {}
    for reader, user in users.items():
        clients[reader] = Client(raise_request_exception=False)
        if user is not None:
            clients[reader].force_login(user)
    arguments = {"trajectory_id": trajectory.pk, "recognition_id": place.pk}
    return {"arguments": {SPACE: arguments}, "clients": clients}


def test_every_page_of_a_rescue_has_a_row():
    assert {name for name, _pattern in addresses() if name.startswith(SPACE)} == set(MATRIX)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_who_gets_in_and_who_does_not(name, people):
    address = address_of(name, dict(addresses())[name], people["arguments"])
    expected = dict(zip(READERS, (MARKS[mark] for mark in MATRIX[name].split()), strict=True))

    with time_machine.travel("2026-05-11T10:00:00+02:00", tick=False):
        found = {
            reader: met(client, address, allowed=expected[reader] == IN)
            for reader, client in people["clients"].items()
        }

    assert found == {reader: {mark} for reader, mark in expected.items()}
