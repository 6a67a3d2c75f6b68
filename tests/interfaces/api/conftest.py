"""The day of the tests of the API is that of the tests of pages."""

from collections.abc import Iterator

import pytest

from duaal.interfaces.api.pace import PACE
from tests.interfaces.web.conftest import on_10_march_2026

__all__ = ["on_10_march_2026"]


@pytest.fixture(autouse=True)
def _asked_nothing_yet() -> Iterator[None]:
    """No test pays for the requests without a token of another one."""
    PACE.forget()
    yield
    PACE.forget()
