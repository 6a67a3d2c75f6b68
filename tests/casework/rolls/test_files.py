"""Files that are read and files that are refused, by what is in them and never by their name."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from duaal.casework.rolls.columns import Offer, day_of, headings_of
from duaal.casework.rolls.files import FORMULA, MOST_BYTES, MOST_LINES, MOST_UNPACKED, rows_of
from duaal.register.programmes.models import Programme
from tests.casework.rolls.papers import csv_of, sheet_of, with_part

SHEET = sheet_of([["voornaam", "geboortedatum"], ["Lotte", date(2009, 1, 5)]])


def sentence_of(data: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        list(rows_of(data))
    return refused.value.messages[0]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_with_any_delimiter_and_encoding_a_spreadsheet_makes(delimiter, encoding):
    data = delimiter.join(["voornaam", "naam"]) + "\r\n\r\n" + delimiter.join(["Zoë", "Claes"])

    assert list(rows_of(data.encode(encoding))) == [(1, ("voornaam", "naam")), (3, ("Zoë", "Claes"))]


def test_a_spreadsheet_is_known_by_its_content_and_gives_days_as_days():
    assert list(rows_of(SHEET))[1] == (2, ("Lotte", "2009-01-05"))


def test_numbers_days_and_flags_of_a_spreadsheet_become_text():
    data = sheet_of([["a", "b", "c", "d"], [5.0, date(2009, 1, 5), True, None]])

    assert list(rows_of(data))[1] == (2, ("5", "2009-01-05", "ja"))


def test_a_formula_is_never_worked_out():
    assert list(rows_of(sheet_of([["a", "b"], ["=1+1", '=HYPERLINK("x")']])))[1][1] == (FORMULA, FORMULA)


def test_the_apostrophe_of_our_own_files_goes_and_that_of_a_name_stays():
    assert list(rows_of(b"a;b\n'=1;'t Jampens"))[1][1] == ("=1", "'t Jampens")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "leeg", id="empty"),
        pytest.param(b"x" * (MOST_BYTES + 1), "groter dan 5 MB", id="too large"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"x" * 90, "zonder wachtwoord", id="old or protected Excel"),
        pytest.param(b"%PDF-1.7\x00\x01", "geen klaslijst", id="pdf"),
        pytest.param(b"alleen tekst", "geen klaslijst", id="no columns"),
        pytest.param(b"PK\x03\x04" + b"x" * 90, "beschadigd", id="half a zip"),
        pytest.param(SHEET[: len(SHEET) // 2], "beschadigd", id="half a workbook"),
        pytest.param(with_part(SHEET, "xl/vbaProject.bin", b"x"), "macro's", id="macros"),
        pytest.param(
            with_part(SHEET, "xl/extra.bin", bytes(MOST_UNPACKED)), "uitgepakt te groot", id="zip bomb"
        ),
        pytest.param(
            with_part(SHEET, "xl/evil.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
            "geen klaslijst",
            id="entities",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(data, words):
    assert words in sentence_of(data)


def test_a_zip_that_is_no_workbook_is_refused():
    empty = b"PK\x05\x06" + bytes(18)
    data = with_part(empty, "virus.exe", b"MZ")

    assert "geen klaslijst" in sentence_of(data)


def test_more_lines_than_are_read_are_refused_and_a_million_takes_no_memory():
    data = b"a;b\n" + b"1;2\n" * (MOST_LINES + 1)
    assert "meer dan" in sentence_of(data)

    assert len(list(rows_of(b"a;b\n" + b"1;2\n" * MOST_LINES))) == MOST_LINES + 1
    assert "meer dan" in sentence_of(b"a;b\n" + b";\n" * 1_000_000)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *[(text, date(2009, 1, 5)) for text in ("05/01/2009", "5-1-2009", "5.1.2009", "2009-01-05")],
        *[(text, None) for text in ("31/02/2009", "05/01/09", "januari", "2009", "05/01/9999", "05/01/1009")],
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert day_of(text) == day


def test_headings_are_known_by_other_words_capitals_and_accents():
    row = ("VOORNAAM", "Naam", "Geboren op", "Duale opleiding", "Klas", "lijn", "wat te verbeteren")

    found = headings_of(row)

    assert found.places == ("voornaam", "familienaam", "geboortedatum", "opleiding", "", "", "")
    assert found.ignored == ("Klas",)


@pytest.mark.parametrize(
    ("row", "words"),
    [(("voornaam", "opleiding"), "familienaam, geboortedatum"), (("voornaam", "Voornaam"), "twee keer")],
)
def test_a_missing_or_double_column_is_named(row, words):
    with pytest.raises(ValidationError, match=words):
        headings_of(row)


def test_a_programme_is_found_by_code_by_name_and_without_the_word_duaal():
    baker = Programme(code="P001", name="Brood- en banketbakkerij duaal")
    offer = Offer([baker])

    for text in ("p001", "Brood- en banketbakkerij Duaal", "brood en banketbakkerij"):
        assert offer.find(text) is baker
    assert offer.find("Slagerij") is None
    assert offer.near("brood en banketbaker") == baker.name
    assert csv_of("x")
