"""The casebook: worked legal cases as data, run against the rules.

A file is a list of cases with the keys `id`, `rule`, `day`, `facts`, `expect`, `source` and `certainty`
(`casebook.md`). An unknown rule, fact or expectation, a missing key or a wrong date is an error that names
the case, never a pass. What a case does not expect is not compared; its certainty always is, unless the
rule does not hold on that day.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from duaal.foundation.lawbook import case_facts
from duaal.foundation.lawbook.case_facts import Fact, read_facts
from duaal.foundation.lawbook.dated import Certainty, NotInForce, weakest
from duaal.foundation.lawbook.errors import WrongFile
from duaal.foundation.lawbook.reading import Place, Table, plain, read_list

CASE_KEYS = frozenset({"id", "rule", "day", "facts", "expect", "source", "certainty"})
NOT_IN_FORCE = "not_in_force"
"""Expectation that any rule knows: the key of the dated value that does not hold on the day of the case."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule decides in one case: its answers by name, and the marks of every dated value it used."""

    answers: Mapping[str, Any]
    certainties: tuple[Certainty, ...]


@dataclass(frozen=True, slots=True)
class CasebookRule:
    """A rule that cases can name: its facts, the names of its answers, and the decision itself.

    `decide` gets the day and every fact, defaults filled in. It may raise `NotInForce`, and `ValueError` for
    facts that contradict each other.
    """

    name: str
    facts: Mapping[str, Fact]
    answers: frozenset[str]
    decide: Callable[[date, Mapping[str, Any]], Answer]


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case (`uitgewerkt geval`), read and checked."""

    id: str
    rule: CasebookRule
    day: date
    facts: Mapping[str, Any]
    expect: Mapping[str, Any]
    source: str
    certainty: Certainty
    place: Place


@dataclass(frozen=True, slots=True)
class Difference:
    """One expectation that did not come true."""

    name: str
    expected: Any
    found: Any


@dataclass(frozen=True, slots=True)
class Result:
    """One case that was run: passed when nothing differs."""

    case: Case
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        return not self.differences


@dataclass(slots=True)
class Report:
    """What came of some files: results in reading order, and the errors of files and cases that are wrong."""

    results: list[Result] = field(default_factory=list)
    errors: list[WrongFile] = field(default_factory=list)
    wrong_cases: int = 0

    @property
    def passed(self) -> int:
        return sum(result.passed for result in self.results)

    @property
    def failed(self) -> int:
        """Cases that differ and cases that could not be run: together with `passed` all cases read."""
        return len(self.results) - self.passed + self.wrong_cases


def run_files(paths: Iterable[Path], registry: Mapping[str, CasebookRule]) -> Report:
    """Runs every case of every file; a wrong case or file is noted and the others still run.

    A lawbook that cannot be read is no mistake of a case: its `WrongFile` comes through.
    """
    report = Report()
    for path in paths:
        try:
            rows = read_list(path)
        except WrongFile as error:
            report.errors.append(error)
            continue
        seen: set[str] = set()
        for number, row in enumerate(rows):
            try:
                report.results.append(run(read_case(row, Place(path), registry, seen)))
            except WrongFile as error:
                if error.path != path:
                    raise
                key = error.key.removeprefix(f"[{number}]").removeprefix(".")
                name = _name_of(row, number + 1)
                report.errors.append(
                    WrongFile(path, f"{name}: {key}" if key else name, error.problem, error.line)
                )
                report.wrong_cases += 1
    return report


def read_case(row: Any, place: Place, registry: Mapping[str, CasebookRule], seen: set[str]) -> Case:
    """One case. Raises `WrongFile` for everything that is unknown, missing or wrong."""
    if not isinstance(row, Table):
        raise place.wrong("moet een tabel zijn met id, rule, day, facts, expect, source en certainty")
    row.check_keys(known=CASE_KEYS, needed=CASE_KEYS)
    case_id, name = row.text("id"), row.text("rule")
    if case_id in seen:
        raise row.place_of("id").wrong(f"{case_id} staat twee keer in dit bestand")
    seen.add(case_id)
    if name not in registry:
        raise row.place_of("rule").wrong(f"{name} is geen bekende regel; kies uit {', '.join(registry)}")
    rule, expect = registry[name], row.table("expect")
    expect.check_keys(known=rule.answers | {NOT_IN_FORCE})
    if not expect.entries:
        raise row.place_of("expect").wrong("verwacht niets; noem minstens een antwoord")
    return Case(
        id=case_id,
        rule=rule,
        day=case_facts.day(row.get("day"), row.place_of("day")),
        facts=read_facts(rule.facts, row.table("facts")),
        expect=expect.plain(),
        source=str(row.get("source")),
        certainty=case_facts.one_of(Certainty)(row.get("certainty"), row.place_of("certainty")),
        place=row.place,
    )


def run(case: Case) -> Result:
    """Applies the rule of a case and compares. Raises `WrongFile` when its facts contradict each other."""
    try:
        answer = case.rule.decide(case.day, case.facts)
    except NotInForce as error:
        return Result(case, _differences(case.expect, {NOT_IN_FORCE: error.key}))
    except ValueError as error:
        raise case.place.at("facts").wrong(f"spreken elkaar tegen: {error}") from error
    found = {**answer.answers, NOT_IN_FORCE: None}
    differences = _differences(case.expect, found)
    certainty = weakest(answer.certainties)
    if certainty != case.certainty:
        differences += (Difference("certainty", case.certainty.value, certainty.value),)
    return Result(case, differences)


def written(value: Any) -> Any:
    """A value as a case writes it: dates, enumerations and amounts as text, tuples as lists."""
    value = plain(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [written(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): written(item) for key, item in value.items()}
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def _differences(expect: Mapping[str, Any], found: Mapping[str, Any]) -> tuple[Difference, ...]:
    if found.get(NOT_IN_FORCE) and NOT_IN_FORCE not in expect:
        return (Difference(NOT_IN_FORCE, None, found[NOT_IN_FORCE]),)
    pairs = ((name, written(value), written(found.get(name))) for name, value in expect.items())
    return tuple(
        Difference(name, value, answer)
        for name, value, answer in pairs
        if json.dumps(value, sort_keys=True) != json.dumps(answer, sort_keys=True)
    )


def _name_of(row: Any, number: int) -> str:
    """How an error names a case: by its id, or by its number in the file when it has none."""
    case_id = row.get("id") if isinstance(row, Table) else None
    return case_id if isinstance(case_id, str) and case_id else f"geval {number}"
