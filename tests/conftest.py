"""What every test gets: a fast database, no network but this machine, one profile of hypothesis."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django.test
import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from tests.fast_database import empty_what_was_filled, migrated_template

settings.register_profile(
    "duaal",
    max_examples=60,
    deadline=None,  # two cores, shared by all tests: a slow example is no mistake
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("duaal")

TOGETHER = ("tests/journeys/", "tests/synthetic/")
"""Folders of which all tests need one thing that takes long to make: the demo, the invented Flanders."""

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


class FoldersTogether(LoadScopeScheduling):
    """Hands out tests one by one, but those of such a folder to one process, and first.

    By the path of the test: the groups of marks do nothing from pytest 9.2 on, which says the name of a test
    without its group.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FoldersTogether:
    return FoldersTogether(config, log)


@pytest.fixture(scope="session")
def template_database(django_test_environment: None, django_db_blocker: Any) -> str:
    """The name of the migrated and empty database that every database of the tests is a copy of."""
    with django_db_blocker.unblock():
        return migrated_template(Path(django_settings.VAR) / "tests" / "template.lock")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, template_database: str
) -> Iterator[None]:
    """The database of this process begins as a copy; a test that commits leaves nothing behind."""
    patch = pytest.MonkeyPatch()
    for_tests = django_settings.DATABASES["default"]["TEST"]
    patch.setitem(for_tests, "TEMPLATE", template_database)
    patch.setattr(django.test.TransactionTestCase, "_fixture_teardown", lambda self: empty_what_was_filled())
    yield
    patch.undo()


class OutsideWorldAskedFor(AssertionError):
    """A test reached for another machine."""


@pytest.fixture(autouse=True, scope="session")
def no_outside_world() -> Iterator[None]:
    """Lets tests connect to this machine and to sockets in the file system, and to nothing else."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    yield
    patch.undo()


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def connect_here(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in THIS_MACHINE:
            raise OutsideWorldAskedFor(f"a test tried to connect to {address}")
        return connect(self, address)

    return connect_here
