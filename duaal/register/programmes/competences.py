"""Brings in the competences of programmes from a file: CSV or YAML, checked line by line, all or nothing."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.db.models import ProtectedError

from duaal.register.partnerships.models import Certainty
from duaal.register.programmes.models import Competence, Programme

COLUMNS = (
    *("programme", "code", "name", "kind", "valid_from", "valid_to"),
    *("replaces", "source", "certainty"),
)
NEEDED = frozenset({"programme", "code", "name", "kind", "valid_from", "source", "certainty"})
KINDS = {"vocational": True, "general": False}
SPREADSHEET, LIST = ".csv", (".yaml", ".yml")
LARGEST = 20_000_000
"""Bytes of a file beyond which it is surely no list of competences."""
LONGEST = {"code": 30, "name": 300}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong on one line of the file (a place in the list, for YAML): one sentence, and what to do."""

    line: int
    sentence: str


class WrongLines(Exception):
    """The file has lines that cannot be brought in; nothing of it is."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} lines are wrong")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file did: competences that are new, changed or the same, and older ones that end."""

    new: int
    changed: int
    same: int
    ended: int


@dataclass(frozen=True, slots=True)
class Given:
    """One competence as the file gives it, at its place in the file."""

    line: int
    programme: str
    code: str
    position: int
    replaces: tuple[str, ...]
    values: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str, date]:
        return self.programme, self.code, self.values["valid_from"]


