from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from duaal.foundation.accounts.models import User
from duaal.foundation.kernel.actor import Actor, Role
from tests.casework.recognition.bakery import Bakery, bakery
from tests.casework.recognition.mandates.holders import SCHOOL, MandateFactory
from tests.foundation.accounts.factories import actor_for
from tests.register.organisations.factories import ProviderFactory


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings) -> Path:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    return settings.DOCUMENT_FOLDER


@pytest.fixture(autouse=True)
def on_3_march_2026() -> Iterator[None]:
    with time_machine.travel("2026-03-03T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def school(db) -> None:
    ProviderFactory(number=SCHOOL, name="Atheneum De Verzonnen Brug")


@pytest.fixture
def shop(db) -> Bakery:
    return bakery()


@pytest.fixture
def counsellor(school) -> Actor:
    return actor_for(Role.COUNSELLOR, SCHOOL)


@pytest.fixture
def mandate(shop, counsellor):
    return MandateFactory(company=shop.company, holder_id=counsellor.user_id, holder_name=counsellor.name)


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


@pytest.fixture
def browser(counsellor) -> Client:
    """The counsellor's."""
    return client_of(counsellor)


@pytest.fixture
def company(shop) -> Client:
    return client_of(shop.actor)
