"""A paper as an accessible PDF: PDF/UA-1 for who reads it, PDF/A-3a for who keeps it.

The same paper gives the same bytes. A sign that no font here can show stands as its number, `[U+1F600]`; so
does one that turns the direction of a text or shows nothing, for what is read must be what is there.
"""

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from duaal.foundation.papers.paper import Items, Paper, Part, Section, Table, Text

AUTHOR = "duaal"
TEMPLATE = Path(__file__).with_name("paper.typ")
SPACES = frozenset("\t\n\r\v\f\x85\u2028\u2029")
HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})  # categories of Unicode: control, format, private, none
HARMLESS = frozenset("\u00ad\u200c\u200d")  # a soft hyphen and two joiners
LAST_OF_LATIN = "\u024f"


class NotRendered(Exception):
    """A paper of which no PDF could be made."""


def render(paper: Paper) -> bytes:
    """The PDF. Raises `NotRendered` with what the typesetter said."""
    try:
        return _compile(_as_json(paper, readable), paper)
    except typst.TypstError:
        # A sign that can be shown alone, and not beside its neighbour.
        try:
            return _compile(_as_json(paper, plain), paper)
        except typst.TypstError as error:
            raise NotRendered(str(error)) from error


def readable(words: str) -> str:
    """The words with signs that cannot be shown as their numbers, and all white space as spaces."""
    return "".join(_shown(sign) for sign in words)


def plain(words: str) -> str:
    """As `readable`, with every sign beyond the Latin ones as its number."""
    return "".join(_shown(sign) if sign <= LAST_OF_LATIN else _number(sign) for sign in words)


def _shown(sign: str) -> str:
    if sign in SPACES:
        return " "
    if unicodedata.category(sign) in HIDDEN and sign not in HARMLESS:
        return _number(sign)
    return sign if sign.isascii() or _has_glyph(sign) else _number(sign)


def _number(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


@lru_cache(maxsize=4096)
def _has_glyph(sign: str) -> bool:
    """Whether a font of the typesetter shows the sign, asked of the typesetter itself."""
    alone = {"title": f"a{sign}", "author": AUTHOR, "reference": "a", "sections": [], "attachments": []}
    try:
        _typeset(alone, moment=0)
    except typst.TypstError:
        return False
    return True


def _compile(values: dict[str, Any], paper: Paper) -> bytes:
    return _typeset(values, moment=int(paper.made_at.timestamp()))


def _typeset(values: dict[str, Any], *, moment: int) -> bytes:
    made = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(values)},
        pdf_standards=["ua-1", "a-3a"],
        timestamp=moment,
    )
    assert isinstance(made, bytes)
    return made


def _as_json(paper: Paper, show: Any) -> dict[str, Any]:
    return {
        "title": show(paper.title),
        "author": AUTHOR,
        "reference": show(paper.reference),
        "sections": [_section(section, show) for section in paper.sections],
        "attachments": [
            {
                "name": one.name,
                "content_type": one.content_type,
                "words": show(one.words),
                "data": list(one.data),
            }
            for one in paper.attachments
        ],
    }


def _section(section: Section, show: Any) -> dict[str, Any]:
    return {
        "title": show(section.title),
        "depth": section.depth,
        "new_page": section.new_page,
        "parts": [_part(part, show) for part in section.parts],
    }


def _part(part: Part, show: Any) -> dict[str, Any]:
    match part:
        case Text(words):
            return {"kind": "text", "words": show(words)}
        case Items(lines):
            return {"kind": "items", "lines": [show(line) for line in lines]}
        case Table(head, rows):
            return {
                "kind": "table",
                "head": [show(cell) for cell in head],
                "rows": [[show(cell) for cell in row] for row in rows],
            }
