from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.audit import queries
from duaal.foundation.audit.hashing import GENESIS, SCALARS, canonical_json, entry_hash
from duaal.foundation.audit.ledger import CHAIN_COLUMNS, ENTRY_COLUMNS, EntryFacts, chain_rows, record
from duaal.foundation.audit.models import Chain, Entry
from duaal.foundation.kernel.actor import SYSTEM
from duaal.foundation.kernel.identifiers import format_national_number, make_national_number
from tests.foundation.audit.files import DAY, MOMENT, OFFICER, write

RULE = {
    "key": "a.b",
    "since": date(2020, 1, 1),
    "value": Decimal("14.0"),
    "source": "act/1",
    "certainty": "certain",
}
NUMBER = make_national_number(date(1985, 7, 30), 33)


@pytest.mark.django_db
def test_an_entry_keeps_everything_that_was_told():
    entry = write(at=MOMENT, reasons=["no_mentor"], rule_versions=[RULE], remark="Alles in orde.")

    stored = Entry.objects.get()
    assert stored == entry
    assert {name: getattr(stored, name) for name in SCALARS} == {
        "file_kind": "application",
        "file_id": 1,
        "seq": 1,
        "step": "grant",
        "from_state": "submitted",
        "to_state": "granted",
        "actor_role": "partnership",
        "actor_organisation": "hout",
        "actor_user_id": 7,
        "actor_name": "An Peeters",
        "remark": "Alles in orde.",
        "on": DAY,
        "at": MOMENT,
    }
    assert stored.reasons == entry.reasons == ["no_mentor"]
    assert stored.rule_versions == entry.rule_versions
    assert stored.rule_versions == [RULE | {"since": "2020-01-01", "value": "14.0"}]


@pytest.mark.django_db
def test_entries_of_one_file_are_chained_and_the_head_moves_along():
    first, second, other = write(), write(step="withdraw"), write(file_id=2)

    head = Chain.objects.get(file_id=1)
    assert (first.seq, second.seq, other.seq) == (1, 2, 1)
    assert (first.previous_hash, second.previous_hash, other.previous_hash) == (GENESIS, first.hash, GENESIS)
    assert (head.last_seq, bytes(head.last_hash), head.sealed_seq) == (2, second.hash, 0)


@pytest.mark.django_db
def test_the_hash_can_be_computed_again_from_what_is_stored():
    write(reasons=["b", "a"], rule_versions=[RULE], remark="Zoë's opmerking\n“tweede” regel")

    stored = Entry.objects.get()
    scalars = tuple(getattr(stored, name) for name in SCALARS)
    again = entry_hash(GENESIS, scalars, canonical_json(stored.reasons), canonical_json(stored.rule_versions))
    assert again == bytes(stored.hash)


@pytest.mark.django_db
def test_a_second_entry_takes_two_queries(django_assert_num_queries):
    write()

    with django_assert_num_queries(2):
        write()


@pytest.mark.django_db
def test_a_step_without_states_is_written_with_empty_states():
    entry = write(from_state=None, to_state=None, actor=SYSTEM)

    assert (entry.from_state, entry.to_state, entry.actor_role, entry.actor_user_id) == (
        "",
        "",
        "system",
        None,
    )


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError, match="inside the transaction of its change"):
        record(
            file_kind="application", file_id=1, step="grant", from_state="submitted", to_state="granted",
            actor=OFFICER, on=DAY,
        )  # fmt: skip

    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_away_with_the_transaction_of_its_change():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert not Entry.objects.exists()
    assert not Chain.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"remark": f"Mentor {NUMBER} is akkoord"}, id="remark"),
        pytest.param({"remark": format_national_number(NUMBER)}, id="remark with dots"),
        pytest.param({"remark": f"dossier 12 {format_national_number(NUMBER)} 3"}, id="between other digits"),
        pytest.param({"reasons": [f"about_{NUMBER}"]}, id="reasons"),
        pytest.param({"rule_versions": [RULE | {"value": NUMBER}]}, id="rule versions"),
    ],
)
def test_a_national_number_is_refused_and_not_repeated(change):
    with pytest.raises(ValidationError) as refusal:
        write(**change)

    assert "Laat het nummer weg" in refusal.value.messages[0]
    assert NUMBER not in refusal.value.messages[0]
    assert not Chain.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "remark", ["tel. 0470 12 34 56", "BE68 5390 0754 7034", "85073003300", "0123.456.749"]
)
def test_other_numbers_may_stand_in_a_remark(remark):
    assert write(remark=remark).remark == remark