def bring_in(path: Path, *, write: bool) -> Brought:
    """Makes the competences of the programmes in the file as the file has them.

    An older competence that is still open and not in the file ends the day before the file starts for its
    programme: a new document takes the place of the old one. One that starts later is a mistake and goes,
    unless something already stands on it. Raises `WrongLines` with every line that is
    wrong; without `write` nothing stays.
    """
    given = _checked(_rows(path))
    with transaction.atomic():
        done = _save(given)
        if not write:
            transaction.set_rollback(True)
    return done


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The lines of the file with their number; every value as text."""
    if path.suffix.lower() not in (SPREADSHEET, *LIST):
        raise WrongLines([Problem(0, f"{path.name} is geen .csv, .yaml of .yml. Geef zo'n bestand.")])
    if path.stat().st_size > LARGEST:
        raise WrongLines([Problem(0, f"{path.name} is te groot voor een lijst van competenties.")])
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _of_csv(text) if path.suffix.lower() == SPREADSHEET else _of_yaml(text)
    except UnicodeDecodeError:
        raise WrongLines([Problem(0, f"{path.name} is niet bewaard als UTF-8. Bewaar het zo.")]) from None
    except (yaml.YAMLError, csv.Error):
        raise WrongLines([Problem(0, f"{path.name} kan niet gelezen worden. Kijk de opmaak na.")]) from None


def _of_csv(text: str) -> list[tuple[int, dict[str, str]]]:
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") >= head.count(",") else ",")
    _require_columns(reader.fieldnames or ())
    return [
        (reader.line_num, {name: (row.get(name) or "").strip() for name in COLUMNS})
        for row in reader
        if any(isinstance(value, str) and value.strip() for value in row.values())
    ]


def _of_yaml(text: str) -> list[tuple[int, dict[str, str]]]:
    listed = yaml.safe_load(text)
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise WrongLines(
            [Problem(0, "Het bestand is geen lijst van competenties. Begin elke met een streepje.")]
        )
    _require_columns({str(name) for one in listed for name in one})
    found = []
    for place, one in enumerate(listed, start=1):
        replaces = one.get("replaces")
        if isinstance(replaces, list):
            one = {**one, "replaces": " ".join(map(str, replaces))}
        texts = {name: "" if one.get(name) is None else str(one[name]).strip() for name in COLUMNS}
        found.append((place, texts))
    return found


def _require_columns(names: Iterable[str]) -> None:
    missing = sorted(NEEDED - set(names))
    unknown = sorted(str(name) for name in set(names) - set(COLUMNS))
    if missing:
        raise WrongLines([Problem(1, f"De kolom {missing[0]} ontbreekt. Voeg ze toe.")])
    if unknown:
        raise WrongLines([Problem(1, f"De kolom {unknown[0]} kennen we niet. Laat ze weg.")])


def _checked(rows: list[tuple[int, dict[str, str]]]) -> tuple[Given, ...]:
    known = set(Programme.objects.values_list("code", flat=True))
    given, problems, seen = [], [], dict[tuple[str, str, date], int]()
    places: dict[str, int] = {}
    for line, row in rows:
        wrong = tuple(_wrong(row, known))
        if wrong:
            problems += [Problem(line, sentence) for sentence in wrong]
            continue
        places[row["programme"]] = places.get(row["programme"], 0) + 1
        one = _given(line, row, places[row["programme"]])
        if one.key in seen:
            sentence = f"{one.code} staat al op regel {seen[one.key]}. Laat één van beide weg."
            problems.append(Problem(line, sentence))
        seen.setdefault(one.key, line)
        given.append(one)
    problems += _overlaps(given)
    problems += _unknown_replaced(given)
    if not rows:
        problems.append(Problem(0, "Het bestand heeft geen competenties. Geef er minstens één."))
    if problems:
        raise WrongLines(sorted(problems, key=lambda one: one.line))
    return tuple(given)


def _wrong(row: Mapping[str, str], known: set[str]) -> Iterator[str]:
    for name in sorted(NEEDED):
        if not row[name]:
            yield f"{name} is leeg. Vul het in."
    if row["programme"] and row["programme"] not in known:
        yield f"{row['programme']} is geen opleiding die we kennen. Kijk de code na."
    if row["kind"] and row["kind"] not in KINDS:
        yield f"{row['kind']} is geen soort. Kies vocational of general."
    if row["certainty"] and row["certainty"] not in Certainty.values:
        yield f"{row['certainty']} is geen zekerheid. Kies {', '.join(Certainty.values)}."
    for name, longest in LONGEST.items():
        if len(row[name]) > longest:
            yield f"{name} is langer dan {longest} tekens. Kort het in."
    yield from _wrong_days(row)


def _wrong_days(row: Mapping[str, str]) -> Iterator[str]:
    first, last = _day(row["valid_from"]), _day(row["valid_to"])
    for name, day in (("valid_from", first), ("valid_to", last)):
        if row[name] and day is None:
            yield f"{row[name]} is geen dag. Schrijf {name} als 2025-09-01."
    if first and last and last < first:
        yield f"De competentie eindigt op {last}, voor ze begint op {first}. Verbeter een van beide."


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _given(line: int, row: Mapping[str, str], position: int) -> Given:
    first = _day(row["valid_from"])
    assert first is not None
    values = {
        "name": row["name"],
        "is_vocational": KINDS[row["kind"]],
        "valid_from": first,
        "valid_to": _day(row["valid_to"]),
        "source": row["source"],
        "certainty": row["certainty"],
    }
    return Given(line, row["programme"], row["code"], position, tuple(row["replaces"].split()), values)


def _overlaps(given: Iterable[Given]) -> Iterator[Problem]:
    """A competence that holds twice on some day, by two lines of the file."""
    by_code: dict[tuple[str, str], list[Given]] = {}
    for one in given:
        by_code.setdefault((one.programme, one.code), []).append(one)
    for versions in by_code.values():
        versions.sort(key=lambda one: one.values["valid_from"])
        for before, after in zip(versions, versions[1:], strict=False):
            last, first = before.values["valid_to"], after.values["valid_from"]
            if first != before.values["valid_from"] and (last is None or last >= first):
                sentence = f"{after.code} begint op {first}, maar regel {before.line} loopt dan nog."
                yield Problem(after.line, f"{sentence} Geef die regel een laatste dag.")


def _unknown_replaced(given: Iterable[Given]) -> Iterator[Problem]:
    """A competence that replaces one that neither the file nor the register has."""
    named = list(given)
    codes = {(one.programme, one.code) for one in named}
    codes |= set(
        Competence.objects.filter(programme__in={one.programme for one in named}).values_list(
            "programme_id", "code"
        )
    )
    for one in named:
        for code in one.replaces:
            if (one.programme, code) not in codes or code == one.code:
                yield Problem(one.line, f"{code} is geen andere competentie van {one.programme}. Kijk na.")


def _save(given: tuple[Given, ...]) -> Brought:
    programmes = {one.programme for one in given}
    stored = {
        (one.programme_id, one.code, one.valid_from): one
        for one in Competence.objects.select_for_update().filter(programme__in=programmes)
    }
    new = changed = 0
    for one in given:
        values = {**one.values, "position": one.position, "is_synthetic": False}
        row = stored.pop(one.key, None)
        if row is None:
            Competence.objects.create(programme_id=one.programme, code=one.code, **values)
            new += 1
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            changed += 1
    ended = _end_older(given, stored.values())
    for one in given:
        of_programme = Competence.objects.filter(programme_id=one.programme)
        older = of_programme.filter(code__in=one.replaces, valid_from__lt=one.values["valid_from"])
        of_programme.get(code=one.code, valid_from=one.values["valid_from"]).replaces.set(older)
    return Brought(new, changed, len(given) - new - changed, ended)


def _end_older(given: Iterable[Given], others: Iterable[Competence]) -> int:
    starts: dict[str, date] = {}
    for one in given:
        first = one.values["valid_from"]
        starts[one.programme] = min(first, starts.get(one.programme, first))
    ended = 0
    for row in others:
        last = starts[row.programme_id] - timedelta(days=1)
        if row.valid_from > last:
            _take_out(row)
            ended += 1
        elif row.valid_to is None or row.valid_to > last:
            row.valid_to = last
            row.save(update_fields=["valid_to"])
            ended += 1
    return ended


def _take_out(row: Competence) -> None:
    try:
        row.delete()
    except ProtectedError:
        sentence = f"{row.code} van {row.programme_id} ontbreekt, maar staat al in een plan. Voeg ze toe."
        raise WrongLines([Problem(0, sentence)]) from None
