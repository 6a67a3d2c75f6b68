"""Every address for the software of a school, and what a token of each role meets there."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.foundation.kernel.actor import Role
from tests.architecture.school_api import BODIES, READERS, SCHOOL_API
from tests.architecture.test_permission_matrix import addresses
from tests.casework.trajectories.factories import TrajectoryFactory
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
    wants_one = "trajectory_id" in PATTERNS[name].pattern.converters
    address = reverse(name, args=[trajectory.pk] if wants_one else [])
    body = BODIES.get(name)
    answer = client.get(address) if body is None else post(client, address, body)
    if answer.status_code in (401, 403, 404):
        return answer.status_code
    return "in" if answer.status_code < 500 else "broken"
