from datetime import date
from decimal import Decimal

import pytest

from duaal.foundation.lawbook.book import Book, UnknownValue
from duaal.foundation.lawbook.errors import WrongFile
from duaal.foundation.lawbook.loader import load_parameter, load_sources

SOURCES = """\
act-a:
  kind: act
  title: Act A
  address: official journal
  dated: text of 2020
  passed_on: 2019-11-05
act-b: {kind: act, title: Act B, address: official journal, dated: "2025", passed_on: 2025-05-01}
page: {kind: page, title: A page, address: example, dated: undated}
"""
GOOD = """\
label: Dagen
unit: dagen
checked_on: 2026-01-15
choices: [14, 20]
versions:
  2020-01-01: {value: 14, source: act-a/art. 3, certainty: certain}
  2022-07-01: {value: 20, source: [act-a/art. 4, page], certainty: assumed, note: uitleg}
  2024-01-01: {value: null, source: act-a/art. 9, certainty: certain}
per:
  bouw:
    2023-01-01: {value: 20, source: page, certainty: dated}
"""
FIRST, SECOND = "versions.2020-01-01", "versions.2022-07-01"
SWITCH = """\
label: Schakelaar
unit: ja of nee
checked_on: 2026-01-15
needs_act: [true]
versions:
  2020-01-01: {value: false, source: page, certainty: assumed}
"""


@pytest.fixture
def sources(tmp_path):
    path = tmp_path / "sources.yaml"
    path.write_text(SOURCES)
    return load_sources(path)


@pytest.fixture
def load(tmp_path, sources):
    def read(text):
        path = tmp_path / "days.yaml"
        path.write_text(text)
        return load_parameter(path, "recognition.days", sources)

    return read


def test_a_file_gives_a_dated_value_with_everything_that_is_known_of_it(load):
    found = load(GOOD)

    assert (found.key, found.label, found.unit) == ("recognition.days", "Dagen", "dagen")
    assert found.checked_on == date(2026, 1, 15)
    assert [version.value for version in found.versions] == [14, 20, None]
    assert found.versions[1].source == "act-a/art. 4; page"
    assert found.versions[1].note == "uitleg"
    assert found.per["bouw"].key == "recognition.days[bouw]"
    assert found.for_partnership("bouw").on(date(2025, 1, 1)).value == 20


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "problem"),
    [
        pytest.param("label: Dagen\n", "", 1, "label", "ontbreekt", id="no label"),
        pytest.param("unit: dagen\n", "", 1, "unit", "ontbreekt", id="no unit"),
        pytest.param("checked_on: 2026-01-15\n", "", 1, "checked_on", "ontbreekt", id="no reading date"),
        pytest.param("2026-01-15", "soon", 3, "checked_on", "moet een datum", id="reading date a word"),
        pytest.param("2026-01-15", "2026-02-30", 3, "checked_on", "2026-02-30", id="no such day"),
        pytest.param("2026-01-15", "2026-01-15 10:00:00", 3, "checked_on", "10:00:00", id="a moment"),
        pytest.param("label: Dagen", "label: 14", 1, "label", "moet een tekst", id="label a number"),
        pytest.param("unit: dagen", "unit: a\nunit: b", 3, "unit", "twee keer", id="key twice"),
        pytest.param("unit:", "eenheid: x\nunit:", 2, "eenheid", "niet bekend", id="unknown key"),
        pytest.param("choices: [14, 20]", "choices: 14", 4, "choices", "lijst", id="choices no list"),
        pytest.param("value: 14", "value: 15", 6, f"{FIRST}.value", "15 is geen", id="no choice"),
        pytest.param("value: 14, ", "", 6, f"{FIRST}.value", "ontbreekt", id="no value"),
        pytest.param("value: 14", "value: {a: 1}", 6, f"{FIRST}.value", "is geen", id="a table"),
        pytest.param("source: act-a/art. 3, ", "", 6, f"{FIRST}.source", "ontbreekt", id="no source"),
        pytest.param("act-a/art. 3", "act-z", 6, f"{FIRST}.source", "'act-z'", id="odd source"),
        pytest.param("act-a/art. 3", "[14]", 6, f"{FIRST}.source", "tekst", id="source a number"),
        pytest.param(", certainty: certain", "", 6, f"{FIRST}.certainty", "ontbreekt", id="no mark"),
        pytest.param("assumed", "sure", 7, f"{SECOND}.certainty", "sure", id="odd mark"),
        pytest.param("note: uitleg", "extra: x", 7, f"{SECOND}.extra", "bekend", id="odd key"),
        pytest.param("2022-07-01", "2019-07-01", 7, "versions.2019-07-01", "oudste", id="wrong order"),
        pytest.param("2022-07-01", "juli", 7, "versions.juli", "'juli'", id="a version without a date"),
        pytest.param("source: page", "source: no", 11, "per.bouw.2023-01-01.source", "tekst", id="per"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_key(load, tmp_path, before, after, line, key, problem):
    assert before in GOOD

    with pytest.raises(WrongFile) as refusal:
        load(GOOD.replace(before, after, 1))

    assert (refusal.value.line, refusal.value.key) == (line, key)
    assert problem in refusal.value.problem
    assert str(refusal.value).startswith(f"{tmp_path / 'days.yaml'}, regel {line}: {key}: ")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- a list\n", "moet een tabel"),
        ("", "moet een tabel"),
        ("label: [\n", "geen YAML"),
        ("label: a\n\tunit: b\n", "geen YAML"),
        ("? {a: 1}\n: b\n", "een sleutel"),
        ("label: a\nversions: {}\nunit: b\nchecked_on: 2026-01-15\n", "heeft geen versie"),
        ("label: a\nversions: 14\nunit: b\nchecked_on: 2026-01-15\n", "moet een tabel"),
        (
            "label: a\nversions: {2020-01-01: 14}\nunit: b\nchecked_on: 2026-01-15\n",
            "value, source en certainty",
        ),
    ],
)
def test_a_text_that_is_no_parameter_is_refused(load, text, problem):
    with pytest.raises(WrongFile, match=problem):
        load(text)


