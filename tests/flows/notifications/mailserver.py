"""A real SMTP server on this machine, for tests."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from duaal.flows.notifications import sending


class Receiver:
    """What the server keeps, and what it answers to an address that begins with these words."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802
        for begin, answer in self.answers.items():
            if address.startswith(begin):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.messages.append(BytesParser(policy=default).parsebytes(envelope.content))
        return "250 OK"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def mail_server(port: int) -> Iterator[Receiver]:
    """A mail server on this port of this machine."""
    receiver = Receiver()
    controller = Controller(receiver, hostname="127.0.0.1", port=port)
    controller.start()
    yield receiver
    controller.stop()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A mail server, to which the settings point."""
    port = free_port()
    monkeypatch.setattr(sending, "get_connection", lambda: EmailBackend(timeout=5))
    for name, value in {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": port,
        "EMAIL_USE_TLS": False,
        "SITE_ADDRESS": "https://duaal.voorbeeld.test",
        "DEFAULT_FROM_EMAIL": "duaal <geen-antwoord@voorbeeld.test>",
    }.items():
        monkeypatch.setattr(settings, name, value)
    with mail_server(port) as receiver:
        yield receiver
