"""Software that asks, for tests: a client with a token of a role in an organisation."""

from datetime import date
from typing import Any

from django.test import Client

from duaal.foundation.accounts.tokens import create
from duaal.foundation.kernel.actor import Role
from tests.foundation.accounts.factories import actor_for

DAY = date(2026, 3, 10)


def secret_of(role: Role, organisation: str) -> str:
    """The secret of a new token, made by the department."""
    made = create(
        name="Pakket",
        role=role,
        organisation=organisation,
        valid_to=date(2026, 12, 31),
        actor=actor_for(Role.DEPARTMENT),
        on=DAY,
    )
    return made.secret


def software(role: Role, organisation: str) -> Client:
    """A client that sends its token with every request, and answers 500 as a server does."""
    headers = {"Authorization": f"Bearer {secret_of(role, organisation)}"}
    return Client(raise_request_exception=False, headers=headers)


def post(client: Client, address: str, body: dict[str, Any], key: str = "") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(address, body, content_type="application/json", headers=headers)


def secret_of_a_person(role: Role, organisation: str) -> str:
    """The secret of a token that somebody made for himself: it acts for the organisation he works for."""
    made = create(
        name="Schoolpakket",
        role=role,
        organisation=organisation,
        valid_to=date(2026, 12, 31),
        actor=actor_for(role, organisation),
        on=DAY,
    )
    return made.secret


def software_of_a_person(role: Role, organisation: str) -> Client:
    """A client with such a token."""
    headers = {"Authorization": f"Bearer {secret_of_a_person(role, organisation)}"}
    return Client(raise_request_exception=False, headers=headers)
