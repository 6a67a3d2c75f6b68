"""What every test gets: a fast database, no network but this machine, one profile of hypothesis."""

import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "duaal",
    max_examples=60,
    deadline=None,  # two cores, shared by all tests: a slow example is no mistake
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("duaal")

THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


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
