"""The points of the Matterhorn protocol (PDF/UA-1) that a machine can check, looked at with pypdf.

Written apart from what makes the papers: that must not judge itself. It is no veraPDF: it knows the kinds of
content that a paper of ours can hold, and calls everything else wrong. The numbers are those of the
checkpoints of the protocol.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

KNOWN = {
    "/Document", "/Part", "/Sect", "/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table",
    "/THead", "/TBody", "/TR", "/TH", "/TD", "/Span", "/Form",
}  # fmt: skip
PAINTING = {
    "Tj",
    "TJ",
    "'",
    '"',
    "S",
    "s",
    "f",
    "F",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "sh",
    "Do",
    "BI",
    "EI",
    "INLINE IMAGE",
}
PARENTS = {
    "/LI": {"/L"}, "/Lbl": {"/LI"}, "/LBody": {"/LI"}, "/THead": {"/Table"}, "/TBody": {"/Table"},
    "/TR": {"/THead", "/TBody", "/Table"}, "/TH": {"/TR"}, "/TD": {"/TR"},
}  # fmt: skip
UNREADABLE = {0x0, 0xFFFE, 0xFEFF, 0xFFFD}


class Checker:
    """Looks at one PDF; `problems` says what is wrong, and `words` what is read in which order."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = PdfReader(BytesIO(pdf))
        self.catalog: Any = self.reader.trailer["/Root"]
        self.pages = list(self.reader.pages)
        self.texts: dict[tuple[int, int], str] = {}
        self.problems: list[str] = []
        self.words: list[str] = []
        self._document()
        for number, page in enumerate(self.pages):
            self._page(number, page)
        tree = self.catalog.get("/StructTreeRoot")
        if tree is None:
            self.problems.append("01-005 no structure tree")
            return
        self._seen: set[tuple[int, int]] = set()
        self._objects: set[int] = set()
        self._headings: list[int] = []
        self._parents = dict(_numbers(tree["/ParentTree"]))
        self._roles = dict(tree.get("/RoleMap", {}).items())
        for kid in _list(tree["/K"]):
            self._element(kid.get_object(), kid, above="")
        self._after()

    # The document as a whole

    def _document(self) -> None:
        catalog = self.catalog
        xmp = catalog["/Metadata"].get_object().get_data().decode()
        self._must("pdfuaid:part>1<" in xmp or 'pdfuaid:part="1"' in xmp, "06-002 not named PDF/UA-1 in XMP")
        self._must("<dc:title>" in xmp, "06-003 no title in XMP")
        self._must(bool(self.reader.metadata and self.reader.metadata.title), "06 no title")
        self._must(
            _true(catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle")), "07-002 title not shown"
        )
        self._must(_true(catalog.get("/MarkInfo", {}).get("/Marked")), "00 not marked")
        self._must(not _true(catalog.get("/MarkInfo", {}).get("/Suspects")), "02 suspects")
        self._must(str(catalog.get("/Lang", "")).startswith("nl"), "11-006 no language, or another")
        self._must(not self.reader.is_encrypted, "26 locked")
        self._must("/OCProperties" not in catalog, "20 layers")
        self._must("/XFA" not in catalog.get("/AcroForm", {}), "25 XFA")
        self._must("/OpenAction" not in catalog and "/AA" not in catalog, "29 does something by itself")
        for spec in self._file_specs():
            self._must("/F" in spec and "/UF" in spec, "21-001 attachment without a name")
            self._must(bool(spec.get("/Desc")), "21 attachment without words")

    def _file_specs(self) -> Iterator[DictionaryObject]:
        names = self.catalog.get("/Names", {}).get("/EmbeddedFiles", {})
        yield from (one.get_object() for one in _list(names.get("/Names", []))[1::2])

    # What is painted

    def _page(self, number: int, page: Any) -> None:
        fonts = {name: font.get_object() for name, font in page["/Resources"].get("/Font", {}).items()}
        maps = {name: self._font(name, font) for name, font in fonts.items()}
        content = ContentStream(page.get_contents(), self.reader)
        marked: list[int | str] = []
        decode: dict[int, str] = {}
        for operands, operator in content.operations:
            name = operator.decode()
            if name in {"BDC", "BMC"}:
                marked.append(self._mark(number, page, operands))
            elif name == "EMC":
                marked.pop()
            elif name == "Tf":
                decode = maps[operands[0]]
            elif name in PAINTING:
                self._must(bool(marked), f"01-003 page {number + 1}: {name} neither tagged nor artifact")
                self._must(name not in {"Do", "BI", "INLINE IMAGE"}, f"13 page {number + 1}: a picture")
                if marked and name in {"Tj", "TJ", "'", '"'}:
                    inside = next((one for one in reversed(marked) if isinstance(one, int)), None)
                    text = "".join(self._decoded(one, decode) for one in _strings(operands))
                    if inside is not None and "/Artifact" not in marked:
                        self.texts[number, inside] = self.texts.get((number, inside), "") + text
        self._must(not marked, f"01 page {number + 1}: a mark is not closed")
        if "/Annots" in page:
            self._must(page.get("/Tabs") == "/S", f"28-008 page {number + 1}: no order of tabs")

    def _mark(self, number: int, page: Any, operands: Any) -> int | str:
        if operands[0] == "/Artifact":
            return "/Artifact"
        values = operands[1] if len(operands) > 1 else {}
        if isinstance(values, str):
            values = page["/Resources"]["/Properties"][values]
        if "/MCID" not in values:
            return str(operands[0])
        mcid = int(values["/MCID"])
        self._must((number, mcid) not in self.texts, f"01 page {number + 1}: mark {mcid} twice")
        self.texts[number, mcid] = ""
        return mcid

    def _font(self, name: str, font: Any) -> dict[int, str]:
        kid = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = kid["/FontDescriptor"].get_object()
        embedded = {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
        self._must(bool(embedded), f"31-009 font {name} not embedded")
        self._must("/ToUnicode" in font, f"31-027 font {name} without Unicode")
        self._must(font["/Encoding"] == "/Identity-H", f"31 font {name} with an encoding we do not know")
        found = _to_unicode(font["/ToUnicode"].get_object().get_data().decode())
        bad = {sign for text in found.values() for sign in map(ord, text)} & UNREADABLE
        self._must(not bad, f"31-028 font {name} maps to {bad}")
        return found

    def _decoded(self, data: bytes, decode: dict[int, str]) -> str:
        codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
        self._must(all(codes), "31-030 a sign without a picture")
        missing = [code for code in codes if code not in decode]
        self._must(not missing, f"10-001 signs without Unicode: {missing}")
        return "".join(decode.get(code, "") for code in codes)

    # The structure

    def _element(self, element: Any, reference: Any, above: str) -> None:
        kind = str(element["/S"])
        role = str(self._roles.get(kind, kind))
        self._must(role in KNOWN, f"02-001 a role we do not know: {role}")
        self._must(role not in PARENTS or above in PARENTS[role], f"09 {role} under {above}")
        self._headings.extend([int(role[2:])] if re.fullmatch(r"/H\d", role) else [])
        begin = len(self.words)
        if role == "/Table":
            self._table(element)
        if role == "/TH":
            scopes = [one.get_object().get("/Scope") for one in _list(element.get("/A", []))]
            self._must(any(scopes), "15-003 a header cell without scope")
        if role == "/Form":
            self._must(bool(element.get("/Alt")), "28 a field without words")
        for kid in _list(element.get("/K", [])):
            self._kid(kid, element, reference, role)
        if role in {"/H1", "/H2", "/H3", "/P", "/LBody", "/TH", "/TD"}:
            said = "".join(self.words[begin:])
            self.words[begin:] = [said]
            self._must(bool(said.strip()), f"14 {role} without words")
        if role == "/Lbl":
            del self.words[begin:]

    def _kid(self, kid: Any, element: Any, reference: Any, role: str) -> None:
        value = kid.get_object()
        if isinstance(value, int):
            self._marked(element, reference, element["/Pg"], int(value))
        elif value.get("/Type") == "/MCR":
            self._marked(element, reference, value.get("/Pg", element.get("/Pg")), int(value["/MCID"]))
        elif value.get("/Type") == "/OBJR":
            thing = value["/Obj"].get_object()
            self._objects.add(value.raw_get("/Obj").idnum)
            back = self._parents.get(int(thing["/StructParent"]))
            self._must(
                isinstance(back, IndirectObject) and back == reference, "28 a field that hangs elsewhere"
            )
            self._must(thing.get("/Subtype") != "/Widget" or role == "/Form", "28-010 a field outside a form")
        else:
            self._element(value, kid, above=role)

    def _marked(self, element: Any, reference: Any, page: Any, mcid: int) -> None:
        number = next(
            n for n, one in enumerate(self.pages) if one.indirect_reference == page.indirect_reference
        )
        self._must((number, mcid) in self.texts, f"01 mark {mcid} of page {number + 1} is nowhere")
        self._must((number, mcid) not in self._seen, f"01 mark {mcid} of page {number + 1} hangs twice")
        self._seen.add((number, mcid))
        row = _list(self._parents[int(self.pages[number]["/StructParents"])].get_object())
        self._must(row[mcid] == reference, f"01 mark {mcid} of page {number + 1} hangs elsewhere")
        self.words.append(self.texts.get((number, mcid), ""))

    def _table(self, table: Any) -> None:
        rows = [row for part in _kids(table) for row in ([part] if part["/S"] == "/TR" else _kids(part))]
        widths = {len(list(_kids(row))) for row in rows}
        self._must(len(widths) == 1, f"15 a table with rows of {widths}")
        self._must(any(cell["/S"] == "/TH" for cell in _kids(rows[0])), "15-003 a table without header cells")

    def _after(self) -> None:
        lost = {key for key in self.texts if key not in self._seen}
        self._must(not lost, f"01-004 painted and in no structure: {lost}")
        steps = [b - a for a, b in zip([0, *self._headings], self._headings, strict=False)]
        self._must(bool(self._headings) and max(steps, default=0) <= 1, f"14-003 headings {self._headings}")
        for number, page in enumerate(self.pages):
            for one in _list(page.get("/Annots", [])):
                self._must(
                    one.idnum in self._objects, f"28-002 page {number + 1}: a field that is not tagged"
                )
                annotation = one.get_object()
                self._must(
                    bool(annotation.get("/TU") or annotation.get("/Contents")), "28-005 a field without words"
                )

    def _must(self, holds: bool, words: str) -> None:
        if not holds:
            self.problems.append(words)


def _true(value: Any) -> bool:
    return value is not None and bool(value.value)


def _list(value: Any) -> list[Any]:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return list(found) if isinstance(found, ArrayObject | list) else [value]


def _kids(element: Any) -> Iterator[Any]:
    for kid in _list(element["/K"]):
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    tree = tree.get_object()
    pairs = _list(tree.get("/Nums", []))
    yield from ((int(key), value) for key, value in zip(pairs[::2], pairs[1::2], strict=True))
    for kid in _list(tree.get("/Kids", [])):
        yield from _numbers(kid)


def _strings(operands: Any) -> Iterator[bytes]:
    for one in operands:
        if isinstance(one, ArrayObject):
            yield from _strings(one)
        elif hasattr(one, "original_bytes"):
            yield one.original_bytes
        elif isinstance(one, bytes):
            yield bytes(one)


def _to_unicode(cmap: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int.from_bytes(bytes.fromhex(text), "big")
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = (
                    (start + code - int(first, 16)).to_bytes(len(text) // 2, "big").decode("utf-16-be")
                )
    return found
