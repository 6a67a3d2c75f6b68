"""Verifying the audit trail: everything is read once, in order, with constant memory.

Shown are: an altered, removed, inserted or exchanged entry, also the last ones of a file and a whole file,
and an altered or removed seal. Not to be seen from inside the database: a file, or the end of one, that was
wiped or written anew together with the head of its chain before a seal covered it; and a whole trail that was
emptied, or replaced by someone who has the key. So seal often, and keep the last seal outside (`known`).

An entry from which persons were erased (`erasing.py`) cannot be hashed again. Its place is bound by the
hashes around it, and what is left of it by the entry that records the erasing.
"""

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import chain, groupby
from typing import Any, NamedTuple

from django.db import connection, transaction

from duaal.foundation.audit.erasing import ERASE_PERSONS, LeftOver
from duaal.foundation.audit.hashing import GENESIS, SCALARS, canonical_json, entry_hash
from duaal.foundation.audit.seal import ROWS_AT_A_TIME, add_heads, start_seal_hash


class Problem(StrEnum):
    """What is wrong; the Dutch sentences stand in `labels.py`."""

    ALTERED = "altered"
    REMOVED = "removed"
    ADDED = "added"
    REWRITTEN = "rewritten"
    CHAIN_REMOVED = "chain_removed"
    SEALED_HEAD_REMOVED = "sealed_head_removed"
    SEAL_ALTERED = "seal_altered"
    SEAL_REMOVED = "seal_removed"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong.

    About an entry: `file_kind`, `file_id`, `seq` and `step`; of a removed entry `step` is that of the next
    one, empty when it was the last. `until` is set when one of `seq` to `until` was rewritten and the whole
    chain behind it computed again: which one cannot be told. About a seal: `seal`.
    """

    problem: Problem
    file_kind: str = ""
    file_id: int = 0
    seq: int = 0
    step: str = ""
    until: int | None = None
    seal: int | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was read, until the first fault; in order when `fault` is None."""

    entries: int
    seals: int
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class KnownSeal:
    """A seal as it was kept outside the database: its number and the (beginning of the) hexadecimal hash."""

    number: int
    hash: str


class Line(NamedTuple):
    """One place in one file: its entry, the sealed head of that place and the head of the chain, if any."""

    file_kind: str
    file_id: int
    seq: int | None
    step: str | None
    from_state: str
    to_state: str
    actor_role: str
    actor_organisation: str
    actor_user_id: int | None
    actor_name: str
    remark: str
    on: Any
    at: datetime
    reasons: str
    rule_versions: str
    previous_hash: bytes
    hash: bytes | None
    is_erased: bool | None
    sealed_hash: bytes | None
    seal: int | None
    last_seq: int | None
    last_hash: bytes | None
    sealed_seq: int | None


_LINES = f"""
    SELECT file_kind, file_id, seq, {", ".join(f'entry."{name}"' for name in SCALARS[3:])},
        entry.reasons::text, entry.rule_versions::text, entry.previous_hash, entry.hash,
        entry.is_erased, head.hash, head.seal_id, chain.last_seq, chain.last_hash, chain.sealed_seq
    FROM (audit_entry entry FULL JOIN audit_sealedhead head USING (file_kind, file_id, seq))
    FULL JOIN audit_chain chain USING (file_kind, file_id)
    ORDER BY file_kind, file_id, seq
"""
_SEALS = """
    SELECT COALESCE(seal.id, head.seal_id), seal.at, seal.heads_count, seal.previous_hash, seal.hash,
        head.file_kind, head.file_id, head.seq, head.hash
    FROM audit_seal seal FULL JOIN audit_sealedhead head ON head.seal_id = seal.id
    ORDER BY 1, head.file_kind COLLATE "C", head.file_id
"""


def verify(known: KnownSeal | None = None) -> Verification:
    """Reads all files one by one and names the first entry that was altered or removed; then reads the seals.

    Writers may go on meanwhile: entries, chains and sealed heads are read as of one moment. Needs no right to
    write. `known` is a seal that was kept outside the database.
    """
    entries = 0
    with transaction.atomic():
        for _, lines in groupby(map(Line._make, _stream(_LINES)), key=lambda line: line[:2]):
            count, fault = _check_file(lines)
            entries += count
            if fault is not None:
                return Verification(entries, 0, fault)
        seals, fault = _check_seals(known)
    return Verification(entries, seals, fault)


