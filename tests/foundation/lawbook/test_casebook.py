"""The runner of the casebook, with invented rules."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from duaal.foundation.lawbook.case_facts import (
    Fact,
    day,
    defaults,
    flag,
    list_of,
    number,
    one_of,
    optional,
    table_of,
    text,
    whole,
)
from duaal.foundation.lawbook.casebook import Answer, CasebookRule, run_files, written
from duaal.foundation.lawbook.dated import Certainty, NotInForce
from duaal.foundation.lawbook.errors import WrongFile


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


PART = {"size": Fact(whole, 1), "colour": Fact(one_of(Colour), Colour.RED)}
FACTS = {
    "since": Fact(day),
    "until": Fact(optional(day), None),
    "paid": Fact(flag, False),
    "rate": Fact(number, Decimal(1)),
    "model": Fact(text, "596.2"),
    "part": Fact(table_of(PART), defaults(PART)),
    "parts": Fact(list_of(table_of(PART)), ()),
}
START = date(2020, 1, 1)


def decide(on, facts):
    if on < START:
        raise NotInForce("lending.days", on, START, stopped=False)
    if facts["until"] and facts["until"] < facts["since"]:
        raise ValueError("until voor since")
    answers = {
        "days": (on - facts["since"]).days,
        "since": facts["since"],
        "amount": Decimal("2.50") * facts["rate"],
        "sizes": tuple(part["size"] for part in facts["parts"]),
        "colour": facts["part"]["colour"],
        "model": facts["model"],
        "until": facts["until"],
    }
    return Answer(answers, (Certainty.CERTAIN, Certainty.DERIVED))


ANSWERS = frozenset({"days", "since", "amount", "sizes", "colour", "model", "until"})
REGISTRY = {"lending.loan": CasebookRule("lending.loan", FACTS, ANSWERS, decide)}
GOOD = """\
- id: loan
  rule: lending.loan
  day: 2026-03-18
  facts: {since: 2026-03-03, parts: [{size: 2}, {}]}
  expect: {days: 15}
  source: library.md 1
  certainty: derived
