"""What a file is, by its bytes and never by its name: PDF, JPEG, PNG, or refused with a code.

A file may hold more than it says (a picture with an archive behind it, a PDF with HTML in it); it is kept
and sent as what its first bytes are, always as a download, so that nothing else in it is ever run.
"""

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from pypdf import PdfReader

from duaal.foundation.kernel.redaction import without_national_numbers

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
STARTS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
ENDING = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
PICTURES = {JPEG: "JPEG", PNG: "PNG"}

EMPTY, TOO_BIG, OTHER_KIND, BROKEN, LOCKED, TOO_MANY_PIXELS = (
    "empty",
    "too_big",
    "other_kind",
    "broken",
    "locked",
    "too_many_pixels",
)
MOST_PIXELS = 60_000_000  # of the machine: more than the camera of a phone, less than a reader chokes on
LONGEST_STEM = 100
NO_NAME = "bestand"
_NOT_IN_A_NAME = re.compile(r'[<>:"|?*%;]')


class WrongFile(Exception):
    """A file that is refused; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Limits:
    """How big a file may be, in bytes."""

    max_bytes: int


def content_type_of(data: bytes, limits: Limits) -> str:
    """The content type of the bytes; raises `WrongFile` when they are none of ours, broken or too big.

    A PDF must have a page and no password; a picture must be whole. Pictures are not unpacked in full, so a
    small file that claims a huge picture costs nothing and is refused.
    """
    if not data:
        raise WrongFile(EMPTY)
    if len(data) > limits.max_bytes:
        raise WrongFile(TOO_BIG)
    found = next((kind for start, kind in STARTS.items() if data.startswith(start)), None)
    if found is None:
        raise WrongFile(OTHER_KIND)
    if found == PDF:
        _check_pdf(data)
    else:
        _check_picture(data, PICTURES[found])
    return found


def _check_pdf(data: bytes) -> None:
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted
        pages = 0 if locked else len(reader.pages)
    except Exception as error:  # whatever a hostile file makes the parser say, the file is not readable
        raise WrongFile(BROKEN) from error
    if locked:
        raise WrongFile(LOCKED)
    if not pages:
        raise WrongFile(BROKEN)


def _check_picture(data: bytes, picture_format: str) -> None:
    try:
        with Image.open(BytesIO(data), formats=[picture_format]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise WrongFile(TOO_MANY_PIXELS)
            if picture_format == "JPEG":
                picture.draft("RGB", (1, 1))  # decodes it at an eighth of its size: whole, with little memory
                picture.load()
            else:
                picture.verify()
    except WrongFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise WrongFile(TOO_MANY_PIXELS) from error
    except Exception as error:  # as for a PDF
        raise WrongFile(BROKEN) from error


def safe_name(name: str, content_type: str) -> str:
    """The name to show: no path, no signs that steer, no national number, the ending of the content."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(sign for sign in last if not unicodedata.category(sign).startswith("C"))
    stem = visible.rsplit(".", 1)[0] if "." in visible.strip(".") else visible
    stem = _NOT_IN_A_NAME.sub("_", without_national_numbers(stem))
    stem = stem.strip(" .")[:LONGEST_STEM].strip(" .")
    return (stem or NO_NAME) + ENDING[content_type]
