"""One POST to one address: no redirects, short, and of the answer nothing but its status."""

import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass

from django.conf import settings

from duaal.flows.webhooks.addresses import HTTPS_PORT, Target, Undeliverable, number_to_connect_to
from duaal.flows.webhooks.kinds import Problem

PLAIN_HEADERS = {
    "Content-Type": "application/json",
    "User-Agent": "duaal-webhooks/1",
    "Connection": "close",
}
SECURE = ssl.create_default_context()
SECURE.minimum_version = ssl.TLSVersion.TLSv1_2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a try: the status when there was one, how long it took, and what went wrong."""

    status: int | None
    milliseconds: int
    problem: Problem | None = None

    @property
    def arrived(self) -> bool:
        return self.problem is None


def post(target: Target, body: bytes, headers: dict[str, str]) -> Outcome:
    """Sends the message. Never raises for what a receiver or the network does."""
    begin = time.monotonic()
    status: int | None = None
    try:
        status = _ask(target, body, headers)
        problem = _judge(status)
    except Undeliverable as found:
        problem = found.problem
    except ssl.SSLError:
        problem = Problem.TLS
    except TimeoutError:
        problem = Problem.TIMEOUT
    except ConnectionRefusedError:
        problem = Problem.REFUSED
    except (OSError, http.client.HTTPException):
        late = time.monotonic() - begin >= settings.WEBHOOK_SECONDS
        problem = Problem.TIMEOUT if late else Problem.NO_ANSWER
    return Outcome(status, round((time.monotonic() - begin) * 1000), problem)


def _judge(status: int) -> Problem | None:
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return Problem.REDIRECT
    return Problem.GONE if status == http.HTTPStatus.GONE else Problem.STATUS


def _ask(target: Target, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer; its body is not read, and the line is cut when it takes too long in all."""
    number = number_to_connect_to(target)
    line = socket.create_connection((number, target.port), timeout=settings.WEBHOOK_SECONDS)
    handle = line.dup()  # stays a handle on the same connection when TLS takes the first one over
    cut = threading.Event()
    watch = threading.Timer(settings.WEBHOOK_SECONDS, _hang_up, (handle, cut))
    watch.daemon = True
    watch.start()
    try:
        if target.encrypted:
            line = SECURE.wrap_socket(line, server_hostname=target.host)
        asking = http.client.HTTPConnection(target.host, target.port)
        asking.default_port = HTTPS_PORT if target.encrypted else asking.default_port
        asking.sock = line
        asking.request("POST", target.path, body=body, headers={**PLAIN_HEADERS, **headers})
        answer = asking.getresponse()
        answer.close()
        if cut.is_set():  # half an answer can read as a whole one
            raise TimeoutError
        return answer.status
    finally:
        watch.cancel()
        handle.close()
        line.close()


def _hang_up(handle: socket.socket, cut: threading.Event) -> None:
    cut.set()
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it was over already
