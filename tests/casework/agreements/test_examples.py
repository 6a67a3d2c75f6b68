"""The table of agreements in `casebook/README.md`: complete, true, and as certain as its cases."""

import re
from pathlib import Path

import pytest

from duaal.foundation.lawbook.casebook import Result, run_files
from duaal.foundation.lawbook.dated import weakest
from duaal.interfaces.cli.commands.casebook import REGISTRY
from tests.architecture.tree import ROOT

EXAMPLES = (*(f"10.{number}" for number in range(1, 38)), *(f"11.{number}" for number in range(1, 29)))
CODE = re.compile(r"`([^`]+)`")
ROW = re.compile(
    r"^\| (?P<example>1[01]\.\d+) \| (?P<what>[^|]+) \| (?P<cases>[^|]*)"
    r"\| (?P<tests>[^|]*)\| (?P<sure>[^|]+) \|$"
)
TABLE = [
    found.groupdict()
    for line in (ROOT / "casebook" / "README.md").read_text(encoding="utf-8").splitlines()
    if (found := ROW.match(line))
]


@pytest.fixture(scope="module")
def cases() -> dict[str, Result]:
    report = run_files(sorted((ROOT / "casebook" / "agreements").rglob("*.yaml")), REGISTRY)
    assert report.errors == []
    return {result.case.id: result for result in report.results}


@pytest.fixture(scope="module")
def names() -> set[str]:
    def of(path: Path) -> list[str]:
        return re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)

    return {name for path in (ROOT / "tests").rglob("test_*.py") for name in of(path)}


def test_every_example_and_row_of_wrong_input_has_a_row():
    assert tuple(row["example"] for row in TABLE) == EXAMPLES


def test_every_case_of_agreements_holds(cases):
    assert [name for name, result in cases.items() if not result.passed] == []


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["example"])
def test_a_row_names_cases_and_tests_that_exist_or_says_what_is_missing(row, cases, names):
    named, tried = CODE.findall(row["cases"]), CODE.findall(row["tests"])

    assert set(named) <= set(cases)
    assert set(tried) <= names
    assert named or tried or row["tests"].startswith("open: ")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["example"])
def test_a_row_is_as_certain_as_the_weakest_of_its_cases(row, cases):
    found = [cases[name] for name in CODE.findall(row["cases"])]

    expected = weakest(result.case.certainty for result in found).value if found else "-"
    assert row["sure"] == expected


def test_a_case_that_names_an_example_stands_in_its_row(cases):
    rows = {row["example"]: row["cases"] for row in TABLE}
    named = [
        (example, name)
        for name, result in cases.items()
        for example in [
            *(f"10.{number}" for number in re.findall(r"\b10\.(\d+)", result.case.source)),
            *(f"11.{number}" for number in re.findall(r"\b11, row (\d+)", result.case.source)),
        ]
    ]

    assert named
    assert [pair for pair in named if f"`{pair[1]}`" not in rows[pair[0]]] == []
