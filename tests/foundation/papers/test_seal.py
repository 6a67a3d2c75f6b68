import asyncio
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from pypdf import PdfReader, PdfWriter

from duaal.foundation.papers.keys import NoSeal, SealKey, read
from duaal.foundation.papers.rendering import render
from duaal.foundation.papers.seal import NotSealed, own_key, seal
from tests.foundation.papers.cutting import cut, openssl_says_genuine
from tests.foundation.papers.factories import AT, PASSWORD, authority, paper, seal_key
from tests.foundation.papers.tools import needs, run

REASON = "Overeenkomst 12, versie 1: door iedereen ondertekend"


@pytest.fixture(autouse=True)
def openssl() -> None:
    needs("openssl")


@pytest.fixture
def key(tmp_path: Path) -> SealKey:
    return seal_key(tmp_path)


@pytest.fixture
def sealed(key: SealKey) -> bytes:
    return seal(render(paper()), reason=REASON, at=AT, key=key).data


def test_openssl_finds_the_seal_genuine_over_the_whole_file(
    sealed: bytes, key: SealKey, tmp_path: Path
) -> None:
    assert openssl_says_genuine(sealed, key.certificate, tmp_path)


def test_poppler_finds_the_seal_genuine_over_the_whole_file(sealed: bytes, tmp_path: Path) -> None:
    needs("pdfsig")
    file = tmp_path / "paper.pdf"
    file.write_bytes(sealed)

    answer = run("pdfsig", file).stdout

    assert "Signature is Valid." in answer
    assert "Total document signed" in answer
    assert "ETSI.CAdES.detached" in answer
    assert "duaal test" in answer


def test_the_seal_is_added_and_changes_no_byte_of_the_paper(key: SealKey) -> None:
    made = render(paper())

    assert seal(made, reason=REASON, at=AT, key=key).data.startswith(made)


def test_the_seal_forbids_every_later_change(sealed: bytes) -> None:
    catalog = PdfReader(BytesIO(sealed)).trailer["/Root"]
    (reference,) = catalog["/Perms"]["/DocMDP"]["/Reference"]

    assert reference["/TransformMethod"] == "/DocMDP"
    assert reference["/TransformParams"]["/P"] == 1


def test_one_flipped_bit_anywhere_in_what_was_signed_is_found(
    sealed: bytes, key: SealKey, tmp_path: Path
) -> None:
    gap = cut(sealed).gap
    places = [0, gap.start - 1, gap.stop, len(sealed) - 1]
    random = Random(12)
    places += [place for place in random.sample(range(len(sealed)), 25) if place not in gap]
    for place in places:
        altered = bytearray(sealed)
        altered[place] ^= 1
        assert not _genuine(bytes(altered), key, tmp_path), f"byte {place}"


def test_a_bit_flipped_in_the_signature_itself_is_found(sealed: bytes, key: SealKey, tmp_path: Path) -> None:
    parts = cut(sealed)
    altered = bytearray(sealed)
    last = parts.gap.start + 1 + 2 * len(parts.signature) - 1
    altered[last] = ord("0") if sealed[last] != ord("0") else ord("1")

    assert not _genuine(bytes(altered), key, tmp_path)


def test_a_revision_that_is_added_is_found(sealed: bytes, key: SealKey, tmp_path: Path) -> None:
    writer = PdfWriter(BytesIO(sealed), incremental=True)
    writer.add_metadata({"/Subject": "iets anders"})
    target = BytesIO()
    writer.write(target)
    more = target.getvalue()

    assert more.startswith(sealed)
    assert not cut(more).covers_all
    assert not _genuine(more, key, tmp_path)


def test_bytes_that_are_added_are_found(sealed: bytes, key: SealKey, tmp_path: Path) -> None:
    assert not _genuine(sealed + b"\n% iets anders\n", key, tmp_path)


def test_the_seal_of_another_is_not_ours(sealed: bytes, tmp_path: Path) -> None:
    other = seal_key(tmp_path, "iemand anders")

    assert not openssl_says_genuine(sealed, other.certificate, tmp_path)


def test_a_seal_of_a_trust_service_is_trusted_through_the_certificates_above_it(tmp_path: Path) -> None:
    root_key, root = authority("wortel")
    between_key, between = authority("tussen", root_key, root)
    private, certificate = authority("een school", between_key, between, is_authority=False)
    file = tmp_path / "zegel.p12"
    file.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", private, certificate, [between], NoEncryption())
    )

    made = seal(render(paper()), reason=REASON, at=AT, key=read(str(file), "")).data

    assert openssl_says_genuine(made, root, tmp_path)
    assert not openssl_says_genuine(made, authority("wortel")[1], tmp_path)


def test_a_worker_seals_in_a_thread_of_its_own(key: SealKey) -> None:
    made = asyncio.run(asyncio.to_thread(seal, render(paper()), reason=REASON, at=AT, key=key))

    assert cut(made.data).covers_all


def test_the_answer_says_with_which_certificate(key: SealKey) -> None:
    done = seal(render(paper()), reason=REASON, at=AT, key=key)

    assert (done.owner, done.fingerprint) == ("duaal test", key.fingerprint)


def test_a_certificate_that_ran_out_seals_nothing(key: SealKey) -> None:
    with pytest.raises(NoSeal, match="liep af op 01/04/2026"):
        seal(render(paper()), reason=REASON, at=AT + timedelta(days=31), key=key)


def test_a_certificate_of_tomorrow_seals_nothing(key: SealKey) -> None:
    with pytest.raises(NoSeal, match="geldt pas vanaf 01/03/2026"):
        seal(render(paper()), reason=REASON, at=AT - timedelta(days=2), key=key)


def test_what_is_no_pdf_is_not_sealed(key: SealKey) -> None:
    with pytest.raises(NotSealed):
        seal(b"%PDF-1.7\nniets", reason=REASON, at=AT, key=key)


def test_a_pdf_without_structure_is_not_sealed(key: SealKey) -> None:
    writer, target = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(target)

    with pytest.raises(NotSealed, match="no structure tree"):
        seal(target.getvalue(), reason=REASON, at=AT, key=key)


def test_without_a_seal_nothing_is_sealed_and_the_words_say_what_to_do(settings: object) -> None:
    with pytest.raises(NoSeal, match="DUAAL_PAPER_SEAL_FILE ontbreekt"):
        seal(render(paper()), reason=REASON, at=AT)


def test_the_seal_of_the_installation_is_read_from_its_settings(tmp_path: Path, settings: object) -> None:
    made = seal_key(tmp_path)
    settings.PAPER_SEAL_FILE, settings.PAPER_SEAL_PASSWORD = str(tmp_path / "duaal test.p12"), PASSWORD  # type: ignore[attr-defined]

    assert own_key().fingerprint == made.fingerprint


def _genuine(pdf: bytes, key: SealKey, folder: Path) -> bool:
    """A file that cannot even be taken apart any more is not genuine either."""
    try:
        return openssl_says_genuine(pdf, key.certificate, folder)
    except (AssertionError, ValueError):
        return False
