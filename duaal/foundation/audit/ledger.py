"""Writing the audit trail: one entry per step, chained by hash within its file.

A writer locks the chain of its own file and nothing else, so writers of different files never wait for one
another and writers of the same file are put in order.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duaal.foundation.audit.hashing import GENESIS, SCALARS, canonical_json, entry_hash
from duaal.foundation.audit.models import Chain, Entry
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.redaction import holds_national_number

ENTRY_COLUMNS = (*SCALARS, "reasons", "rule_versions", "previous_hash", "hash")
CHAIN_COLUMNS = ("file_kind", "file_id", "last_seq", "last_hash", "sealed_seq")

KnownLists = dict[int, tuple[tuple[Any, ...], str]]

_COLUMN_LIST = ", ".join(f'"{column}"' for column in ENTRY_COLUMNS)
_APPEND = f"""
    WITH head AS (UPDATE audit_chain SET last_seq = %s, last_hash = %s WHERE id = %s)
    INSERT INTO audit_entry ({_COLUMN_LIST}) VALUES ({", ".join(["%s"] * len(ENTRY_COLUMNS))}) RETURNING id
"""
_BEGIN = """
    INSERT INTO audit_chain (file_kind, file_id, last_seq, last_hash, sealed_seq) VALUES (%s, %s, 0, %s, 0)
    ON CONFLICT (file_kind, file_id) DO NOTHING RETURNING id
