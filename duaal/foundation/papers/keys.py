"""The key and certificate of the seal: read from one PKCS#12 file, checked, or made by itself for a demo."""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PublicFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

SMALLEST_RSA = 2048  # bits, of the machine
OWN_RSA = 3072
OWN_EXPONENT = 65537
A_DAY = timedelta(days=1)  # clocks of two machines differ
OWN_LIFE = 10 * 365 * A_DAY

PrivateKey = RSAPrivateKey | EllipticCurvePrivateKey


class NoSeal(Exception):
    """There is no seal to use; the words say what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """A private key with its certificate, and the certificates above it."""

    private: PrivateKey
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @property
    def owner(self) -> str:
        """Whose seal it is: the common name, or else the whole name."""
        names = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else self.certificate.subject.rfc4514_string()

    def require_valid(self, at: datetime) -> None:
        """Raises `NoSeal` when the certificate does not hold at the moment."""
        certificate = self.certificate
        if at > certificate.not_valid_after_utc:
            raise NoSeal(
                f"Het certificaat van het zegel liep af op {certificate.not_valid_after_utc:%d/%m/%Y}. "
                "Zet een nieuw zegel klaar en start opnieuw."
            )
        if at < certificate.not_valid_before_utc:
            raise NoSeal(
                "Het certificaat van het zegel geldt pas vanaf "
                f"{certificate.not_valid_before_utc:%d/%m/%Y}. Gebruik tot dan het vorige."
            )


def read(file: str, password: str) -> SealKey:
    """The key in a PKCS#12 file. Raises `NoSeal` when it is not there, cannot be read or cannot seal."""
    if not file:
        raise NoSeal(
            "DUAAL_PAPER_SEAL_FILE ontbreekt. Zet er de plaats van een PKCS#12-bestand in en start opnieuw."
        )
    try:
        written_at = Path(file).stat().st_mtime_ns
        return _read(file, password, written_at)
    except OSError as error:
        raise NoSeal(
            f"Het zegel {file} kan niet gelezen worden ({error.strerror}). Kijk DUAAL_PAPER_SEAL_FILE na."
        ) from error


@lru_cache(maxsize=2)
def _read(file: str, password: str, written_at: int) -> SealKey:
    """Opening takes a fifth of a second, so a file is opened once for as long as nobody writes it again."""
    data = Path(file).read_bytes()
    try:
        private, certificate, above = pkcs12.load_key_and_certificates(data, password.encode() or None)
    except ValueError as error:
        raise NoSeal(
            f"Het zegel {file} gaat niet open: het is geen PKCS#12-bestand of het wachtwoord klopt niet. "
            "Kijk DUAAL_PAPER_SEAL_PASSWORD na."
        ) from error
    return _checked(file, private, certificate, above)


def _checked(
    file: str, private: object, certificate: x509.Certificate | None, above: Iterable[x509.Certificate]
) -> SealKey:
    if certificate is None or private is None:
        raise NoSeal(f"In het zegel {file} zit geen sleutel met een certificaat. Kies een ander bestand.")
    if not isinstance(private, RSAPrivateKey | EllipticCurvePrivateKey):
        raise NoSeal(f"De sleutel in het zegel {file} is geen RSA- of EC-sleutel. Kies een ander bestand.")
    if isinstance(private, RSAPrivateKey) and private.key_size < SMALLEST_RSA:
        raise NoSeal(
            f"De sleutel in het zegel {file} heeft {private.key_size} bits, te weinig. "
            f"Kies er een van minstens {SMALLEST_RSA}."
        )
    if _public(private.public_key()) != _public(certificate.public_key()):
        raise NoSeal(
            f"In het zegel {file} hoort de sleutel niet bij het certificaat. Kies een ander bestand."
        )
    if not _may_sign(certificate):
        raise NoSeal(
            f"Het certificaat in het zegel {file} is niet om mee te tekenen. Kies een ander bestand."
        )
    return SealKey(private, certificate, tuple(above))


def _public(key: object) -> bytes:
    if not hasattr(key, "public_bytes"):
        return b""
    found: bytes = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return found


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def self_made(*, name: str, password: str, at: datetime, life: timedelta = OWN_LIFE) -> bytes:
    """A PKCS#12 file with a new key and a certificate that nobody but itself vouches for: never for real."""
    private = generate_private_key(OWN_EXPONENT, OWN_RSA)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - A_DAY)
        .not_valid_after(at + life)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(private, hashes.SHA256())
    )
    kept = BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(name.encode(), private, certificate, None, kept)


def keep_self_made(file: Path, *, name: str, password: str, at: datetime) -> None:
    """Makes the file when it is not there; of two that do so at the same time one is kept, and whole."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(self_made(name=name, password=password, at=at))
        with suppress(FileExistsError):
            os.link(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
