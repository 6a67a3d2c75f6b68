"""From YAML files to dated values: sources first, then one value per file, checked strictly.

A file that misses a label, unit, reading date, source or certainty is an error with file, line and key: a
value without its origin is never loaded.

A second folder, laid out the same way, can add sources and later versions to the values of the first; never a
value of its own, and never a version before the last one that is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
ADDED_KEYS = frozenset({"checked_on", "versions", "per"})
VERSION_KEYS = frozenset({"value", "source", "certainty", "note"})
EXACT_UNITS = ("EUR", "aandeel")


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
    """What a file says about its own values: the allowed ones, and those that only a new act can set.

    `kind` is the type that a later version must have.
    """

    choices: tuple[Any, ...]
    needs_act: tuple[Any, ...]
    kind: type | None = None


def load_sources(path: Path, before: Mapping[str, Source] = MappingProxyType({})) -> Mapping[str, Source]:
    """The sources by their id: those `before`, and those of the file, which cannot replace them."""
    found: dict[str, Source] = dict(before)
    for key, value, place in read_table(path):
        if not isinstance(value, Table):
            raise place.wrong("moet een tabel zijn met kind, title, address en dated")
        if str(key) in before:
            raise place.wrong("staat al in de bronnen van duaal; kies een andere naam")
        value.check_keys(known=SOURCE_KEYS, needed=frozenset({"kind", "title", "address", "dated"}))
        kind = value.text("kind")
        if kind not in SOURCE_KINDS:
            raise value.place_of("kind").wrong(f"{kind!r} is geen van {', '.join(SOURCE_KINDS)}")
        if kind == "act" and value.get("passed_on") is None:
            raise value.place.at("passed_on").wrong("ontbreekt; een wettekst heeft een datum")
        passed_on = value.day("passed_on") if "passed_on" in value.entries else None
        found[str(key)] = Source(
            str(key), kind, value.text("title"), value.text("address"), str(value.get("dated")), passed_on
        )
    return MappingProxyType(found)


def load_parameters(
    folder: Path, sources: Mapping[str, Source], added: Path | None = None
) -> Mapping[str, Dated[Any]]:
    """Every dated value under the folder; its key is its path, `recognition/answer_days.yaml` being
    `recognition.answer_days`. The files under `added` give later versions of them.
    """
    found = {}
    more = {path.relative_to(added): path for path in added.rglob("*.yaml")} if added else {}
    for path in sorted(folder.rglob("*.yaml")):
        place = path.relative_to(folder)
        key = ".".join(place.with_suffix("").parts)
        found[key] = load_parameter(path, key, sources, more.pop(place, None))
    for place, path in sorted(more.items()):
        raise Place(path, str(place)).wrong("is geen waarde van duaal; kijk de namen na met `duaal rules`")
    return MappingProxyType(found)


def load_parameter(
    path: Path, key: str, sources: Mapping[str, Source], added: Path | None = None
) -> Dated[Any]:
    """One dated value from one file, with the later versions of the file `added`.

    Raises `WrongFile` for anything that is missing, unknown or refused.
    """
    table = read_table(path)
    table.check_keys(known=FILE_KEYS, needed=frozenset({"label", "unit", "checked_on", "versions"}))
    unit, checked_on = table.text("unit"), table.day("checked_on")
    guard = _Guard(_choices(table, "choices"), _choices(table, "needs_act"))
    tables = [table]
    if added is not None:
        more = read_table(added)
        more.check_keys(known=ADDED_KEYS, needed=frozenset({"checked_on"}))
        checked_on = max(checked_on, more.day("checked_on"))
        tables.append(more)
    versions: tuple[Version[Any], ...] = ()
    per: dict[str, tuple[Version[Any], ...]] = {}
    for one in tables:
        if one is not table:
            known = (version.value for version in versions if version.value is not None)
            guard = replace(guard, kind=type(next(known, "")))
        if "versions" in one.entries:
            versions = _versions(one, "versions", key, unit, guard, sources, versions)
        if "per" in one.entries:
            rows = one.table("per")
            for code, _row, _place in rows:
                before = per.get(str(code), ())
                per[str(code)] = _versions(rows, code, f"{key}[{code}]", unit, guard, sources, before)
    label = table.text("label")
    own = {code: Dated(f"{key}[{code}]", found, checked_on, label, unit) for code, found in per.items()}
    return Dated(key, versions, checked_on, label, unit, MappingProxyType(own))


def _choices(table: Table, key: str) -> tuple[Any, ...]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise table.place_of(key).wrong("moet een lijst zijn")
    return tuple(value)


def _versions(
    table: Table,
    name: Any,
    key: str,
    unit: str,
    guard: _Guard,
    sources: Mapping[str, Source],
    before: tuple[Version[Any], ...],
) -> tuple[Version[Any], ...]:
    """The versions `before`, then those of the table."""
    rows = table.table(name)
    found: list[Version[Any]] = list(before)
    for since, row, place in rows:
        if not isinstance(since, date):
            raise place.wrong(f"een versie begint op een datum zoals 2026-01-31, niet op {since!r}")
        if not isinstance(row, Table):
            raise place.wrong("moet een tabel zijn met value, source en certainty")
        row.check_keys(known=VERSION_KEYS, needed=frozenset({"source", "certainty"}))
        if "value" not in row.entries:
            raise row.place.at("value").wrong("ontbreekt; schrijf null om een maatregel te stoppen")
        if found and since <= found[-1].since:
            raise place.wrong(f"staat na {found[-1].since}; zet de oudste versie eerst")
        ids = _source_ids(row, sources)
        value = _checked_value(row, unit, guard)
        if guard.kind and value is not None and type(value) is not guard.kind:
            raise row.place_of("value").wrong(f"{value!r} is van een andere soort dan de waarde van duaal")
        if value in guard.needs_act:
            _require_act(row.place_of("value"), value, since, ids, sources, found)
        found.append(Version(value, since, "; ".join(_texts(row)), _certainty(row), key, row.text("note")))
    if not found:
        raise rows.place.wrong("heeft geen versie")
    return tuple(found)


def _texts(row: Table) -> list[str]:
    value = row.get("source")
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) and text for text in texts):
        raise row.place_of("source").wrong("moet een tekst of een lijst van teksten zijn")
    return texts


def _source_ids(row: Table, sources: Mapping[str, Source]) -> list[str]:
    """The ids of the sources; what follows the first `/` of a source is its place in that text."""
    ids = [text.split("/", 1)[0] for text in _texts(row)]
    for one in ids:
        if one not in sources:
            raise row.place_of("source").wrong(f"{one!r} staat niet in sources.yaml")
    return ids


def _certainty(row: Table) -> Certainty:
    text = row.get("certainty")
    try:
        return Certainty(text)
    except ValueError:
        raise row.place_of("certainty").wrong(f"{text!r} is geen van {', '.join(Certainty)}") from None


def _checked_value(row: Table, unit: str, guard: _Guard) -> Any:
    value, place = plain(row.get("value")), row.place_of("value")
    if value is None:
        return None
    if guard.choices and value not in guard.choices:
        raise place.wrong(f"{value!r} is geen van {', '.join(map(str, guard.choices))}")
    if unit.startswith(EXACT_UNITS):
        return _exact(value, place)
    if isinstance(value, float):
        raise place.wrong(
            f"{value!r} is niet exact; schrijf het tussen aanhalingstekens, met als unit EUR of aandeel"
        )
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        raise place.wrong("moet één waarde of een lijst zijn")
    return value


def _exact(value: Any, place: Place) -> Decimal:
    if not isinstance(value, str):
        raise place.wrong(f"{value!r} moet tussen aanhalingstekens staan, zodat geen cijfer verloren gaat")
    try:
        return Decimal(value)
    except InvalidOperation:
        raise place.wrong(f"{value!r} is geen getal") from None


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
    replaced = earlier[-1].since if earlier else date.min
    acts = (sources[one] for one in ids if sources[one].kind == "act")
    if any(act.passed_on is not None and replaced < act.passed_on <= since for act in acts):
        return
    raise place.wrong(
        f"{value!r} kan alleen met een wettekst: noem er een als source, aangenomen op of voor {since} "
        "en na de versie die ze vervangt"
    )
