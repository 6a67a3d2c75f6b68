"""The seal over the trail of the invented Flanders, made in bulk as the sealing job would make it."""

from collections.abc import Iterator
from datetime import datetime

from duaal.foundation.audit.hashing import GENESIS
from duaal.foundation.audit.ledger import CHAIN_COLUMNS
from duaal.foundation.audit.models import Chain, Seal, SealedHead
from duaal.foundation.audit.seal import add_heads, start_seal_hash
from duaal.synthetic.tables import Row, Table

FIRST = 1
SEAL = ("id", "at", "heads_count", "previous_hash", "hash")
SEALED_HEAD = ("seal_id", "file_kind", "file_id", "seq", "hash")


def sealed_tables(heads: list[Row], *, at: datetime) -> list[Table]:
    """The heads of the chains, marked as sealed, and the first seal over all of them.

    `heads` are rows of `CHAIN_COLUMNS`; they may still be filled while earlier tables are loaded.
    """
    return [
        Table(Chain, CHAIN_COLUMNS, _chains(heads)),
        Table(Seal, SEAL, _seal(heads, at)),
        Table(SealedHead, SEALED_HEAD, _sealed_heads(heads)),
    ]


def _chains(heads: list[Row]) -> Iterator[Row]:
    for kind, pk, seq, last, _sealed_seq in heads:
        yield kind, pk, seq, last, seq


def _seal(heads: list[Row], at: datetime) -> Iterator[Row]:
    """One row; the keyed hash goes over the heads in byte order of kind, then number."""
    heads.sort(key=lambda head: (head[0].encode(), head[1]))
    keyed = start_seal_hash(FIRST, at, len(heads), GENESIS)
    add_heads(keyed, (head[:4] for head in heads))
    yield FIRST, at, len(heads), GENESIS, keyed.digest()


def _sealed_heads(heads: list[Row]) -> Iterator[Row]:
    for kind, pk, seq, last, _sealed_seq in heads:
        yield FIRST, kind, pk, seq, last