"""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What one entry says, before it has a place in the chain; the input of `chain_rows`."""

    file_kind: str
    file_id: int
    step: str
    from_state: str
    to_state: str
    actor: Actor
    on: date
    at: datetime
    reasons: tuple[str, ...] = ()
    rule_versions: tuple[Mapping[str, object], ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ChainRows:
    """Rows for COPY: `entries` in the order of `ENTRY_COLUMNS`, `chains` in that of `CHAIN_COLUMNS`."""

    entries: list[tuple[Any, ...]]
    chains: list[tuple[Any, ...]]


def record(
    *,
    file_kind: str,
    file_id: int,
    step: str,
    from_state: str | None,
    to_state: str | None,
    actor: Actor,
    on: date,
    at: datetime | None = None,
    reasons: Iterable[str] = (),
    rule_versions: Iterable[Mapping[str, object]] = (),
    remark: str = "",
) -> Entry:
    """Writes one entry behind the last one of this file, in the transaction of the change it tells about.

    `on` is the day as of which the step was done; `at` the moment of writing, now unless given. `from_state`
    is None or empty for the step that makes the file; `to_state` is None when the state stays.
    `rule_versions`: one `{key, since, value, source, certainty}` per dated value that was used.

    Two queries when the file has entries already. Waits only for another writer of the same file.

    Raises `TransactionManagementError` outside a transaction, and `ValidationError` when remark, reasons or
    rule versions hold a national number.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"an audit entry ({file_kind} {file_id}, {step}) is written inside the transaction of its change"
        )
    facts = EntryFacts(
        file_kind=file_kind,
        file_id=file_id,
        step=step,
        from_state=from_state or "",
        to_state=to_state or "",
        actor=actor,
        on=on,
        at=at or timezone.now(),
        reasons=tuple(reasons),
        rule_versions=tuple(rule_versions),
        remark=remark,
    )
    reasons_json, versions_json = canonical_json(facts.reasons), canonical_json(facts.rule_versions)
    _refuse_national_number(facts.remark, reasons_json, versions_json)
    chain = _lock_chain(file_kind, file_id)
    row = _entry_row(facts, chain.last_seq + 1, bytes(chain.last_hash), reasons_json, versions_json)
    values = dict(zip(ENTRY_COLUMNS, row, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [values["seq"], values["hash"], chain.pk, *row])
        (pk,) = cursor.fetchone()
    values |= {"reasons": json.loads(reasons_json), "rule_versions": json.loads(versions_json)}
    entry = Entry(pk=pk, **values)
    entry._state.adding, entry._state.db = False, connection.alias
    return entry


def chain_rows(entries: Iterable[EntryFacts]) -> ChainRows:
    """The rows of many entries of new files, for COPY into `audit_entry` and `audit_chain`.

    The entries of different files may be mixed; those of one file stand in the order in which they happened.
    Pure: reads and writes no database. Not for files that have entries already. Fastest when entries with the
    same rule versions share one tuple.

    Raises `ValidationError` when a remark, reason or rule version holds a national number.
    """
    heads: dict[tuple[str, int], tuple[int, bytes]] = {}
    known: KnownLists = {}
    rows = []
    for facts in entries:
        reasons_json = _known_json(facts.reasons, known)
        versions_json = _known_json(facts.rule_versions, known)
        if facts.remark:
            _refuse_national_number(facts.remark)
        file = (facts.file_kind, facts.file_id)
        seq, previous = heads.get(file, (0, GENESIS))
        row = _entry_row(facts, seq + 1, previous, reasons_json, versions_json)
        heads[file] = (seq + 1, row[-1])
        rows.append(row)
    return ChainRows(rows, [(kind, pk, seq, last, 0) for (kind, pk), (seq, last) in heads.items()])


def record_new_files(entries: Iterable[EntryFacts]) -> int:
    """Writes the first entries of many new files, in the transaction of the change; how many that were.

    Raises as `record`, and `IntegrityError` when one of the files has entries already.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("audit entries are written inside their transaction")
    made = chain_rows(entries)
    with connection.cursor() as cursor:
        for table, columns, rows in (
            (Entry._meta.db_table, ENTRY_COLUMNS, made.entries),
            (Chain._meta.db_table, CHAIN_COLUMNS, made.chains),
        ):
            names = ", ".join(f'"{column}"' for column in columns)
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
    return len(made.entries)


def _lock_chain(file_kind: str, file_id: int) -> Chain:
    """The chain of one file, locked until the end of the transaction; made when the file is new.

    Two first writers of the same new file: the second waits in `ON CONFLICT` for the first to end.
    """
    of_this_file = Chain.objects.select_for_update().filter(file_kind=file_kind, file_id=file_id)
    chain = of_this_file.first()
    if chain is not None:
        return chain
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, [file_kind, file_id, GENESIS])
        made = cursor.fetchone()
    if made is None:
        return of_this_file.get()
    return Chain(pk=made[0], file_kind=file_kind, file_id=file_id, last_hash=GENESIS)


def _entry_row(
    facts: EntryFacts, seq: int, previous: bytes, reasons_json: str, versions_json: str
) -> tuple[Any, ...]:
    """One row in the order of `ENTRY_COLUMNS`."""
    actor = facts.actor
    scalars = (
        facts.file_kind,
        facts.file_id,
        seq,
        str(facts.step),
        str(facts.from_state),
        str(facts.to_state),
        str(actor.role),
        actor.organisation,
        actor.user_id,
        actor.name,
        facts.remark,
        facts.on,
        facts.at,
    )
    now = entry_hash(previous, scalars, reasons_json, versions_json)
    return (*scalars, reasons_json, versions_json, previous, now)


def _known_json(values: tuple[Any, ...], known: KnownLists) -> str:
    """Canonical JSON, made once per list object (equal is not enough: 1 equals Decimal("1.0"))."""
    if not values:
        return "[]"
    seen = known.get(id(values))
    if seen is None:
        seen = known[id(values)] = (values, canonical_json(values))
        _refuse_national_number(seen[1])
    return seen[1]


def _refuse_national_number(*texts: str) -> None:
    if any(holds_national_number(text) for text in texts):
        raise ValidationError(
            _(
                "In deze tekst staat een rijksregisternummer. Laat het nummer weg: "
                "wie het dossier leest, mag het niet zien."
            ),
            code="national_number_in_audit",
        )
