"""Class lists for tests, as files."""

import io
import zipfile
from collections.abc import Iterable

import openpyxl

HEADINGS = "Voornaam;Familienaam;Geboortedatum;Rijksregisternummer;Opleiding;Jaar;Klassenraad"


def csv_of(*lines: str, headings: str = HEADINGS) -> bytes:
    return ("\r\n".join((headings, *lines)) + "\r\n").encode("utf-8-sig")


def sheet_of(rows: Iterable[Iterable[object]]) -> bytes:
    book, file = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part more."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()
