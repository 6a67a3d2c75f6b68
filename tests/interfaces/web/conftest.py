"""What the tests of pages share."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture
def on_10_march_2026() -> Iterator[None]:
    """Tuesday 10 March 2026, ten in the morning in Brussels: day 8 of what the factories receive."""
    with time_machine.travel("2026-03-10T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def on_16_march_2026() -> Iterator[None]:
    """Monday 16 March 2026: a refusal of 10 March can be appealed against for another week."""
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def on_4_may_2026() -> Iterator[None]:
    """Monday 4 May 2026: the day of the decisions on sanctions."""
    with time_machine.travel("2026-05-04T10:00:00+02:00", tick=False):
        yield
