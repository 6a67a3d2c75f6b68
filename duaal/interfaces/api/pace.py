"""The pace of who asks without a token: so many requests per minute from one address of the network.

Counted in the memory of each process and not in the database, so that a flood costs nothing but itself: with
two processes of the web server an address gets at most twice the number of the settings.
"""

from collections import Counter
from threading import Lock

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from duaal.foundation.kernel.actor import ANYONE, Actor
from duaal.interfaces.api.problems import TooMany

MINUTE = 60


class Pace:
    """How often each address asked in the minute that runs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = -1
        self._asked: Counter[str] = Counter()

    def count(self, address: str, *, second: int) -> int:
        """Counts one request at a second of the clock; gives how many the address made in that minute."""
        with self._lock:
            if second // MINUTE != self._minute:
                self._minute = second // MINUTE
                self._asked.clear()
            self._asked[address] += 1
            return self._asked[address]

    def forget(self) -> None:
        """Starts anew, for tests."""
        with self._lock:
            self._asked.clear()


PACE = Pace()


def paced(request: HttpRequest) -> Actor:
    """Lets everybody in, at a pace: raises `TooMany` above it."""
    second = int(timezone.now().timestamp())
    if PACE.count(address_of(request), second=second) > settings.API_RATE_WITHOUT_TOKEN:
        raise TooMany(MINUTE - second % MINUTE)
    return ANYONE


def address_of(request: HttpRequest) -> str:
    """The address that asked: behind a proxy the one that the proxy saw, not what the sender wrote."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")) if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