"""


@pytest.fixture
def run(tmp_path):
    def files(*texts):
        paths = []
        for number_of_file, content in enumerate(texts):
            path = tmp_path / f"cases{number_of_file}.yaml"
            path.write_text(content)
            paths.append(path)
        return run_files(paths, REGISTRY)

    return files


def test_a_case_that_comes_true_passes(run):
    report = run(GOOD)

    assert (report.passed, report.failed, report.errors) == (1, 0, [])


@pytest.mark.parametrize(
    "expect",
    [
        "since: 2026-03-03",
        'since: "2026-03-03"',
        'amount: "2.50"',
        "sizes: [2, 1]",
        "colour: red",
        "until: null",
        'model: "596.2"',
        "days: 15, colour: red, sizes: [2, 1]",
    ],
)
def test_answers_are_compared_as_a_case_writes_them(run, expect):
    assert run(GOOD.replace("days: 15", expect)).passed == 1


@pytest.mark.parametrize(
    ("expect", "name"),
    [
        pytest.param("days: 14", "days", id="another number"),
        pytest.param('days: "15"', "days", id="text where a number is found"),
        pytest.param('amount: "2.5"', "amount", id="an amount with one decimal"),
        pytest.param("sizes: [1, 2]", "sizes", id="another order"),
        pytest.param("sizes: [2]", "sizes", id="a shorter list"),
        pytest.param("colour: null", "colour", id="null where something is found"),
        pytest.param("not_in_force: lending.days", "not_in_force", id="in force after all"),
    ],
)
def test_an_expectation_that_differs_fails_the_case(run, expect, name):
    report = run(GOOD.replace("days: 15", expect))

    assert (report.passed, report.failed) == (0, 1)
    assert [found.name for found in report.results[0].differences] == [name]


def test_every_difference_is_told_and_the_certainty_is_compared(run):
    text_of_case = GOOD.replace("days: 15", "days: 1, colour: blue").replace("derived", "certain")

    differences = run(text_of_case).results[0].differences

    assert [(found.name, found.expected, found.found) for found in differences] == [
        ("days", 1, 15),
        ("colour", "blue", "red"),
        ("certainty", "certain", "derived"),
    ]


def test_a_rule_that_is_not_in_force_fails_unless_that_is_expected(run):
    early = GOOD.replace("2026-03-18", "2019-12-31")

    assert run(early).failed == 1
    assert run(early.replace("days: 15", "not_in_force: lending.days")).passed == 1
    assert run(early.replace("days: 15", "not_in_force: lending.years")).failed == 1


@pytest.mark.parametrize(
    ("before", "after", "key", "problem"),
    [
        pytest.param("lending.loan", "lending.gift", "loan: rule", "lending.gift", id="unknown rule"),
        pytest.param("since: 2026", "from: 2026", "loan: facts.from", "niet bekend", id="unknown fact"),
        pytest.param("{since: 2026-03-03, ", "{", "loan: facts.since", "ontbreekt", id="missing fact"),
        pytest.param("days: 15", "dayz: 15", "loan: expect.dayz", "niet bekend", id="unknown expectation"),
        pytest.param("{days: 15}", "{}", "loan: expect", "verwacht niets", id="no expectation"),
        pytest.param("{days: 15}", "[]", "loan: expect", "moet een tabel", id="a list of expectations"),
        pytest.param("  day: 2026-03-18\n", "", "loan: day", "ontbreekt", id="no day"),
        pytest.param("2026-03-18", "2026-02-30", "loan: day", "2026-02-30", id="a day that does not exist"),
        pytest.param("2026-03-18", "18/03/2026", "loan: day", "'18/03/2026'", id="day in another form"),
        pytest.param("2026-03-03", "gisteren", "loan: facts.since", "'gisteren'", id="fact with a wrong day"),
        pytest.param("certainty: derived", "certainty: sure", "loan: certainty", "sure", id="unknown mark"),
        pytest.param("  certainty: derived\n", "", "loan: certainty", "ontbreekt", id="no mark"),
        pytest.param("  source: library.md 1\n", "", "loan: source", "ontbreekt", id="no source"),
        pytest.param("  expect:", "  verwacht:", "loan: verwacht", "niet bekend", id="unknown key"),
        pytest.param("- id: loan\n ", "-", "geval 1: id", "ontbreekt", id="no id"),
        pytest.param("id: loan", "id: 12", "geval 1: id", "tekst", id="id a number"),
        pytest.param("size: 2", "size: -2", "loan: facts.parts.[0].size", "-2", id="negative number"),
        pytest.param("size: 2", "length: 2", "loan: facts.parts.[0].length", "bekend", id="in a list"),
        pytest.param("[{size: 2}, {}]", "2", "loan: facts.parts", "moet een lijst", id="no list"),
        pytest.param("[{size: 2}, {}]", "[2]", "loan: facts.parts.[0]", "moet een tabel", id="no table"),
        pytest.param("parts:", "paid: 1, parts:", "loan: facts.paid", "true of false", id="no yes or no"),
        pytest.param("parts:", "rate: veel, parts:", "loan: facts.rate", "'veel'", id="no number"),
        pytest.param("parts:", "rate: .inf, parts:", "loan: facts.rate", "inf", id="endless"),
        pytest.param("parts:", "model: true, parts:", "loan: facts.model", "tekst", id="no text"),
        pytest.param(
            "parts:", "part: {colour: green}, parts:", "loan: facts.part.colour", "'green'", id="no such word"
        ),
        pytest.param(
            "parts:", "until: 2026-03-01, parts:", "loan: facts", "until voor since", id="contradiction"
        ),
    ],
)
def test_a_wrong_case_is_an_error_that_names_it_and_never_passes(run, before, after, key, problem):
    assert before in GOOD

    report = run(GOOD.replace(before, after, 1))

    assert report.passed == 0
    assert len(report.errors) == 1
    assert problem in str(report.errors[0])
    assert report.errors[0].key == key


def test_a_wrong_case_does_not_hide_the_others(run):
    wrong = GOOD.replace("id: loan", "id: wrong").replace("lending.loan", "lending.gift")

    report = run(GOOD + wrong + GOOD.replace("id: loan", "id: other"))

    assert (report.passed, report.failed) == (2, 1)
    assert report.errors[0].line == 9


def test_the_same_id_twice_in_a_file_is_an_error_and_in_two_files_is_not(run):
    assert run(GOOD + GOOD).errors[0].key == "loan: id"
    assert run(GOOD, GOOD).passed == 2


@pytest.mark.parametrize(
    "content", ["", "id: loan\n", "- [\n", "\x00", "&a [*a]\n", "!!python/name:os.system\n"]
)
def test_a_file_that_is_no_list_of_cases_is_an_error_and_the_next_file_still_runs(run, content):
    report = run(content, GOOD)

    assert len(report.errors) == 1
    assert report.passed == 1


def test_a_case_that_is_no_table_is_an_error_with_its_number(run):
    report = run("- twelve\n")

    assert report.errors[0].key == "geval 1"


def test_a_broken_lawbook_is_no_mistake_of_a_case(tmp_path):
    def broken(on, facts):
        raise WrongFile(tmp_path / "days.yaml", "versions", "ontbreekt", 3)

    path = tmp_path / "cases.yaml"
    path.write_text(GOOD)

    with pytest.raises(WrongFile, match=r"days\.yaml, regel 3"):
        run_files([path], {"lending.loan": CasebookRule("lending.loan", FACTS, ANSWERS, broken)})


def test_values_are_written_as_a_case_writes_them():
    assert written({"a": (date(2026, 1, 31), Colour.RED, Decimal("1.50"), None, True)}) == {
        "a": ["2026-01-31", "red", "1.50", None, True]
    }
