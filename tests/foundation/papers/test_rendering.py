import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from duaal.foundation.papers import rendering
from duaal.foundation.papers.paper import Paper, Section, Table
from duaal.foundation.papers.rendering import NotRendered, plain, readable, render
from duaal.foundation.papers.seal import seal
from tests.foundation.papers.factories import AT, HASH, paper, seal_key
from tests.foundation.papers.matterhorn import Checker
from tests.foundation.papers.tools import needs, run

REASON = "Een reden"
MARGIN = 60  # points; the paper has a little more


def read_of(made: Paper) -> list[str]:
    """What has to be read, in order; lines of a paragraph may break at any space."""
    return [" ".join(readable(words).split()) for words in made.words()]


def read_from(pdf: bytes) -> list[str]:
    return [" ".join(words.split()) for words in Checker(pdf).words if words.strip()]


@pytest.mark.parametrize("is_sealed", [False, True], ids=["as made", "sealed"])
def test_a_paper_holds_every_point_of_pdf_ua_that_a_machine_can_check(
    is_sealed: bool, tmp_path: Path
) -> None:
    made = render(paper())
    if is_sealed:
        made = seal(made, reason=REASON, at=AT, key=seal_key(tmp_path)).data

    assert Checker(made).problems == []


def test_a_screen_reader_meets_every_word_once_and_in_order(tmp_path: Path) -> None:
    made = paper()
    sealed = seal(render(made), reason=REASON, at=AT, key=seal_key(tmp_path)).data

    assert read_from(sealed) == read_of(made)


def test_poppler_reads_the_same_words_through_the_structure(tmp_path: Path) -> None:
    needs("pdfinfo")
    file = tmp_path / "paper.pdf"
    made = paper()
    file.write_bytes(render(made))

    answer = run("pdfinfo", "-struct-text", file).stdout
    words = "".join(re.findall(r'^\s*"(.*)"$', answer, re.MULTILINE))

    assert "".join(words.replace("•", "").split()) == "".join("".join(read_of(made)).split())


def test_the_seal_leaves_what_the_paper_says_of_itself(tmp_path: Path) -> None:
    made = render(paper())
    sealed = seal(made, reason=REASON, at=AT, key=seal_key(tmp_path)).data

    described = [PdfReader(BytesIO(one)).trailer["/Root"]["/Metadata"].get_data() for one in (made, sealed)]
    assert described[0] == described[1]
    assert b"<pdfaid:part>3</pdfaid:part>" in described[0]
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in described[0]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render(paper()) == render(paper())
    assert render(paper()) != render(replace(paper(), made_at=AT + timedelta(seconds=1)))


def test_what_is_attached_comes_out_byte_for_byte() -> None:
    reader = PdfReader(BytesIO(render(paper())))

    assert reader.attachments == {"tekst.json": [b'{"a":"\xc3\xa9"}']}


def test_words_are_never_read_as_markup() -> None:
    hostile = '#read("/etc/passwd") $x$ *a* _b_ `c` @d <e> \\ // /* #{1} "=" =kop ~ -- \' ... https://x.test'

    assert hostile in read_from(render(paper(hostile)))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Łukasz Şahin Ệ ₂ ½ €", "Łukasz Şahin Ệ ₂ ½ €"),
        ("Дмитрий Γιώργος", "Дмитрий Γιώργος"),
        ("goed 😀", "goed [U+1F600]"),
        ("王", "[U+738B]"),
        ("100\u202eEUR", "100[U+202E]EUR"),
        ("a\u200bb\ufeffc", "a[U+200B]b[U+FEFF]c"),
        ("a\x00b\x07c", "a[U+0000]b[U+0007]c"),
        ("a\tb\r\nc\u2028d", "a b  c d"),
        ("\ue000 \ufffe", "[U+E000] [U+FFFE]"),
    ],
)
def test_a_sign_that_cannot_be_shown_stands_as_its_number(typed: str, shown: str) -> None:
    made = render(paper(typed))

    assert readable(typed) == shown
    assert " ".join(shown.split()) in read_from(made)
    assert Checker(made).problems == []


@settings(max_examples=25)
@given(st.text(min_size=1, max_size=40))
def test_whatever_is_typed_gives_an_accessible_paper(typed: str) -> None:
    checked = Checker(render(paper(f"x{typed}")))

    assert checked.problems == []


@pytest.mark.parametrize("word", ["W" * 300, "é" * 41, "https://voorbeeld.test/" + "pad/" * 60, "m" * 64])
def test_a_long_word_stays_on_the_page_and_is_read_as_one(word: str, tmp_path: Path) -> None:
    needs("pdftotext")
    file = tmp_path / "paper.pdf"
    file.write_bytes(render(paper(word)))

    boxes = run("pdftotext", "-bbox", file, "-").stdout
    width = float(re.search(r'<page width="([\d.]+)"', boxes).group(1))

    assert max(float(right) for right in re.findall(r'xMax="([\d.]+)"', boxes)) <= width - MARGIN
    assert word in read_from(file.read_bytes())


def test_a_hash_stays_on_one_line(tmp_path: Path) -> None:
    needs("pdftotext")
    file = tmp_path / "paper.pdf"
    file.write_bytes(render(paper()))

    assert HASH in run("pdftotext", file, "-").stdout


def test_a_sign_that_fails_beside_its_neighbour_stands_as_its_number_too(monkeypatch) -> None:
    monkeypatch.setattr(rendering, "_has_glyph", lambda sign: True)

    assert "goed [U+1F600]" in read_from(render(paper("goed 😀")))


def test_a_paper_that_cannot_be_made_says_so(monkeypatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text('#panic("niets")')
    monkeypatch.setattr(rendering, "TEMPLATE", broken)

    with pytest.raises(NotRendered, match="niets"):
        render(paper())


def test_plain_words_keep_every_letter_of_the_languages_here() -> None:
    assert plain("Élodie Çelik Łódź ß 王") == "Élodie Çelik Łódź ß [U+738B]"


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 heads"):
        Table(("a", "b"), (("c",),))


def test_an_empty_list_of_sections_is_a_paper_as_well() -> None:
    assert Checker(render(Paper("Titel", "R", AT, (Section("Kop"),)))).words == ["Titel", "Kop"]
