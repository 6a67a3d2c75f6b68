"""Persons are erased from a trail and nothing else; whoever touches what is left is found out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from duaal.foundation.audit.erasing import ERASE_PERSONS, LeftOver, erase_persons
from duaal.foundation.audit.models import Entry
from duaal.foundation.audit.seal import seal
from duaal.foundation.audit.verify import Problem, Verification, verify
from tests.foundation.audit.files import DAY, MOMENT, tamper, write

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=2000)


@pytest.fixture
def erased():
    """Two entries about a person, sealed and then erased; another file stays as it was."""
    write(1, remark="Gebeld met Zebedea."), write(1, step="refuse", reasons=["no_mentor"]), write(2)
    seal(at=MOMENT)
    assert erase_persons("application", 1, on=LATER) == 2


@pytest.mark.usefixtures("erased")
def test_the_entries_stay_without_person_and_remark():
    first, second, told = Entry.objects.filter(file_id=1)

    assert (first.actor_name, first.actor_user_id, first.remark) == ("", None, "")
    assert (second.step, second.reasons, second.actor_role) == ("refuse", ["no_mentor"], "partnership")
    assert (told.step, told.on, told.actor_role, told.is_erased) == (ERASE_PERSONS, LATER, "system", False)
    assert Entry.objects.get(file_id=2).actor_name == "An Peeters"


@pytest.mark.usefixtures("erased")
def test_the_trail_is_in_order_with_the_seals_of_before_and_after():
    seal(at=MOMENT)

    assert verify() == Verification(entries=4, seals=2, fault=None)


@pytest.mark.usefixtures("erased")
def test_erasing_again_does_nothing_until_somebody_writes_again():
    assert erase_persons("application", 1, on=LATER) == 0

    write(1, step="reopen", remark="Zebedea belde terug.")

    assert erase_persons("application", 1, on=LATER) == 1
    assert Entry.objects.filter(file_id=1).count() == 5
    assert verify().fault is None


def test_the_digest_never_reads_as_a_national_number():
    left = LeftOver()
    for number in range(300):
        left.add(number.to_bytes(32), number.to_bytes(32), is_erased=True, is_erasing=False)

        assert not any(sign.isdigit() for sign in str(left).removeprefix("sha256"))
        assert left.is_unbound


def test_a_file_without_a_trail_gets_none():
    assert erase_persons("application", 77, on=LATER) == 0
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("erased")
@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        pytest.param("SET reasons = '[]' WHERE seq = 2", Problem.REWRITTEN, id="reasons of an erased entry"),
        pytest.param("SET step = 'grant' WHERE seq = 2", Problem.REWRITTEN, id="step of an erased entry"),
        pytest.param("SET remark = 'x' WHERE seq = 1", Problem.ALTERED, id="remark put back"),
        pytest.param("SET actor_name = 'x' WHERE seq = 1", Problem.ALTERED, id="name put back"),
        pytest.param("SET is_erased = false WHERE seq = 1", Problem.ALTERED, id="mark taken off"),
        pytest.param("SET remark = 'sha256 0' WHERE seq = 3", Problem.ALTERED, id="the digest itself"),
    ],
)
def test_whoever_touches_what_is_left_is_found_out(statement, problem):
    tamper(f"UPDATE audit_entry {statement} AND file_id = 1")

    fault = verify().fault

    assert fault is not None
    assert (fault.problem, fault.file_id) == (problem, 1)


def test_an_entry_cannot_be_emptied_without_saying_so():
    write(1, remark="Een weigering."), write(1, step="refuse")

    tamper("UPDATE audit_entry SET remark = '', actor_name = '', actor_user_id = NULL, is_erased = true")

    fault = verify().fault
    assert fault is not None
    assert fault.problem is Problem.REWRITTEN


@pytest.mark.parametrize(
    "change",
    [
        {"actor_name": "", "actor_user_id": None, "is_erased": True},
        {"actor_name": "", "actor_user_id": None, "remark": "", "is_erased": True, "step": "grant"},
        {"actor_name": "", "actor_user_id": None, "remark": ""},
        {"actor_name": "x", "actor_user_id": None, "remark": "", "is_erased": True},
    ],
)
def test_the_database_lets_only_the_erasing_of_persons_through(change):
    entry = write(1, step="refuse", remark="Over Zebedea.")

    with pytest.raises(IntegrityError, match="nooit gewijzigd"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**change)

    entry.refresh_from_db()
    assert entry.remark == "Over Zebedea."


@pytest.mark.usefixtures("erased")
def test_what_was_erased_cannot_be_filled_in_again():
    with pytest.raises(IntegrityError, match="nooit gewijzigd"):
        Entry.objects.filter(is_erased=True).update(remark="x", is_erased=False)


@pytest.mark.django_db(transaction=True)
def test_persons_are_erased_in_the_transaction_of_their_file():
    assert not connection.in_atomic_block
    with pytest.raises(transaction.TransactionManagementError):
        erase_persons("application", 1, on=LATER)
