"""Real connections, one per thread: who waits for whom."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from duaal.foundation.audit import seal as sealing
from duaal.foundation.audit.hashing import GENESIS
from duaal.foundation.audit.models import Chain, Entry
from duaal.foundation.audit.seal import seal
from duaal.foundation.audit.verify import verify
from tests.foundation.audit.files import MOMENT, write

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20


@pytest.fixture(autouse=True)
def _impatient():
    be_impatient()
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


def be_impatient():
    """What waits for a lock without end, on the connection of this thread, fails."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")


def in_a_thread(work):
    """Runs `work` on a connection of its own and gives its outcome."""

    def on_own_connection():
        be_impatient()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(on_own_connection).result(PATIENCE)


def write_without_waiting(file_id):
    """One entry; `OperationalError` when it would have to wait for a lock."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")
        return write(file_id)


@contextmanager
def another_writer_busy_with(file_id):
    """A transaction on another connection that wrote an entry of this file and is still open."""
    written, may_end = threading.Event(), threading.Event()

    def work():
        with transaction.atomic():
            write(file_id, remark="eerst")
            written.set()
            assert may_end.wait(PATIENCE)
        connection.close()

    with ThreadPoolExecutor(1) as threads:
        writer = threads.submit(work)
        assert written.wait(PATIENCE)
        try:
            yield may_end
        finally:
            may_end.set()
            writer.result(PATIENCE)


@pytest.mark.parametrize("known", [True, False], ids=["files with entries", "new files"])
def test_writers_of_different_files_do_not_wait_for_one_another(known):
    if known:
        write(1), write(2)

    with another_writer_busy_with(1):
        entry = write_without_waiting(2)

    assert entry.file_id == 2
    assert verify().fault is None


@pytest.mark.parametrize("known", [True, False], ids=["file with entries", "new file"])
def test_a_second_writer_of_the_same_file_waits_for_the_first(known):
    if known:
        write(1)

    with another_writer_busy_with(1), pytest.raises(OperationalError, match="lock timeout"):
        write_without_waiting(1)

    assert Entry.objects.count() == 1 + known


def test_the_second_writer_follows_on_what_the_first_wrote():
    with another_writer_busy_with(1) as may_end, ThreadPoolExecutor(1) as threads:
        second = threads.submit(lambda: (write(1, remark="daarna"), connection.close())[0])
        may_end.set()
        entry = second.result(PATIENCE)

    assert list(Entry.objects.values_list("seq", "remark")) == [(1, "eerst"), (2, "daarna")]
    assert entry.previous_hash == bytes(Entry.objects.get(seq=1).hash)


def test_many_writers_of_the_same_new_file_make_one_chain_without_gaps():
    together = threading.Barrier(6)

    def work(number):
        together.wait(PATIENCE)
        for _ in range(5):
            write(1, remark=f"schrijver {number}")
        connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(6), timeout=PATIENCE))

    previous = GENESIS
    for seq, entry in enumerate(Entry.objects.order_by("seq"), start=1):
        assert (entry.seq, bytes(entry.previous_hash)) == (seq, previous)
        previous = bytes(entry.hash)
    assert Chain.objects.get().last_seq == 30
    assert verify().fault is None


def test_a_writer_does_not_wait_for_a_seal_that_is_being_made(monkeypatch):
    write(1)
    add_heads = sealing.add_heads

    def with_a_writer_meanwhile(keyed, heads):
        in_a_thread(lambda: write_without_waiting(1))
        add_heads(keyed, heads)

    monkeypatch.setattr(sealing, "add_heads", with_a_writer_meanwhile)
    first = seal(at=MOMENT)
    monkeypatch.undo()
    second = seal(at=MOMENT)

    assert list(first.heads.values_list("seq", flat=True)) == [1]
    assert list(second.heads.values_list("seq", flat=True)) == [2]
    assert verify().fault is None


def test_a_seal_does_not_wait_for_a_writer_and_leaves_its_entry_to_the_next_seal():
    write(1), write(2)

    with another_writer_busy_with(1):
        first = seal(at=MOMENT)
        marks = list(Chain.objects.order_by("file_id").values_list("sealed_seq", flat=True))
    second = seal(at=MOMENT)

    assert list(first.heads.order_by("file_id").values_list("file_id", "seq")) == [(1, 1), (2, 1)]
    assert marks == [0, 1]
    assert list(second.heads.values_list("file_id", "seq")) == [(1, 2)]
    assert list(Chain.objects.order_by("file_id").values_list("sealed_seq", flat=True)) == [2, 1]


def test_a_chain_that_could_not_be_marked_is_marked_later_and_not_sealed_twice():
    write(1)
    with transaction.atomic():
        Chain.objects.select_for_update().get()
        in_a_thread(lambda: seal(at=MOMENT))
        skipped = Chain.objects.get().sealed_seq

    again = seal(at=MOMENT)

    assert again is None
    assert (skipped, Chain.objects.get().sealed_seq) == (0, 1)
    assert verify().fault is None


def test_two_seals_at_the_same_time_are_numbered_one_after_the_other():
    write(1), write(2)
    together = threading.Barrier(2)

    def work(_):
        together.wait(PATIENCE)
        made = seal(at=MOMENT)
        connection.close()
        return made

    with ThreadPoolExecutor(2) as threads:
        seals = list(threads.map(work, range(2), timeout=PATIENCE))

    assert sorted(made.pk for made in seals if made) == [1]
    assert verify().fault is None