def test_an_amount_is_exact_and_stands_between_quotes(load):
    amount = GOOD.replace("unit: dagen", "unit: EUR per maand").replace("choices: [14, 20]\n", "")

    found = load(amount.replace("value: 14", 'value: "612.50"').replace("value: 20", 'value: "1"'))

    assert found.versions[0].value == Decimal("612.50")
    with pytest.raises(WrongFile, match="tussen aanhalingstekens"):
        load(amount.replace("value: 14", "value: 612.50"))
    with pytest.raises(WrongFile, match="geen getal"):
        load(amount.replace("value: 14", 'value: "veel"'))


def test_a_number_with_a_point_is_refused_outside_amounts_and_shares(load):
    with pytest.raises(WrongFile, match="niet exact"):
        load(GOOD.replace("choices: [14, 20]\n", "").replace("value: 14", "value: 0.29"))


def test_a_list_is_kept_as_a_tuple(load):
    found = load(GOOD.replace("choices: [14, 20]\n", "").replace("value: 14", "value: [6, 3, 1]"))

    assert found.versions[0].value == (6, 3, 1)


def test_a_table_is_no_value(load):
    with pytest.raises(WrongFile, match="één waarde of een lijst"):
        load(GOOD.replace("choices: [14, 20]\n", "").replace("value: 14", "value: {a: 1}"))


@pytest.mark.parametrize(
    ("source", "since"),
    [
        pytest.param("page", "2026-09-01", id="no act"),
        pytest.param("act-a", "2026-09-01", id="an act older than the version it replaces"),
        pytest.param("act-b", "2025-04-30", id="an act that is passed later"),
    ],
)
def test_a_value_against_the_law_as_read_cannot_be_set_without_a_newer_act(load, source, since):
    row = f"  {since}: {{value: true, source: {source}, certainty: certain}}\n"

    with pytest.raises(WrongFile, match="alleen met een wettekst"):
        load(SWITCH + row)


def test_a_value_against_the_law_as_read_can_be_set_by_a_newer_act(load):
    row = "  2026-09-01: {value: true, source: act-b/art. 1, certainty: certain}\n"

    assert load(SWITCH + row).on(date(2026, 9, 1)).value is True


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("  kind: act\n", "", "kind: ontbreekt"),
        ("kind: act\n", "kind: rumour\n", "'rumour' is geen van"),
        ("  passed_on: 2019-11-05\n", "", "een wettekst heeft een datum"),
        ("passed_on: 2019-11-05", "passed_on: once", "moet een datum zijn"),
        ("  title: Act A\n", "", "title: ontbreekt"),
        ("page: {kind: page,", "page: {kind: page, colour: red,", "niet bekend"),
        ("page: {kind: page, title: A page, address: example, dated: undated}", "page: x", "moet een tabel"),
    ],
)
def test_a_wrong_source_is_refused(tmp_path, before, after, problem):
    path = tmp_path / "sources.yaml"
    path.write_text(SOURCES.replace(before, after, 1))

    with pytest.raises(WrongFile, match=problem):
        load_sources(path)


def test_a_file_that_does_not_exist_or_is_no_text_is_refused(tmp_path):
    with pytest.raises(WrongFile, match="bestaat niet"):
        load_sources(tmp_path / "nothing.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"label: caf\xe9\n")
    with pytest.raises(WrongFile, match="UTF-8"):
        load_sources(tmp_path / "latin.yaml")
    with pytest.raises(WrongFile, match="kan niet geopend worden"):
        load_sources(tmp_path)


def test_a_book_takes_its_keys_from_the_folders(tmp_path):
    (tmp_path / "sources.yaml").write_text(SOURCES)
    folder = tmp_path / "parameters" / "recognition"
    folder.mkdir(parents=True)
    (folder / "days.yaml").write_text(GOOD)
    book = Book(tmp_path)

    assert [row.key for row in book.rows()] == ["recognition.days", "recognition.days[bouw]"]
    with pytest.raises(UnknownValue, match=r"recognition\.dayz"):
        book.value("recognition.dayz")