@pytest.mark.django_db
def test_a_float_is_refused_because_it_would_not_come_back_the_same():
    with pytest.raises(TypeError, match="write it as text"):
        write(rule_versions=[RULE | {"value": 0.1}])

    assert not Chain.objects.exists()


@pytest.mark.django_db
def test_the_trail_of_a_file_is_read_in_order_and_holds_no_other_file():
    write(step="submit"), write(file_id=2), write(file_kind="mentor"), write(step="grant")

    steps = [entry.step for entry in queries.trail("application", 1)]

    assert steps == ["submit", "grant"]


def facts_of(file_id, step="submit", **changes):
    given = {"from_state": "", "to_state": "submitted", "actor": OFFICER, "on": DAY, "at": MOMENT}
    return EntryFacts(file_kind="application", file_id=file_id, step=step, **(given | changes))


@pytest.mark.django_db
def test_rows_for_copy_are_the_same_as_entries_written_one_by_one():
    mixed = [
        facts_of(1, rule_versions=(RULE,)),
        facts_of(2),
        facts_of(1, "grant", remark="goed", reasons=("x",)),
    ]

    rows = chain_rows(mixed)
    for facts in mixed:
        write(
            facts.file_id, step=facts.step, from_state="", to_state="submitted", at=MOMENT,
            reasons=facts.reasons, rule_versions=facts.rule_versions, remark=facts.remark,
        )  # fmt: skip

    hashes = {(row[1], row[2]): row[-1] for row in rows.entries}
    assert hashes == {(entry.file_id, entry.seq): bytes(entry.hash) for entry in Entry.objects.all()}
    assert {row[1:4] for row in rows.chains} == {
        (chain.file_id, chain.last_seq, bytes(chain.last_hash)) for chain in Chain.objects.all()
    }


@pytest.mark.django_db
def test_rows_for_copy_can_be_copied_and_then_written_on():
    rows = chain_rows([facts_of(5, reasons=("a",), rule_versions=(RULE,)), facts_of(5, "grant")])

    with connection.cursor() as cursor:
        for table, columns, lines in (
            ("audit_entry", ENTRY_COLUMNS, rows.entries),
            ("audit_chain", CHAIN_COLUMNS, rows.chains),
        ):
            names = ", ".join(f'"{column}"' for column in columns)
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
    third = write(file_id=5)

    assert third.seq == 3
    assert third.previous_hash == rows.entries[-1][-1]
    assert Entry.objects.get(seq=1).reasons == ["a"]


def test_equal_values_of_another_type_keep_their_own_text():
    first, second = chain_rows(
        [facts_of(1, rule_versions=({"value": 1},)), facts_of(2, rule_versions=({"value": Decimal("1.0")},))]
    ).entries

    assert first[ENTRY_COLUMNS.index("rule_versions")] == '[{"value":1}]'
    assert second[ENTRY_COLUMNS.index("rule_versions")] == '[{"value":"1.0"}]'


def test_rows_for_copy_refuse_a_national_number():
    with pytest.raises(ValidationError):
        chain_rows([facts_of(1, remark=NUMBER)])
    with pytest.raises(ValidationError):
        chain_rows([facts_of(1, reasons=(NUMBER,))])


@given(
    files=st.lists(st.tuples(st.integers(1, 4), st.text(max_size=8)), max_size=25),
    days=st.integers(0, 3000),
)
def test_every_row_follows_the_row_before_it_in_its_file(files, days):
    rows = chain_rows([facts_of(pk, remark=remark, on=DAY + timedelta(days)) for pk, remark in files])

    heads = {}
    for row in rows.entries:
        values = dict(zip(ENTRY_COLUMNS, row, strict=True))
        seq, previous = heads.get(values["file_id"], (0, GENESIS))
        assert (values["seq"], values["previous_hash"]) == (seq + 1, previous)
        heads[values["file_id"]] = (values["seq"], values["hash"])
    assert {row[1]: row[2:4] for row in rows.chains} == heads
