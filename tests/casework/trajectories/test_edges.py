"""The table of learners in `casebook/README.md`: complete, true, and as certain as its cases."""

import re
from pathlib import Path

import pytest

from duaal.foundation.lawbook.casebook import Result, run_files
from duaal.foundation.lawbook.dated import weakest
from duaal.interfaces.cli.commands.casebook import REGISTRY
from tests.architecture.tree import ROOT

EDGES = (
    *("E1", "E2", "E3", "E3b", "E3c", "E3d", "E4", "E4b", "E4c", "E5", "E6", "E7", "E8", "E9"),
    *("E10", "E10b", "E10c", "E10d", "E10e", "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E18"),
    *("E19", "E20", "E20b", "E22", "E22b", "E25"),
)
CODE = re.compile(r"`([^`]+)`")
ROW = re.compile(
    r"^\| (?P<edge>E\d+[a-e]?) \| (?P<what>[^|]+) \| (?P<cases>[^|]*)"
    r"\| (?P<tests>[^|]*)\| (?P<sure>[^|]+) \|$"
)
TABLE = [
    found.groupdict()
    for line in (ROOT / "casebook" / "README.md").read_text(encoding="utf-8").splitlines()
    if (found := ROW.match(line))
]


@pytest.fixture(scope="module")
def cases() -> dict[str, Result]:
    report = run_files(sorted((ROOT / "casebook").rglob("*.yaml")), REGISTRY)
    assert report.errors == []
    return {result.case.id: result for result in report.results}


@pytest.fixture(scope="module")
def names() -> set[str]:
    def of(path: Path) -> list[str]:
        return re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)

    return {name for path in (ROOT / "tests").rglob("test_*.py") for name in of(path)}


def test_every_edge_case_about_learners_has_a_row():
    assert tuple(row["edge"] for row in TABLE) == EDGES


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["edge"])
def test_a_row_names_cases_and_tests_that_exist_or_says_what_is_missing(row, cases, names):
    named, tried = CODE.findall(row["cases"]), CODE.findall(row["tests"])

    assert set(named) <= set(cases)
    assert set(tried) <= names
    assert named or tried or row["tests"].startswith("open: ")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["edge"])
def test_a_row_is_as_certain_as_the_weakest_of_its_cases_which_all_hold(row, cases):
    found = [cases[name] for name in CODE.findall(row["cases"])]

    assert all(result.passed for result in found)
    expected = weakest(result.case.certainty for result in found).value if found else "-"
    assert row["sure"] == expected


def test_a_case_that_names_an_edge_stands_in_its_row(cases):
    rows = {row["edge"]: row["cases"] for row in TABLE}
    missing = [
        (edge, name)
        for name, result in cases.items()
        for edge in re.findall(r"trajectory\.md 16 (E\d+[a-e]?)", result.case.source)
        if f"`{name}`" not in rows[edge]
    ]

    assert missing == []
