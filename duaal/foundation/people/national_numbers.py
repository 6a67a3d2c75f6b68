"""National numbers as they are stored: encrypted, with a keyed hash beside them to find a person again.

Encrypted with AES-256-GCM and a random nonce: `version (1 byte) | nonce (12) | cipher text and tag`. The
version and the keyed hash are bound in, so a cipher text that is put with another person does not open.

`settings.NATIONAL_NUMBER_KEY`: one or more keys of 32 bytes in hexadecimal, oldest first, commas between. The
last one is written with, all are read with, and the version is the place in this list. To change keys: add
one, run `actions.encrypt_anew`, and then write the word `retired` in the place of the old one.
`settings.NATIONAL_NUMBER_LOOKUP_KEY`: one key of 32 bytes; it cannot be changed without reading every number.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from duaal.foundation.kernel.identifiers import national_number

KEY_LENGTH = 32
NONCE_LENGTH = 12
RETIRED = "retired"
CONTEXT = b"duaal.people.national_number"


class Unreadable(Exception):
    """A stored number that does not open: another key, an altered cipher text, or one of another person."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A number that nobody reads: cipher text and `lookup_key`, kept until the person is registered."""

    cipher: bytes
    key: bytes

    def as_text(self) -> str:
        """One text, for a place that keeps no bytes."""
        return f"{self.cipher.hex()}.{self.key.hex()}"

    @classmethod
    def from_text(cls, text: str) -> Self:
        cipher, key = (bytes.fromhex(part) for part in text.split("."))
        return cls(cipher, key)


def protect(number: str) -> Protected:
    """The number as it may be kept; `WrongIdentifier` when it is no national number."""
    return Protected(encrypt(number), lookup_key(number))


def encrypt(number: str) -> bytes:
    """The number for storage, different every time; `WrongIdentifier` when it is no national number."""
    bare = national_number(number).number
    version, ciphers = current_version(), _ciphers(settings.NATIONAL_NUMBER_KEY)
    cipher = ciphers[version]
    if cipher is None:
        raise ImproperlyConfigured("De laatste sleutel van NATIONAL_NUMBER_KEY is buiten gebruik gesteld.")
    nonce = os.urandom(NONCE_LENGTH)
    return bytes([version]) + nonce + cipher.encrypt(nonce, bare.encode(), _bound(version, lookup_key(bare)))


def decrypt(stored: bytes | memoryview, key: bytes | memoryview) -> str:
    """The bare number of a stored cipher text and its `lookup_key`.

    Only for this package: whoever reads a number goes through `actions.reveal_national_number`.
    """
    stored, ciphers = bytes(stored), _ciphers(settings.NATIONAL_NUMBER_KEY)
    version, nonce, text = stored[0], stored[1 : 1 + NONCE_LENGTH], stored[1 + NONCE_LENGTH :]
    cipher = ciphers.get(version)
    if cipher is None:
        raise Unreadable(f"there is no key {version} in NATIONAL_NUMBER_KEY")
    try:
        return cipher.decrypt(nonce, text, _bound(version, bytes(key))).decode()
    except InvalidTag:
        raise Unreadable("a stored national number does not open with its key") from None


def lookup_key(number: str) -> bytes:
    """The keyed hash of a number, however it was typed; `WrongIdentifier` when it is no national number."""
    key = _one_key(settings.NATIONAL_NUMBER_LOOKUP_KEY, "NATIONAL_NUMBER_LOOKUP_KEY")
    return hmac.digest(key, national_number(number).number.encode(), hashlib.sha256)


def current_version() -> int:
    """The version that `encrypt` writes."""
    return len(_ciphers(settings.NATIONAL_NUMBER_KEY))


def masked(number: str) -> str:
    """The number as people may see it: only the last two digits."""
    return f"••••••• {number[-2:]}"


@lru_cache(maxsize=8)
def _ciphers(keys: str) -> dict[int, AESGCM | None]:
    return {
        version: None if text.strip() == RETIRED else AESGCM(_one_key(text.strip(), "NATIONAL_NUMBER_KEY"))
        for version, text in enumerate(keys.split(","), start=1)
    }


def _one_key(text: str, setting: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_LENGTH:
        raise ImproperlyConfigured(
            f"{setting} is geen sleutel van {KEY_LENGTH} bytes in hexadecimale tekens. "
            "Maak er een met `openssl rand -hex 32`."
        )
    return key


def _bound(version: int, key: bytes) -> bytes:
    return CONTEXT + bytes([version]) + key
