"""Software of one person, for tests: a counsellor or an inspector with a token of his own."""

from datetime import date

from django.test import Client

from duaal.foundation.accounts.tokens import create
from duaal.foundation.kernel.actor import Actor, Role
from tests.foundation.accounts.factories import actor_for
from tests.interfaces.api.asking import DAY


def software_of(actor: Actor) -> Client:
    """A client with a token that this person made."""
    made = create(
        name="Pakket",
        role=actor.role,
        organisation=actor.organisation,
        valid_to=date(2026, 12, 31),
        actor=actor,
        on=DAY,
    )
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {made.secret}"})


def counsellor() -> Client:
    return software_of(actor_for(Role.COUNSELLOR))


def inspector() -> Client:
    return software_of(actor_for(Role.INSPECTOR))
