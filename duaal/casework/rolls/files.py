"""Reading a class list as rows of text, whatever it is called: a spreadsheet is known by its content.

Nothing in a file is run or looked up: no formula, no macro, no entity, no link. A file that is too large,
once unpacked as well, is refused before it is read.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE
MOST_UNPACKED = 40 * MEGABYTE
MOST_PARTS = 200
MOST_LINES = 20_000
MOST_COLUMNS = 60
MOST_SIGNS = 500
"""Of one cell: no value asked is longer."""

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MACROS = "vbaproject.bin"
WORKBOOK = "xl/workbook.xml"
FORMULA = "\ue000formule"
"""What stands in the place of a cell with a formula: a sign that nobody types."""

Row = tuple[int, tuple[str, ...]]
"""The number of the line in the file, and its cells."""


def rows_of(data: bytes) -> Iterator[Row]:
    """The lines of a CSV or XLSX file that hold something, the headings first.

    Raises `ValidationError` with what to do for any other file, and for one that is too large.
    """
    if not data:
        raise ValidationError(_("Dit bestand is leeg. Kies een ander bestand."))
    if len(data) > MOST_BYTES:
        sentence = _("Dit bestand is groter dan %(most)d MB. Verdeel de lijst over meer bestanden.")
        raise ValidationError(sentence % {"most": MOST_BYTES // MEGABYTE})
    if data.startswith(OLD_EXCEL):
        raise ValidationError(
            _("Dit is een oud of beveiligd Excel-bestand. Bewaar het zonder wachtwoord als .xlsx of .csv.")
        )
    rows = _of_spreadsheet(data) if data.startswith(ZIP) else _of_text(data)
    return _limited(rows)


def _limited(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that hold something; raises `ValidationError` beyond the number of lines that are read."""
    for number, cells in rows:
        if number > MOST_LINES + 1:
            sentence = _(
                "Dit bestand heeft meer dan %(most)d lijnen. Verdeel het over meer bestanden, en wis lege "
                "lijnen onderaan."
            )
            raise ValidationError(sentence % {"most": MOST_LINES})
        filled = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
        if filled:
            yield number, tuple(cell[:MOST_SIGNS] for cell in cells[: min(filled, MOST_COLUMNS)])


def _of_text(data: bytes) -> Iterator[Row]:
    text = _decoded(data)
    heading = text.lstrip().partition("\n")[0]
    delimiter = max(";,\t", key=heading.count)
    if not heading.count(delimiter):
        raise ValidationError(_wrong_kind())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, tuple(_typed(cell) for cell in cells)
    except csv.Error:
        sentence = _("Lijn %(number)d is niet te lezen. Kijk de aanhalingstekens na.")
        raise ValidationError(sentence % {"number": reader.line_num}) from None


def _decoded(data: bytes) -> str:
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValidationError(_wrong_kind())
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_wrong_kind())


def _typed(cell: str) -> str:
    """The cell without the apostrophe that our own CSV files put before what looks like a formula."""
    text = " ".join(cell.replace("\x00", "").split())
    return text[1:] if text.startswith(("'=", "'+", "'-", "'@")) else text


def _of_spreadsheet(data: bytes) -> Iterator[Row]:
    _require_harmless(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            yield number, tuple(_shown(cell.value, cell.data_type) for cell in row)
    except ValidationError:
        raise
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, EOFError,
            IndexError, SyntaxError, AttributeError):  # fmt: skip
        raise ValidationError(
            _("Dit Excel-bestand is beschadigd. Bewaar het opnieuw en probeer nog eens.")
        ) from None


def _require_harmless(data: bytes) -> None:
    """Raises `ValidationError` for a file with macros, one that unpacks too large, or that is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.lower() for part in parts}
            if any(name.endswith(MACROS) for name in names):
                raise ValidationError(_("In dit bestand staan macro's. Bewaar het als .xlsx zonder macro's."))
            if WORKBOOK not in names:
                raise ValidationError(_wrong_kind())
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise ValidationError(_("Dit Excel-bestand is uitgepakt te groot. Bewaar de lijst als .csv."))
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
                    raise ValidationError(_wrong_kind())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise ValidationError(
            _("Dit Excel-bestand is beschadigd. Bewaar het opnieuw en probeer nog eens.")
        ) from None


def _shown(value: object, kind: str) -> str:
    if value is None:
        return ""
    if kind == "f" or (isinstance(value, str) and value.startswith("=")):
        return FORMULA
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _wrong_kind() -> str:
    return _(
        "Dit is geen klaslijst in CSV of XLSX. Vertrek van het voorbeeldbestand, of bewaar de lijst als .csv."
    )
