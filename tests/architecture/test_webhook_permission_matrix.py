"""Events and messages to software: every address of the pages and of the API, and everybody before it.

The columns of the pages: nobody logged in; staff of the school; a colleague; staff of another school; a
learner; a parent; the company of another address; a sector employee; the partnership; the department; an
inspector.
"""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from duaal.foundation.kernel.actor import Role
from tests.architecture.test_permission_matrix import IN, MARKS, address_of, addresses, met
from tests.architecture.webhook_api import BODIES, READ, READERS, WEBHOOK_API
from tests.flows.webhooks.factories import SCHOOL, DeliveryFactory, HookFactory
from tests.foundation.accounts.factories import UserFactory
from tests.interfaces.api.asking import post, software, software_of_a_person

BY_STATUS = {"+": "in", "l": 401, "-": 403, "0": 404}
SPACE = "webhooks:"
PEOPLE = (
    *("nobody", "school", "colleague", "other school", "learner", "parent", "company"),
    *("sector", "partnership", "department", "inspector"),
)
ONE = "l + + 0 - - 0 - - - -"
MATRIX = {
    "webhooks:list": "l + + + - - + - - - -",
    "webhooks:detail": ONE,
    "webhooks:deliveries_csv": ONE,
    "webhooks:subjects": ONE,
    "webhooks:rotate": ONE,
    "webhooks:pause": ONE,
    "webhooks:resume": ONE,
    "webhooks:test": ONE,
    "webhooks:remove": ONE,
    "webhooks:resend": ONE,
}


@pytest.fixture
def people() -> dict[str, Any]:
    """An address of a school with a message, and a user for everybody."""
    delivery = DeliveryFactory()
    HookFactory(role=Role.COMPANY, organisation="0123456749")
    users = {
        "nobody": None,
        "school": UserFactory(counsellor=True, organisation=SCHOOL),
        "colleague": UserFactory(counsellor=True, organisation=SCHOOL),
        "other school": UserFactory(counsellor=True, organisation="099999"),
        "learner": UserFactory(learner=True),
        "parent": UserFactory(guardian=True),
        "company": UserFactory(company=True, organisation="0123456749"),
        "sector": UserFactory(sector=True),
        "partnership": UserFactory(partnership=True),
        "department": UserFactory(department=True),
        "inspector": UserFactory(inspector=True),
    }
    clients = {}
    for reader, user in users.items():
        clients[reader] = Client(raise_request_exception=False)
        if user is not None:
            clients[reader].force_login(user)
    values = {"hook_id": delivery.hook_id, "delivery_id": delivery.pk}
    return {"arguments": {SPACE: values}, "clients": clients}


def test_every_page_about_messages_has_a_row():
    assert {name for name, _pattern in addresses() if name.startswith(SPACE)} == set(MATRIX)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_who_opens_a_page_and_who_does_not(name, people):
    address = address_of(name, dict(addresses())[name], people["arguments"])
    expected = dict(zip(PEOPLE, (MARKS[mark] for mark in MATRIX[name].split()), strict=True))

    found = {
        reader: met(client, address, allowed=expected[reader] == IN)
        for reader, client in people["clients"].items()
    }

    assert found == {reader: {mark} for reader, mark in expected.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(WEBHOOK_API))
def test_which_software_gets_in_and_which_does_not(name):
    expected = dict(zip(READERS, (BY_STATUS[mark] for mark in WEBHOOK_API[name].split()), strict=True))

    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        found = {reader: asked(name, reader) for reader in READERS}

    assert found == expected


def asked(name: str, reader: str) -> object:
    """What the software meets at the address, on a message of its own for each try."""
    delivery = DeliveryFactory()
    clients = {
        "nobody": lambda: Client(),
        "school": lambda: software_of_a_person(Role.COUNSELLOR, SCHOOL),
        "other school": lambda: software_of_a_person(Role.COUNSELLOR, "099999"),
        "company": lambda: software(Role.COMPANY, "0123456749"),
        "sector": lambda: software_of_a_person(Role.SECTOR, "voeding"),
        "partnership": lambda: software(Role.PARTNERSHIP, "voeding"),
        "department": lambda: software(Role.DEPARTMENT, "wewis"),
    }
    client = clients[reader]()
    converters = dict(addresses())[name].pattern.converters
    numbers = {"hook_id": delivery.hook_id, "delivery_id": delivery.pk}
    address = reverse(name, args=[numbers[one] for one in converters])
    answer = client.get(address) if name in READ else post(client, address, BODIES.get(name, {}))
    if answer.status_code in (401, 403, 404):
        return answer.status_code
    return "in" if answer.status_code < 500 else "broken"
