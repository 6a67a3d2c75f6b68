"""Work on a database connection of its own, for tests of what happens at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

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
