"""Work on a database connection of its own, for tests of what happens at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

from duaal.foundation.kernel.reasons import Refused

Outcome = TypeVar("Outcome")
PATIENCE = 30


def in_thread(work: Callable[[], Outcome]) -> Outcome:
    """Runs the work in a thread with its own connection and gives its outcome."""
    return all_at_once(work)[0]


def all_at_once(*works: Callable[[], Outcome]) -> list[Outcome]:
    """Runs each work in a thread with its own connection, at the same time; what they raise comes out."""

    def on_own_connection(work: Callable[[], Outcome]) -> Outcome:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '10s'")
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        running = [threads.submit(on_own_connection, work) for work in works]
        return [one.result(PATIENCE) for one in running]


def race(*steps: tuple[str, Callable[[], object]]) -> list[str | tuple[str, ...]]:
    """Steps by name, all starting together: the name of each that was done, the reasons of each refused."""
    together = threading.Barrier(len(steps))

    def runner(name: str, step: Callable[[], object]) -> Callable[[], str | tuple[str, ...]]:
        def run() -> str | tuple[str, ...]:
            together.wait(timeout=10)
            try:
                step()
            except Refused as refusal:
                return refusal.reasons
            return name

        return run

    return all_at_once(*(runner(name, step) for name, step in steps))