def _stream(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(ROWS_AT_A_TIME):
            yield from rows


def _check_file(lines: Iterator[Line]) -> tuple[int, Fault | None]:
    """How many entries of one file are in order, and the first fault."""
    before: Line | None = None
    sealed = 0
    left = LeftOver()
    for line in lines:
        if line.hash is not None:
            fault = _check_entry(line, before, left)
        elif line.seq is not None:
            next_step = next((other.step for other in lines if other.hash is not None), None)
            fault = Fault(Problem.REMOVED, *line[:2], seq=_seq(before) + 1, step=next_step or "")
        else:
            continue  # a chain without entries
        if fault is None and line.sealed_hash not in (None, line.hash):
            fault = _about(Problem.REWRITTEN, line, seq=sealed + 1, until=line.seq)
        if fault is not None:
            return _seq(before), fault
        sealed = _seq(line) if line.sealed_hash else sealed
        before = line
    if left.is_unbound and before is not None:
        return _seq(before), _about(Problem.REWRITTEN, before, seq=1, until=_seq(before))
    return _seq(before), _check_head(before or line, _seq(before), sealed)


def _check_entry(line: Line, before: Line | None, left: LeftOver) -> Fault | None:
    """`left` is what is left of the entries before this one, and takes this one in."""
    if _seq(line) != _seq(before) + 1:
        return _about(Problem.REMOVED, line, seq=_seq(before) + 1)
    scalars = line[: len(SCALARS)]
    again = entry_hash(line.previous_hash, scalars, _canonical(line.reasons), _canonical(line.rule_versions))
    if line.is_erased and (line.remark or line.actor_name or line.actor_user_id is not None):
        return _about(Problem.ALTERED, line)
    if again != line.hash and not line.is_erased:
        return _about(Problem.ALTERED, line)
    if line.step == ERASE_PERSONS and not left.binds(line.remark):
        return _about(Problem.REWRITTEN, line, seq=1, until=_seq(line) - 1)
    assert line.hash is not None
    left.add(again, line.hash, is_erased=bool(line.is_erased), is_erasing=line.step == ERASE_PERSONS)
    if line.previous_hash == (GENESIS if before is None else before.hash):
        return None
    # What this entry says fits its own hash, so it is the entry before it that was computed anew.
    return _about(Problem.ALTERED, before or line)


def _check_head(last: Line, seq: int, sealed: int) -> Fault | None:
    """Compares the head of the chain with the last entry and the last sealed head of its file."""
    if last.last_seq is None or last.sealed_seq is None:
        return _about(Problem.CHAIN_REMOVED, last, seq=seq)
    if last.last_seq > seq:
        return Fault(Problem.REMOVED, *last[:2], seq=seq + 1)
    if last.last_seq < seq:
        return _about(Problem.ADDED, last, seq=last.last_seq + 1)
    if last.last_hash != last.hash:
        return _about(Problem.REWRITTEN, last, seq=sealed + 1, until=seq)
    if last.sealed_seq > sealed:
        return _about(Problem.SEALED_HEAD_REMOVED, last, seq=last.sealed_seq)
    return None


def _check_seals(known: KnownSeal | None) -> tuple[int, Fault | None]:
    """How many seals are in order, and the first fault. Seals are numbered 1, 2, 3 without gaps."""
    count, previous, known_found = 0, GENESIS, known is None
    for number, rows in groupby(_stream(_SEALS), key=lambda row: row[0]):
        first = next(rows)
        _, at, heads_count, stored_previous, stored = first[:5]
        if number != count + 1 or stored is None:
            return count, Fault(Problem.SEAL_REMOVED, seal=count + 1)
        keyed = start_seal_hash(number, at, heads_count, stored_previous)
        add_heads(keyed, (row[5:] for row in chain((first,), rows) if row[5] is not None))
        if not hmac.compare_digest(keyed.digest(), stored):
            return count, Fault(Problem.SEAL_ALTERED, seal=number)
        if stored_previous != previous:  # this one fits its own hash, so the one before it was made anew
            return count, Fault(Problem.SEAL_ALTERED, seal=count or number)
        if known is not None and known.number == number:
            if not stored.hex().startswith(known.hash.lower()):
                return count, Fault(Problem.SEAL_ALTERED, seal=number)
            known_found = True
        count, previous = number, stored
    return count, None if known_found else Fault(Problem.SEAL_REMOVED, seal=count + 1)


def _about(problem: Problem, line: Line, *, seq: int | None = None, until: int | None = None) -> Fault:
    place = _seq(line) if seq is None else seq
    return Fault(problem, line.file_kind, line.file_id, place, line.step or "", until)


def _seq(line: Line | None) -> int:
    return 0 if line is None or line.seq is None else line.seq


@lru_cache(maxsize=4_096)
def _canonical(text: str) -> str:
    return canonical_json(json.loads(text))
