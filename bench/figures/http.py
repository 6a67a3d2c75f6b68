"""Requests per second of each page over HTTP: two sync workers, four connections, all on this machine."""

import http.client
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from bench.figure import hand_over

CONNECTIONS = 4
SECONDS = 6.0
HOST = "127.0.0.1"


def measure() -> dict[str, float]:
    from bench.figures.subjects import subjects  # noqa: PLC0415  needs Django

    measured: dict[str, float] = {}
    with served() as port:
        for page in subjects():
            headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={_session(page.user)}"} if page.user else {}
            measured[f"{page.name} per second"] = per_second(port, page.path, headers)
    return measured


@contextmanager
def served() -> Iterator[int]:
    """The site on a free port, in processes of its own."""
    from duaal.interfaces.cli.supervisor import Supervisor  # noqa: PLC0415

    port = _free_port()
    family = Supervisor()
    family.start("the site", "serve", "--port", str(port), "--workers", "2")
    try:
        for _ in range(300):
            try:
                _get(port, "/aanmelden/", {})
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        family.stop()


def per_second(port: int, path: str, headers: dict[str, str]) -> float:
    """Good answers per second; stops the benchmark when an answer is not 200."""
    _get(port, path, headers)
    if (wrk := shutil.which("wrk")) is not None:
        return _with_wrk(wrk, port, path, headers)
    return _with_threads(port, path, headers)


def _with_wrk(wrk: str, port: int, path: str, headers: dict[str, str]) -> float:
    asked = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS:.0f}s", *asked, f"http://{HOST}:{port}{path}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{path}: {said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None:
        raise SystemExit(f"wrk said nothing of requests per second: {said}")
    return float(found[1])


def _with_threads(port: int, path: str, headers: dict[str, str]) -> float:
    until = time.monotonic() + SECONDS
    done = [0] * CONNECTIONS

    def ask(number: int) -> None:
        while time.monotonic() < until:
            _get(port, path, headers)
            done[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS


def _get(port: int, path: str, headers: dict[str, str]) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path} answers with {answer.status}")


def _session(user) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def _free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    django.setup()
    hand_over(measure())
    sys.stdout.flush()
