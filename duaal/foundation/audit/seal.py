"""Sealing: from time to time the heads of all files that changed are bound together with a secret key.

Whoever can write in the database can compute a chain of hashes again; without the key nobody can make a seal.

Writers never wait for a seal that is being made and a seal never waits for a writer: the heads are read
without a lock, and the mark on the chains (`sealed_seq`, only a hint of where to look next time) is set
afterwards, in short batches that skip what a writer holds.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from duaal.foundation.audit.hashing import GENESIS
from duaal.foundation.audit.models import Seal

Head = tuple[str, int, int, bytes]

ROWS_AT_A_TIME = 2_000
MARKS_AT_A_TIME = 500
ONE_SEALER = 0x5EA1

_UNSEALED = """
    audit_chain WHERE last_seq > sealed_seq AND NOT EXISTS (
        SELECT FROM audit_sealedhead known
        WHERE known.file_kind = audit_chain.file_kind AND known.file_id = audit_chain.file_id
          AND known.seq = audit_chain.last_seq
    )
"""
_TAKE_HEADS = f"""
    INSERT INTO audit_sealedhead (seal_id, file_kind, file_id, seq, hash)
    SELECT %s, file_kind, file_id, last_seq, last_hash FROM {_UNSEALED}
"""
_READ_HEADS = """
    SELECT file_kind, file_id, seq, hash FROM audit_sealedhead WHERE seal_id = %s
    ORDER BY file_kind COLLATE "C", file_id
"""
_MARK = """
    WITH free AS (
        SELECT id, file_kind, file_id FROM audit_chain
        WHERE last_seq > sealed_seq AND id > %s
        ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
    ), newest AS (
        SELECT free.id, COALESCE(MAX(head.seq), 0) AS seq
        FROM free LEFT JOIN audit_sealedhead head USING (file_kind, file_id) GROUP BY free.id
    ), marked AS (
        UPDATE audit_chain SET sealed_seq = newest.seq FROM newest
        WHERE audit_chain.id = newest.id AND audit_chain.sealed_seq < newest.seq
    )
    SELECT MAX(id) FROM newest
"""


def seal(*, at: datetime) -> Seal | None:
    """Makes one seal over the heads of all files that changed since the previous seal; None when none did.

    `at` is the moment of sealing. Two seals at the same time are put in order. Must not be called inside a
    transaction (`RuntimeError`). Keep the number and hash of the seal outside the database as well, then
    `verify` can also see that the whole trail was replaced.
    """
    with transaction.atomic(durable=True):
        made = _seal_heads(at)
    _mark_sealed()  # also what a busy writer made the previous seal skip
    return made


def unsealed_files() -> int:
    """How many files changed since the previous seal."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {_UNSEALED}")
        count: int = cursor.fetchone()[0]
    return count


def start_seal_hash(number: int, at: datetime, heads_count: int, previous: bytes) -> hmac.HMAC:
    """The keyed hash of a seal, before `add_heads` adds its heads in byte order of kind, then number."""
    if not settings.AUDIT_SEAL_KEY:
        raise ImproperlyConfigured("AUDIT_SEAL_KEY ontbreekt. Zet een geheime waarde en start opnieuw.")
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    keyed = hmac.new(settings.AUDIT_SEAL_KEY.encode(), previous, hashlib.sha256)
    keyed.update(json.dumps([number, moment, heads_count]).encode() + b"\n")
    return keyed


def add_heads(keyed: hmac.HMAC, heads: Iterable[Head]) -> None:
    for kind, pk, seq, head_hash in heads:
        keyed.update(json.dumps([kind, pk, seq, bytes(head_hash).hex()]).encode() + b"\n")


def _seal_heads(at: datetime) -> Seal | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_SEALER])
        last = Seal.objects.order_by("-pk").first()
        number, previous = (last.pk + 1, bytes(last.hash)) if last else (1, GENESIS)
        cursor.execute(_TAKE_HEADS, [number])
        heads_count = cursor.rowcount
    if not heads_count:
        return None
    keyed = start_seal_hash(number, at, heads_count, previous)
    with connection.chunked_cursor() as cursor:
        cursor.execute(_READ_HEADS, [number])
        while heads := cursor.fetchmany(ROWS_AT_A_TIME):
            add_heads(keyed, heads)
    return Seal.objects.create(
        pk=number, at=at, heads_count=heads_count, previous_hash=previous, hash=keyed.digest()
    )


def _mark_sealed() -> None:
    """Moves `sealed_seq` up to the newest sealed head, in batches of a few milliseconds each."""
    last_id: int | None = 0
    while last_id is not None:
        with connection.cursor() as cursor:
            cursor.execute(_MARK, [last_id, MARKS_AT_A_TIME])
            (last_id,) = cursor.fetchone()
