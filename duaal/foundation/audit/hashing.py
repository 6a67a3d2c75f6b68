"""The hash of an entry: SHA-256 over the hash of the entry before it in its file, then its canonical JSON.

Canonical JSON: UTF-8, no spaces, the keys in the order of `SCALARS` and then `reasons` and `rule_versions`
(inside these two the keys are sorted), days as `2026-09-01`, moments in UTC with microseconds. Whoever holds
a copy of the entries can compute it again with any JSON library. The first entry of a file follows `GENESIS`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

GENESIS = bytes(32)
SCALARS = (
    "file_kind",
    "file_id",
    "seq",
    "step",
    "from_state",
    "to_state",
    "actor_role",
    "actor_organisation",
    "actor_user_id",
    "actor_name",
    "remark",
    "on",
    "at",
)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_encode_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def canonical_json(values: Iterable[object]) -> str:
    """A list of reasons or rule versions as canonical JSON.

    Days, moments and decimals become text. A float is refused with `TypeError`: the database would write it
    differently from how it came.
    """
    return _encode_sorted([_plain(value) for value in values])


def entry_hash(previous: bytes, scalars: tuple[Any, ...], reasons: str, rule_versions: str) -> bytes:
    """The hash of one entry: `scalars` in the order of `SCALARS`, the lists as `canonical_json` gave them."""
    *front, on, at = scalars
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    body = _encode(dict(zip(SCALARS, (*front, on.isoformat(), moment), strict=True)))
    text = f'{body[:-1]},"reasons":{reasons},"rule_versions":{rule_versions}}}'
    return hashlib.sha256(previous + text.encode()).digest()


def _plain(value: object) -> object:
    if value is None or isinstance(value, (str, int)):  # bool is an int
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    raise TypeError(f"{value!r} ({type(value).__name__}) cannot stand in the audit trail; write it as text")
