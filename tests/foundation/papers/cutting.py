"""A sealed PDF taken apart by hand: what was signed, with what, and what comes after it."""

import re
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tests.foundation.papers.tools import run

BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


@dataclass(frozen=True)
class Cut:
    """The signed bytes, the signature, and where the gap between them begins and ends."""

    signed: bytes
    signature: bytes
    gap: range
    covers_all: bool


def cut(pdf: bytes) -> Cut:
    """Raises `AssertionError` when there is not exactly one signature, or when its gap holds more than it."""
    (found,) = BYTE_RANGE.finditer(pdf)
    start, length, second, rest = (int(number) for number in found.groups())
    gap = pdf[start + length : second]
    assert start == 0
    assert gap[:1] == b"<"
    assert gap[-1:] == b">"
    padded = bytes.fromhex(gap[1:-1].decode())
    signature = padded[: _der_length(padded)]
    assert not padded[len(signature) :].strip(b"\0")
    signed = pdf[:length] + pdf[second : second + rest]
    return Cut(signed, signature, range(length, second), second + rest == len(pdf))


def openssl_says_genuine(pdf: bytes, certificate: x509.Certificate, folder: Path) -> bool:
    """Whether OpenSSL finds the signature right, and signed with this certificate and no other (CAdES)."""
    parts = cut(pdf)
    signature, signed, trusted = folder / "signature.der", folder / "signed.bin", folder / "trusted.pem"
    signature.write_bytes(parts.signature)
    signed.write_bytes(parts.signed)
    trusted.write_bytes(certificate.public_bytes(Encoding.PEM))
    answer = run(
        "openssl", "cms", "-verify", "-binary", "-cades", "-purpose", "any", "-partial_chain",
        "-no_check_time", "-inform", "DER", "-in", signature, "-content", signed, "-CAfile", trusted,
        "-out", folder / "out.bin",
    )  # fmt: skip
    return answer.returncode == 0 and parts.covers_all


def _der_length(data: bytes) -> int:
    assert data[0] == 0x30
    first = data[1]
    if first < 0x80:
        return 2 + first
    size = first & 0x7F
    return 2 + size + int.from_bytes(data[2 : 2 + size], "big")
