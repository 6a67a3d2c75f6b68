"""Every kind of tampering by someone who owns the database is named."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from duaal.foundation.audit.hashing import GENESIS, SCALARS, canonical_json, entry_hash
from duaal.foundation.audit.labels import fault_sentence
from duaal.foundation.audit.models import Entry, Seal
from duaal.foundation.audit.seal import add_heads, seal, start_seal_hash
from duaal.foundation.audit.verify import Fault, KnownSeal, Problem, Verification, verify
from tests.foundation.audit.files import MOMENT, constraints_checked, tamper, write

FILE = ("application", 2)
PLACE = "file_kind = 'application' AND file_id = 2"


@pytest.fixture
def _trail(db):
    """Three files. File 2: two entries sealed by seal 1, one by seal 2, one not sealed."""
    write(1, step="submit"), write(1, step="grant")
    write(2, step="submit"), write(2, step="ask", remark="Waar is het uittreksel?")
    seal(at=MOMENT)
    write(2, step="answer"), write(3, step="submit", rule_versions=[{"key": "a", "value": 14}])
    seal(at=MOMENT)
    write(2, step="refuse", reasons=["no_mentor"])


def make_anew(seq, *, remark="vervalst", previous=None):
    """Alters one entry and computes its hash again, as anyone can who reads the code."""
    entry = Entry.objects.get(file_kind="application", file_id=2, seq=seq)
    entry.remark = remark
    scalars = tuple(getattr(entry, name) for name in SCALARS)
    previous = previous or bytes(entry.previous_hash)
    lists = canonical_json(entry.reasons), canonical_json(entry.rule_versions)
    new_hash = entry_hash(previous, scalars, *lists)
    tamper(
        f"UPDATE audit_entry SET remark = %s, previous_hash = %s, hash = %s WHERE {PLACE} AND seq = %s",
        remark, previous, new_hash, seq,
    )  # fmt: skip
    return new_hash


@pytest.mark.usefixtures("_trail")
def test_a_trail_that_nobody_touched_is_in_order():
    assert verify() == Verification(entries=7, seals=2, fault=None)


@pytest.mark.django_db
def test_an_empty_trail_is_in_order():
    assert verify() == Verification(entries=0, seals=0, fault=None)


@pytest.mark.usefixtures("_trail")
@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        pytest.param(
            f"UPDATE audit_entry SET remark = 'x' WHERE {PLACE} AND seq = 2",
            Fault(Problem.ALTERED, *FILE, seq=2, step="ask"),
            id="altered remark",
        ),
        pytest.param(
            f"UPDATE audit_entry SET reasons = '[]' WHERE {PLACE} AND seq = 4",
            Fault(Problem.ALTERED, *FILE, seq=4, step="refuse"),
            id="altered reasons, not sealed yet",
        ),
        pytest.param(
            """UPDATE audit_entry SET rule_versions = jsonb_set(rule_versions, '{0,value}', '15')
               WHERE file_id = 3""",
            Fault(Problem.ALTERED, "application", 3, seq=1, step="submit"),
            id="altered rule version",
        ),
        pytest.param(
            f"""UPDATE audit_entry SET seq = CASE seq WHEN 2 THEN 30 ELSE 2 END
                WHERE {PLACE} AND seq IN (2, 3)""",
            Fault(Problem.ALTERED, *FILE, seq=2, step="answer"),
            id="changed order",
        ),
        pytest.param(
            f"DELETE FROM audit_entry WHERE {PLACE} AND seq = 1",
            Fault(Problem.REMOVED, *FILE, seq=1, step="ask"),
            id="removed first, that no seal names itself",
        ),
        pytest.param(
            f"DELETE FROM audit_entry WHERE {PLACE} AND seq = 2",
            Fault(Problem.REMOVED, *FILE, seq=2, step="answer"),
            id="removed middle",
        ),
        pytest.param(
            f"DELETE FROM audit_entry WHERE {PLACE} AND seq >= 3",
            Fault(Problem.REMOVED, *FILE, seq=3),
            id="removed from the last sealed one on",
        ),
        pytest.param(
            f"DELETE FROM audit_entry WHERE {PLACE} AND seq = 4",
            Fault(Problem.REMOVED, *FILE, seq=4),
            id="removed end that was not sealed",
        ),
        pytest.param(
            f"DELETE FROM audit_entry WHERE {PLACE}",
            Fault(Problem.REMOVED, *FILE, seq=1),
            id="removed all entries of a file",
        ),
        pytest.param(
            f"WITH heads AS (DELETE FROM audit_chain WHERE {PLACE}) DELETE FROM audit_entry WHERE {PLACE}",
            Fault(Problem.REMOVED, *FILE, seq=1),
            id="removed a whole file",
        ),
        pytest.param(
            f"""WITH head AS (UPDATE audit_chain SET last_seq = 2, sealed_seq = 2, last_hash =
                (SELECT hash FROM audit_entry WHERE {PLACE} AND seq = 2) WHERE {PLACE})
                DELETE FROM audit_entry WHERE {PLACE} AND seq > 2""",
            Fault(Problem.REMOVED, *FILE, seq=3),
            id="removed a sealed end and moved the head back",
        ),
        pytest.param(
            f"DELETE FROM audit_chain WHERE {PLACE}",
            Fault(Problem.CHAIN_REMOVED, *FILE, seq=4, step="refuse"),
            id="removed head of a chain",
        ),
        pytest.param(
            f"UPDATE audit_chain SET last_seq = 3 WHERE {PLACE}",
            Fault(Problem.ADDED, *FILE, seq=4, step="refuse"),
            id="an entry the head does not know",
        ),
        pytest.param(
            "UPDATE audit_seal SET at = at + interval '1 day' WHERE id = 1",
            Fault(Problem.SEAL_ALTERED, seal=1),
            id="altered seal",
        ),
        pytest.param(
            "UPDATE audit_seal SET hash = sha256('x') WHERE id = 2",
            Fault(Problem.SEAL_ALTERED, seal=2),
            id="altered hash of a seal",
        ),
        pytest.param(
            "DELETE FROM audit_sealedhead WHERE seal_id = 1 AND file_id = 2",
            Fault(Problem.SEAL_ALTERED, seal=1),
            id="removed sealed head that a later one hides",
        ),
        pytest.param(
            "DELETE FROM audit_sealedhead WHERE seal_id = 1 AND file_id = 1",
            Fault(Problem.SEALED_HEAD_REMOVED, "application", 1, seq=2, step="grant"),
            id="removed sealed head",
        ),
        pytest.param(
            """WITH heads AS (DELETE FROM audit_sealedhead WHERE seal_id = 2)
               DELETE FROM audit_seal WHERE id = 2""",
            Fault(Problem.SEALED_HEAD_REMOVED, *FILE, seq=3, step="refuse"),
            id="removed last seal",
        ),
        pytest.param(
            """WITH heads AS (DELETE FROM audit_sealedhead WHERE seal_id = 1),
               mark AS (UPDATE audit_chain SET sealed_seq = 0 WHERE file_id = 1)
               DELETE FROM audit_seal WHERE id = 1""",
            Fault(Problem.SEAL_REMOVED, seal=1),
            id="removed first seal and its marks",
        ),
    ],
)
def test_tampering_is_named(statement, fault):
    tamper(statement)

    found = verify().fault

    assert found == fault
    assert "%" not in fault_sentence(found)
    assert str(found.seq or found.seal) in fault_sentence(found)


@pytest.mark.usefixtures("_trail")
def test_an_entry_whose_hash_was_computed_again_is_named_by_the_next_one():
    make_anew(1)

    assert verify().fault == Fault(Problem.ALTERED, *FILE, seq=1, step="submit")


@pytest.mark.usefixtures("_trail")
def test_a_chain_that_was_computed_again_from_an_entry_on_is_named_by_the_seal():
    previous = make_anew(3)
    previous = make_anew(4, previous=previous)
    tamper(f"UPDATE audit_chain SET last_hash = %s WHERE {PLACE}", previous)

    fault = verify().fault

    assert fault == Fault(Problem.REWRITTEN, *FILE, seq=3, step="answer", until=3)
    assert fault_sentence(fault) == "Regel 3 van dossier application 2 (stap answer) is herschreven."


@pytest.mark.usefixtures("_trail")
def test_a_rewritten_part_before_a_seal_is_named_from_the_previous_seal_on():
    previous = make_anew(1, previous=GENESIS)
    for seq in (2, 3, 4):
        previous = make_anew(seq, previous=previous)
    tamper(f"UPDATE audit_chain SET last_hash = %s WHERE {PLACE}", previous)

    fault = verify().fault

    assert fault == Fault(Problem.REWRITTEN, *FILE, seq=1, step="ask", until=2)
    assert "Een van de regels 1 tot en met 2 van dossier application 2" in fault_sentence(fault)


@pytest.mark.usefixtures("_trail")
def test_an_unsealed_end_that_was_written_anew_is_named_by_the_head():
    make_anew(4)

    assert verify().fault == Fault(Problem.REWRITTEN, *FILE, seq=4, step="refuse", until=4)


@pytest.mark.usefixtures("_trail")
def test_the_first_entry_is_named_and_what_stood_before_it_is_counted():
    tamper("UPDATE audit_entry SET remark = 'x' WHERE seq = 2")

    outcome = verify()

    assert outcome == Verification(1, 0, Fault(Problem.ALTERED, "application", 1, seq=2, step="grant"))


@pytest.mark.usefixtures("_trail")
def test_seals_made_with_another_key_are_not_accepted(settings):
    settings.AUDIT_SEAL_KEY = "another key"

    assert verify().fault == Fault(Problem.SEAL_ALTERED, seal=1)


@pytest.mark.usefixtures("_trail")
def test_a_seal_made_anew_by_someone_with_the_key_is_named_by_the_next_one():
    first, later = Seal.objects.get(pk=1), MOMENT + timedelta(days=1)
    keyed = start_seal_hash(1, later, first.heads_count, GENESIS)
    heads = first.heads.order_by("file_kind", "file_id").values_list("file_kind", "file_id", "seq", "hash")
    add_heads(keyed, heads)
    tamper("UPDATE audit_seal SET at = %s, hash = %s WHERE id = 1", later, keyed.digest())

    assert verify().fault == Fault(Problem.SEAL_ALTERED, seal=1)


@pytest.mark.usefixtures("_trail")
def test_a_seal_kept_outside_shows_that_the_whole_trail_was_replaced():
    kept = Seal.objects.get(pk=2)
    known = KnownSeal(2, bytes(kept.hash).hex()[:16])
    before = verify(known).fault
    with constraints_checked(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry, audit_chain, audit_seal, audit_sealedhead CASCADE")

    emptied = verify(known).fault
    write(1)
    seal(at=MOMENT), write(1), seal(at=MOMENT)
    replaced = verify(known).fault

    assert before is None
    assert emptied == Fault(Problem.SEAL_REMOVED, seal=1)
    assert replaced == Fault(Problem.SEAL_ALTERED, seal=2)


class AnyTrail(TestCase):
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), min_size=1, max_size=10), st.data())
    def test_any_altered_or_removed_entry_is_the_one_that_is_named(self, steps, choice):
        for file_id, then_seal in steps:
            write(file_id, remark=f"stap {file_id}")
            if then_seal:
                seal(at=MOMENT)
        untouched = verify()
        victim = choice.draw(st.sampled_from(list(Entry.objects.all())), label="victim")
        altered = choice.draw(st.booleans(), label="altered, not removed")
        what = "UPDATE audit_entry SET remark = 'x'" if altered else "DELETE FROM audit_entry"
        tamper(f"{what} WHERE id = %s", victim.pk)

        fault = verify().fault

        assert untouched.fault is None
        assert (fault.file_id, fault.seq) == (victim.file_id, victim.seq)
        assert fault.problem == (Problem.ALTERED if altered else Problem.REMOVED)
