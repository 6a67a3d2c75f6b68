"""Messages may go to this machine in these tests, where a real server receives them."""

from collections.abc import Iterator

import pytest

from tests.flows.webhooks.receiver import Receiver, receiver


@pytest.fixture
def server(settings) -> Iterator[Receiver]:
    settings.WEBHOOKS_TO_THIS_MACHINE = True
    settings.WEBHOOK_SECONDS = 0.5
    settings.SITE_ADDRESS = "https://duaal.voorbeeld.test"
    with receiver() as found:
        yield found
