"""The checker finds what is wrong: each damage to a good paper is one that it must name."""

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DecodedStreamObject, NameObject

from duaal.foundation.papers.rendering import render
from tests.foundation.papers.factories import paper
from tests.foundation.papers.matterhorn import Checker


def damaged(change: Any) -> list[str]:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(render(paper()))))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return Checker(target.getvalue()).problems


def content(writer: PdfWriter, change: Any) -> None:
    page = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(change(page.get_contents().get_data()))
    page[NameObject("/Contents")] = writer._add_object(stream)


def elements(writer: PdfWriter, role: str) -> list[Any]:
    found = [one for one in writer._objects if isinstance(one, dict) and one.get("/S") == role]
    assert found
    return found


def rename(writer: PdfWriter, role: str, other: str) -> None:
    elements(writer, role)[0][NameObject("/S")] = NameObject(other)


DAMAGE: dict[str, tuple[Any, str]] = {
    "no language": (lambda w: w._root_object.pop("/Lang"), "11-006"),
    "title not shown": (lambda w: w._root_object.pop("/ViewerPreferences"), "07-002"),
    "not marked": (
        lambda w: w._root_object["/MarkInfo"].update({NameObject("/Marked"): BooleanObject(False)}),
        "00 not marked",
    ),
    "no structure": (lambda w: w._root_object.pop("/StructTreeRoot"), "01-005"),
    "something painted and not tagged": (
        lambda w: content(w, lambda data: data + b"\n0 0 9 9 re f\n"),
        "01-003",
    ),
    "a header cell without scope": (lambda w: elements(w, "/TH")[0].pop("/A"), "15-003"),
    "a heading that skips a level": (lambda w: rename(w, "/H2", "/H3"), "14-003"),
    "a paragraph among the rows": (lambda w: rename(w, "/TR", "/P"), "09"),
    "a list item outside a list": (lambda w: rename(w, "/L", "/P"), "09"),
    "a role that nobody knows": (lambda w: rename(w, "/P", "/Zin"), "02-001"),
    "a font without Unicode": (
        lambda w: next(one for one in w._objects if _is_font(one)).pop("/ToUnicode"),
        "ToUnicode",
    ),
    "words that hang nowhere": (lambda w: elements(w, "/H2")[0].pop("/K"), "01-004"),
}


def _is_font(one: Any) -> bool:
    return isinstance(one, dict) and one.get("/Subtype") == "/Type0"


@pytest.mark.parametrize("what", DAMAGE)
def test_the_checker_names_the_damage(what: str) -> None:
    change, checkpoint = DAMAGE[what]
    try:
        problems = damaged(change)
    except KeyError as error:  # so broken that there is nothing to look at
        problems = [str(error)]

    assert any(re.search(re.escape(checkpoint), one) for one in problems), problems


def test_an_undamaged_copy_has_no_problem() -> None:
    assert damaged(lambda _writer: None) == []
