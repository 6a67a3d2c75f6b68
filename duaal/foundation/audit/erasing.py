"""Erasing persons from the trail of a file, so that it can still be verified (docs/decisions).

Of every entry who did it (`actor_user_id`, `actor_name`) and the remark go; step, states, role,
organisation, reasons, rule versions, days and hash stay. An entry `erase_persons` then follows in the same
chain. Its remark is a digest over what is left of all entries before it: who alters one of them afterwards
is shown by `verify`.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection, transaction

from duaal.foundation.audit.hashing import SCALARS, canonical_json, entry_hash
from duaal.foundation.audit.ledger import record
from duaal.foundation.audit.models import Chain, Entry
from duaal.foundation.kernel.actor import SYSTEM

ERASE_PERSONS = "erase_persons"
LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""A digest in letters only: eleven digits of it could read as a national number, which no entry may hold."""


class LeftOver:
    """The digest over what is left of the entries of one file, first to last.

    `is_unbound`: an erased entry was added and no entry that records the erasing came after it.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.is_unbound = False

    def add(self, again: bytes, stored: bytes, *, is_erased: bool, is_erasing: bool) -> None:
        """One entry: the hash of it as it now is, and the hash that was stored when it was written."""
        self._digest.update(again + stored)
        self.is_unbound = not is_erasing and (self.is_unbound or is_erased)

    def binds(self, remark: str) -> bool:
        """Whether the remark of the entry that follows is the digest of these entries."""
        return remark == str(self)

    def __str__(self) -> str:
        return f"sha256 {self._digest.hexdigest().translate(LETTERS)}"


def erase_persons(
    file_kind: str, file_id: int, *, on: date, rule_versions: Iterable[Mapping[str, object]] = ()
) -> int:
    """Erases persons and remarks from the trail of a file and records it there; how many entries that were.

    A file without a trail, or of which everything was erased before, gets no new entry. In the transaction of
    the change that it belongs to; waits only for another writer of the same file.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("persons are erased with the file that they stand in")
    chain = Chain.objects.select_for_update().filter(file_kind=file_kind, file_id=file_id).first()
    if chain is None:
        return 0
    entries = Entry.objects.filter(file_kind=file_kind, file_id=file_id)
    named = entries.filter(is_erased=False).exclude(step=ERASE_PERSONS)
    erased = named.update(actor_user_id=None, actor_name="", remark="", is_erased=True)
    if not erased:
        return 0
    left = LeftOver()
    for entry in entries.order_by("seq"):
        lists = canonical_json(entry.reasons), canonical_json(entry.rule_versions)
        scalars = tuple(getattr(entry, name) for name in SCALARS)
        again = entry_hash(bytes(entry.previous_hash), scalars, *lists)
        left.add(again, bytes(entry.hash), is_erased=entry.is_erased, is_erasing=entry.step == ERASE_PERSONS)
    record(
        file_kind=file_kind,
        file_id=file_id,
        step=ERASE_PERSONS,
        from_state=None,
        to_state=None,
        actor=SYSTEM,
        on=on,
        rule_versions=rule_versions,
        remark=str(left),
    )
    return erased
