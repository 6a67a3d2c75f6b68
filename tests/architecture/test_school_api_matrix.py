"""Every address for the software of a school, and what a token of each role meets there."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.casework.trajectories.actions import access
from duaal.casework.trajectories.actions.access import Right
from duaal.casework.trajectories.actions.enrolment import WhoIsIt
from duaal.casework.trajectories.facts import Ground, Relation
from duaal.casework.trajectories.models import Trajectory
from duaal.foundation.kernel.actor import Role
from tests.architecture.school_api import BODIES, READERS, SCHOOL_API
from tests.architecture.test_permission_matrix import addresses
from tests.casework.trajectories.actors import staff_of
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.api.asking import post, software, software_of_a_person
from tests.register.organisations.factories import ProviderFactory

MARKS = {"+": "in", "l": 401, "-": 403, "0": 404}
PATTERNS = dict(addresses())


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SCHOOL_API))
def test_who_gets_in_and_who_does_not(name: str) -> None:
    expected = dict(zip(READERS, (MARKS[mark] for mark in SCHOOL_API[name].split()), strict=True))

    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        found = {reader: met(name, reader) for reader in READERS}

    assert found == expected


def met(name: str, reader: str) -> object:
    """What the reader meets at the address, on a learner of its own for each try."""
    trajectory = TrajectoryFactory(enrolled_on=date(2026, 3, 9))
    clients = {
        "nobody": lambda: Client(),
        "school": lambda: software_of_a_person(Role.COUNSELLOR, trajectory.provider.number),
        "other school": lambda: software_of_a_person(Role.COUNSELLOR, ProviderFactory().number),
        "sector": lambda: software_of_a_person(Role.SECTOR, "voeding"),
        "company": lambda: software(Role.COMPANY, "0123456749"),
        "partnership": lambda: software(Role.PARTNERSHIP, "voeding"),
        "department": lambda: software(Role.DEPARTMENT, "wewis"),
    }
    client = clients[reader]()
    wanted = PATTERNS[name].pattern.converters
    around = access_around(trajectory) if len(wanted) > 1 else {}
    values = {"trajectory_id": trajectory.pk, **around}
    address = reverse(name, args=[values[one] for one in wanted])
    body = BODIES.get(name)
    answer = client.get(address) if body is None else post(client, address, body)
    if answer.status_code in (401, 403, 404):
        return answer.status_code
    return "in" if answer.status_code < 500 else "broken"


def access_around(trajectory: Trajectory) -> dict[str, int]:
    """A parent of the learner, an invitation that is open, and an access: the numbers in the addresses."""
    keep = {"actor": staff_of(trajectory), "on": date(2026, 3, 10)}
    guardian = access.name_guardian(
        trajectory.pk,
        who=WhoIsIt("An", "Claes", date(1980, 5, 2)),
        right=Right(Relation.PARENT, Ground.PARENTAL_AUTHORITY, "", date(2026, 3, 1)),
        **keep,
    )
    made = access.invite_learner(trajectory.pk, email="lotte.claes@voorbeeld.test", **keep)
    login = UserFactory(guardian=True, organisation=trajectory.learner.number, person=guardian.person)
    return {
        "guardian_id": guardian.pk,
        "invitation_id": made.invitation.pk,
        "membership_id": login.memberships.get().pk,
    }
