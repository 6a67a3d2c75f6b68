"""Real connections, one per thread: nothing is missed or seen twice, in whatever order transactions end."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duaal.flows.webhooks.feed import Read, read_entries
from duaal.flows.webhooks.models import Event
from duaal.flows.webhooks.queries import events_after
from tests.casework.trajectories.factories import TrajectoryFactory
from tests.flows.webhooks.factories import AT, DAY, school_of, step_on

PATIENCE = 20


def read() -> Read:
    return read_entries(at=AT)


def in_a_thread(work):
    def on_own_connection():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(on_own_connection).result(PATIENCE)


@pytest.mark.django_db(transaction=True)
def test_an_entry_of_a_transaction_that_ends_late_comes_after_what_was_read_already():
    late, early = TrajectoryFactory(), None
    early = TrajectoryFactory(provider=late.provider)
    actor = school_of(late)
    written, may_end = threading.Event(), threading.Event()

    def write_and_wait():
        try:
            with transaction.atomic():
                step_on(late.pk, "late")
                written.set()
                may_end.wait(PATIENCE)
        finally:
            connection.close()

    slow = threading.Thread(target=write_and_wait)
    slow.start()
    assert written.wait(PATIENCE)
    step_on(early.pk, "early")
    read()
    first = events_after(0, actor=actor, on=DAY, most=200)
    may_end.set()
    slow.join(PATIENCE)
    read()

    then = events_after(first.next, actor=actor, on=DAY, most=200)

    assert [one.step for one in first.events] == ["early"]
    assert [one.step for one in then.events] == ["late"]
    assert then.events[0].entry_id < first.events[0].entry_id, "its entry was numbered before"


@pytest.mark.django_db(transaction=True)
def test_a_second_reader_does_nothing_while_one_reads():
    step_on(TrajectoryFactory().pk)
    with transaction.atomic():
        read()

        assert in_a_thread(read) == Read()

    assert Event.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["write", "end", "read"])), max_size=15))
def test_whatever_the_order_in_which_transactions_end_every_event_is_seen_once(moves):
    trajectory = TrajectoryFactory()
    actor = school_of(trajectory)
    already = events_after(0, actor=actor, on=DAY, most=10_000).next
    lines = {number: _Line(trajectory.provider) for number in range(4)}
    since, seen = already, []

    def ask():
        nonlocal since
        page = events_after(since, actor=actor, on=DAY, most=10_000)
        seen.extend(one.file_id for one in page.events)
        since = page.next

    try:
        for number, move in moves:
            if move == "write":
                lines[number].write()
            elif move == "end":
                lines[number].end()
            else:
                read()
                ask()
    finally:
        for line in lines.values():
            line.end()
            line.close()
    read()
    ask()

    assert sorted(seen) == sorted(pk for line in lines.values() for pk in line.committed)


class _Line:
    """A connection of its own, in a thread, that writes entries and ends when it is told to."""

    def __init__(self, provider):
        self.provider = provider
        self.pool = ThreadPoolExecutor(1)
        self.open, self.committed = [], []

    def write(self):
        pk = TrajectoryFactory(provider=self.provider).pk
        self.pool.submit(self._write, pk).result(PATIENCE)
        self.open.append(pk)

    def end(self):
        self.pool.submit(self._end).result(PATIENCE)
        self.committed += self.open
        self.open = []

    def close(self):
        self.pool.submit(self._hang_up).result(PATIENCE)
        self.pool.shutdown()

    def _write(self, pk):
        if not connection.in_atomic_block:
            self.block = transaction.atomic()
            self.block.__enter__()
        step_on(pk)

    def _end(self):
        if connection.in_atomic_block:
            self.block.__exit__(None, None, None)

    def _hang_up(self):
        connection.close()
