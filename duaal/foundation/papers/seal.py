"""Sealing a PDF: a PAdES signature of the platform over the whole file, that forbids every later change.

Level B-B; with a time-stamping authority (`PAPER_TIMESTAMP_URL`) level B-T. When the authority does not
answer nothing is sealed at all: a paper without its time stamp never takes the place of one with it.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import aiohttp
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import (
    InvisSigSettings,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from duaal.foundation.papers.keys import SealKey, read
from duaal.foundation.papers.tagging import tag_field

FIELD = "Zegel"
HASH = SHA256()
DIGEST = HASH.name
SECONDS = 20  # that a time-stamping authority gets to answer


class NotSealed(Exception):
    """A paper that could not be sealed now."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed PDF, with whose seal it is and the fingerprint of that certificate."""

    data: bytes
    owner: str
    fingerprint: str


def own_key() -> SealKey:
    """The seal of this installation. Raises `NoSeal`."""
    return read(settings.PAPER_SEAL_FILE, settings.PAPER_SEAL_PASSWORD)


def seal(pdf: bytes, *, reason: str, at: datetime, key: SealKey | None = None) -> Sealed:
    """The PDF with the seal, for the reason that readers show. Raises `NoSeal`, or `NotSealed` on failure.

    `at` is the moment of sealing, at which the certificate has to hold.
    """
    key = key or own_key()
    key.require_valid(at)
    try:
        data = _signed(pdf, key, reason)
    except (PdfError, SigningError, aiohttp.ClientError, OSError, ValueError) as error:
        raise NotSealed(f"{type(error).__name__}: {error}") from error
    return Sealed(data, key.owner, key.fingerprint)


def _signed(pdf: bytes, key: SealKey, reason: str) -> bytes:
    writer = Appending(BytesIO(pdf))
    field = SigFieldSpec(
        FIELD,
        on_page=0,
        readable_field_name=reason,
        # Outside the page and not hidden: PDF/A forbids a hidden field, and there is nothing to see.
        invis_sig_settings=InvisSigSettings(
            set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
        ),
    )
    append_signature_field(writer, field)
    tag_field(writer, FIELD, reason)
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        reason=reason,
        name=key.owner,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    signer = PdfSigner(metadata, signer=OwnSigner(key), timestamper=_timestamper())
    target = BytesIO()
    asyncio.run(signer.async_sign_pdf(writer, output=target))
    return target.getvalue()


class Appending(IncrementalPdfFileWriter):
    """Adds to a PDF and leaves what the paper says of itself as it is: rewritten it is no PDF/A any more."""

    def _update_meta(self) -> None:
        pass


class OwnSigner(Signer):
    """Signs with a key that never leaves the library that holds it."""

    def __init__(self, key: SealKey) -> None:
        self._private = key.private
        above = [Certificate.load(one.public_bytes(Encoding.DER)) for one in key.above]
        super().__init__(
            signing_cert=Certificate.load(key.certificate.public_bytes(Encoding.DER)),
            cert_registry=SimpleCertificateStore.from_certs(above),
        )

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if isinstance(self._private, RSAPrivateKey):
            return self._private.sign(data, PKCS1v15(), HASH)
        return self._private.sign(data, ECDSA(HASH))


def _timestamper() -> TimeStamper | None:
    address = settings.PAPER_TIMESTAMP_URL
    return HTTPTimeStamper(address, timeout=SECONDS) if address else None
