"""From YAML files to dated values: sources first, then one value per file, checked strictly.

A file that misses a label, unit, reading date, source or certainty is an error with file, line and key: a
value without its origin is never loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any

from duaal.foundation.lawbook.dated import Certainty, Dated, Version
from duaal.foundation.lawbook.reading import Place, Table, plain, read_table

SOURCE_KEYS = frozenset({"kind", "title", "address", "dated", "passed_on"})
SOURCE_KINDS = ("act", "official", "page", "project")
FILE_KEYS = frozenset({"label", "unit", "checked_on", "choices", "needs_act", "versions", "per"})
VERSION_KEYS = frozenset({"value", "source", "certainty", "note"})
EXACT_UNITS = ("EUR", "share")


@dataclass(frozen=True, slots=True)
class Source:
    """A source (`bron`): an act, an official publication, another page, or a choice of this project.

    `dated` is the date as the rulebook prints it; `passed_on` the date of an act.
    """

    id: str
    kind: str
    title: str
    address: str
    dated: str
    passed_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Guard:
    """What a file says about its own values: the allowed ones, and those that only a new act can set."""

    choices: tuple[Any, ...]
    needs_act: tuple[Any, ...]


def load_sources(path: Path) -> Mapping[str, Source]:
    """The sources by their id."""
    found: dict[str, Source] = {}
    for key, value, place in read_table(path):
        if not isinstance(value, Table):
            raise place.wrong("should be a table with kind, title, address and dated")
        value.check_keys(known=SOURCE_KEYS, needed=frozenset({"kind", "title", "address", "dated"}))
        kind = value.text("kind")
        if kind not in SOURCE_KINDS:
            raise value.place_of("kind").wrong(f"{kind!r} is none of {', '.join(SOURCE_KINDS)}")
        if kind == "act" and value.get("passed_on") is None:
            raise value.place.at("passed_on").wrong("is missing; an act has a date")
        passed_on = value.day("passed_on") if "passed_on" in value.entries else None
        found[str(key)] = Source(
            str(key), kind, value.text("title"), value.text("address"), str(value.get("dated")), passed_on
        )
    return MappingProxyType(found)


def load_parameters(folder: Path, sources: Mapping[str, Source]) -> Mapping[str, Dated[Any]]:
    """Every dated value under the folder; its key is its path, `recognition/answer_days.yaml` being
    `recognition.answer_days`.
    """
    found = {}
    for path in sorted(folder.rglob("*.yaml")):
        key = ".".join(path.relative_to(folder).with_suffix("").parts)
        found[key] = load_parameter(path, key, sources)
    return MappingProxyType(found)


def load_parameter(path: Path, key: str, sources: Mapping[str, Source]) -> Dated[Any]:
    """One dated value from one file. Raises `WrongFile` for anything that is missing, unknown or refused."""
    table = read_table(path)
    table.check_keys(known=FILE_KEYS, needed=frozenset({"label", "unit", "checked_on", "versions"}))
    unit, checked_on = table.text("unit"), table.day("checked_on")
    guard = _Guard(_choices(table, "choices"), _choices(table, "needs_act"))
    versions = _versions(table, "versions", key, unit, guard, sources)
    per = {}
    if "per" in table.entries:
        rows = table.table("per")
        for code, _row, _place in rows:
            own_key = f"{key}[{code}]"
            own = _versions(rows, code, own_key, unit, guard, sources)
            per[str(code)] = Dated(own_key, own, checked_on, table.text("label"), unit)
    return Dated(key, versions, checked_on, table.text("label"), unit, MappingProxyType(per))


def _choices(table: Table, key: str) -> tuple[Any, ...]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise table.place_of(key).wrong("should be a list")
    return tuple(value)


def _versions(
    table: Table, name: Any, key: str, unit: str, guard: _Guard, sources: Mapping[str, Source]
) -> tuple[Version[Any], ...]:
    rows = table.table(name)
    found: list[Version[Any]] = []
    for since, row, place in rows:
        if not isinstance(since, date):
            raise place.wrong(f"a version starts on a date like 2026-01-31, not {since!r}")
        if not isinstance(row, Table):
            raise place.wrong("should be a table with value, source and certainty")
        row.check_keys(known=VERSION_KEYS, needed=frozenset({"source", "certainty"}))
        if "value" not in row.entries:
            raise row.place.at("value").wrong("is missing; write null to stop a measure")
        if found and since <= found[-1].since:
            raise place.wrong(f"comes after {found[-1].since}; write the oldest version first")
        ids = _source_ids(row, sources)
        value = _checked_value(row, unit, guard)
        if value in guard.needs_act:
            _require_act(row.place_of("value"), value, since, ids, sources, found)
        found.append(Version(value, since, "; ".join(_texts(row)), _certainty(row), key, row.text("note")))
    if not found:
        raise rows.place.wrong("has no version")
    return tuple(found)


def _texts(row: Table) -> list[str]:
    value = row.get("source")
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) and text for text in texts):
        raise row.place_of("source").wrong("should be a text or a list of texts")
    return texts


def _source_ids(row: Table, sources: Mapping[str, Source]) -> list[str]:
    """The ids of the sources; what follows the first `/` of a source is its place in that text."""
    ids = [text.split("/", 1)[0] for text in _texts(row)]
    for one in ids:
        if one not in sources:
            raise row.place_of("source").wrong(f"{one!r} does not stand in sources.yaml")
    return ids


def _certainty(row: Table) -> Certainty:
    text = row.get("certainty")
    try:
        return Certainty(text)
    except ValueError:
        raise row.place_of("certainty").wrong(f"{text!r} is none of {', '.join(Certainty)}") from None


def _checked_value(row: Table, unit: str, guard: _Guard) -> Any:
    value, place = plain(row.get("value")), row.place_of("value")
    if value is None:
        return None
    if guard.choices and value not in guard.choices:
        raise place.wrong(f"{value!r} is none of {', '.join(map(str, guard.choices))}")
    if unit.startswith(EXACT_UNITS):
        return _exact(value, place)
    if isinstance(value, float):
        raise place.wrong(f"{value!r} is not exact; write it between quotes with unit share or EUR")
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        raise place.wrong("should be one value or a list")
    return value


def _exact(value: Any, place: Place) -> Decimal:
    if not isinstance(value, str):
        raise place.wrong(f"{value!r} should stand between quotes, so that no digit is lost")
    try:
        return Decimal(value)
    except InvalidOperation:
        raise place.wrong(f"{value!r} is no number") from None


def _require_act(
    place: Place,
    value: Any,
    since: date,
    ids: list[str],
    sources: Mapping[str, Source],
    earlier: list[Version[Any]],
) -> None:
    """A value that contradicts the law as read needs an act: passed before it starts, newer than what it
    replaces.
    """
    for passed_on in (sources[one].passed_on for one in ids if sources[one].kind == "act"):
        newer = passed_on is not None and (not earlier or passed_on > earlier[-1].since)
        if newer and passed_on is not None and passed_on <= since:
            return
    raise place.wrong(
        f"{value!r} can only be set by an act: name one as source, passed on or before {since} "
        "and after the version it replaces"
    )
