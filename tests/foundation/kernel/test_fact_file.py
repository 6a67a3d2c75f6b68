import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.fact_file import SENTENCES, Row, WrongFile, difference, read, refuse_overlap
from duaal.foundation.kernel.period import Period

COLUMNS = ("code", "name", "valid_from", "valid_to")
HEAD = "code,name,valid_from,valid_to\n"
GOOD = "a,Één,2025-01-01,\n"


@pytest.fixture
def write(tmp_path):
    def to_file(content: str | bytes) -> Path:
        path = tmp_path / "dingen.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to_file


def row(**cells: str) -> Row:
    return Row(Path("dingen.csv"), 7, cells)


def test_reads_rows_with_their_line_number(write):
    rows = read(write(HEAD + GOOD + 'b,"Twee, drie",2025-01-01,2025-12-31\n'), COLUMNS, key=("code",))

    assert [(each.line, each.text("name")) for each in rows] == [(2, "Één"), (3, "Twee, drie")]


@pytest.mark.parametrize(
    ("content", "line", "code", "part"),
    [
        pytest.param("", 0, "file_empty", "geen rijen", id="empty file"),
        pytest.param(HEAD, 0, "file_empty", "geen rijen", id="only a head"),
        pytest.param("code,naam\n" + GOOD, 1, "file_wrong_columns", "code,naam", id="wrong column"),
        pytest.param("name,code,valid_from,valid_to\n", 1, "file_wrong_columns", "volgorde", id="order"),
        pytest.param(HEAD + GOOD + "b,Twee\n", 3, "row_wrong_length", "2 cellen", id="too few cells"),
        pytest.param(HEAD + GOOD + "\n", 3, "row_wrong_length", "0 cellen", id="empty line"),
        pytest.param(HEAD + GOOD + GOOD, 3, "row_twice", "code a", id="duplicate"),
        pytest.param(HEAD + 'b,"Twee,2025-01-01,\n', 2, "row_not_csv", "aanhalingstekens", id="lost quote"),
        pytest.param((HEAD + GOOD).encode("latin-1"), 2, "file_not_utf8", "UTF-8", id="not UTF-8"),
    ],
)
def test_first_wrong_thing_stops_with_file_and_line(write, content, line, code, part):
    with pytest.raises(WrongFile) as wrong:
        read(write(content), COLUMNS, key=("code",))

    assert (wrong.value.line, wrong.value.code) == (line, code)
    assert part in wrong.value.sentence
    assert wrong.value.sentence.startswith(f"dingen.csv, regel {line}: " if line else "dingen.csv: ")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(WrongFile, match=r"weg\.csv: Het bestand bestaat niet"):
        read(tmp_path / "weg.csv", COLUMNS, key=("code",))


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        pytest.param(lambda: row(code="").text("code"), "code is leeg", id="empty"),
        pytest.param(
            lambda: row(code="1234").matching("code", re.compile("[0-9]{5}"), "een code van 5 cijfers"),
            "code is 1234. Dat moet een code van 5 cijfers zijn.",
            id="form",
        ),
        pytest.param(lambda: row(kind="x").choice("kind", ("b", "a")), "Kies uit a, b", id="choice"),
        pytest.param(lambda: row(kind="").choice("kind", ("a",)), "kind is leeg", id="empty choice"),
        pytest.param(
            lambda: row(ref="x").reference("ref", {"a"}, "b.csv"), "geen rij van b.csv", id="reference"
        ),
        pytest.param(lambda: row(refs="a|x").references("refs", {"a"}, "b.csv"), "a|x", id="one unknown"),
        pytest.param(lambda: row(refs="a|a").references("refs", {"a"}, "b.csv"), "a|a", id="named twice"),
        pytest.param(lambda: row(day="2025-02-30").day("day"), "2025-02-30", id="no such day"),
        pytest.param(lambda: row(day="20250201").day("day"), "Schrijf jjjj-mm-dd", id="day without hyphens"),
        pytest.param(lambda: row(day="01/02/2025").optional_day("day"), "geen dag", id="day with slashes"),
        pytest.param(lambda: row(number="x").number("number", 1, 2), "tussen 1 en 2", id="no number"),
        pytest.param(lambda: row(number="nan").number("number", 1, 2), "geen getal", id="not a number"),
        pytest.param(lambda: row(number="2.1").number("number", 1, 2), "2.1", id="too large"),
        pytest.param(
            lambda: row(valid_from="2025-01-02", valid_to="2025-01-01").period(),
            "eindigt op 2025-01-01",
            id="ends before it starts",
        ),
    ],
)
def test_wrong_cell_is_named_with_its_value(check, sentence):
    with pytest.raises(WrongFile) as wrong:
        check()

    assert sentence in wrong.value.sentence
    assert wrong.value.line == 7


def test_right_cells_are_given_back():
    cells = row(
        code="a", day="2025-02-28", number="1.5", empty="", refs="a|b", valid_from="2025-01-01", valid_to=""
    )

    assert cells.text("code") == "a"
    assert cells.optional("empty") == ""
    assert cells.day("day") == date(2025, 2, 28)
    assert cells.optional_day("empty") is None
    assert cells.number("number", 1, 2) == 1.5
    assert cells.choice("empty", ("a",), empty=True) == ""
    assert cells.references("refs", {"a", "b"}, "b.csv") == ("a", "b")
    assert cells.period() == Period(date(2025, 1, 1))


def test_two_periods_of_the_same_key_may_not_share_a_day():
    first = Row(Path("d.csv"), 2, {"code": "a", "valid_from": "2025-01-01", "valid_to": "2025-06-30"})
    second = Row(Path("d.csv"), 3, {"code": "a", "valid_from": "2025-06-30", "valid_to": ""})

    with pytest.raises(WrongFile, match=r"d\.csv, regel 3: code a"):
        refuse_overlap([first, second], ("code",))


def test_periods_that_follow_each_other_or_have_another_key_are_fine():
    cells = [("a", "2025-01-01", "2025-06-30"), ("a", "2025-07-01", ""), ("b", "2025-03-01", "")]
    rows = [
        Row(Path("d.csv"), 2, {"code": code, "valid_from": first, "valid_to": last})
        for code, first, last in cells
    ]

    refuse_overlap(rows, ("code",))


@given(st.dictionaries(st.integers(), st.integers()), st.dictionaries(st.integers(), st.integers()))
def test_applying_a_difference_gives_the_wanted_rows(stored, wanted):
    found = difference(stored, wanted)

    result = {key: value for key, value in stored.items() if key not in found.gone}
    assert result | found.new | found.changed == wanted
    assert found.is_empty == (stored == wanted)


def test_every_code_has_a_sentence_that_can_be_filled_in():
    for code in SENTENCES:
        assert "{" not in WrongFile(Path("d.csv"), 1, code, column="c", value="v", expected="e").sentence
