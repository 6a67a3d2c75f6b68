"""Files for tests: small real ones, and ones that are not what they seem."""

import struct
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter


def pdf(*, password: str = "", pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def picture(picture_format: str, size: tuple[int, int] = (40, 30)) -> bytes:
    kept = BytesIO()
    Image.effect_noise(size, 50).save(kept, picture_format)
    return kept.getvalue()


def png_bomb(side: int = 30_000) -> bytes:
    """A few hundred bytes that claim a picture of 900 million points."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )
