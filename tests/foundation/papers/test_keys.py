import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from duaal.foundation.papers import keys
from duaal.foundation.papers.rendering import render
from duaal.foundation.papers.seal import seal
from tests.foundation.papers.cutting import openssl_says_genuine
from tests.foundation.papers.factories import AT, PASSWORD, paper, seal_key
from tests.foundation.papers.factories import pkcs12 as own_pkcs12
from tests.foundation.papers.tools import needs


def test_a_file_of_our_own_holds_a_key_with_its_certificate(tmp_path: Path) -> None:
    key = seal_key(tmp_path)

    assert key.owner == "duaal test"
    assert len(key.fingerprint) == 64
    key.require_valid(AT)


def test_without_a_place_nothing_is_read() -> None:
    with pytest.raises(keys.NoSeal, match="DUAAL_PAPER_SEAL_FILE ontbreekt"):
        keys.read("", "")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(keys.NoSeal, match=r"weg\.p12 kan niet gelezen worden"):
        keys.read(str(tmp_path / "weg.p12"), "")


def test_a_wrong_password_does_not_open_it(tmp_path: Path) -> None:
    seal_key(tmp_path)

    with pytest.raises(keys.NoSeal, match="het wachtwoord klopt niet"):
        keys.read(str(tmp_path / "duaal test.p12"), "een ander")


def test_another_kind_of_file_does_not_open(tmp_path: Path) -> None:
    file = tmp_path / "zegel.p12"
    file.write_bytes(b"geen zegel")

    with pytest.raises(keys.NoSeal, match="geen PKCS#12-bestand"):
        keys.read(str(file), PASSWORD)


def test_a_new_file_at_the_same_place_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "zegel.p12"
    file.write_bytes(own_pkcs12("oud"))
    before = keys.read(str(file), PASSWORD)
    file.write_bytes(own_pkcs12("nieuw"))

    assert (before.owner, keys.read(str(file), PASSWORD).owner) == ("oud", "nieuw")


def test_a_small_key_is_refused(tmp_path: Path) -> None:
    private = rsa.generate_private_key(65537, 1024)

    with pytest.raises(keys.NoSeal, match="1024 bits, te weinig"):
        keys.read(_file(tmp_path, private, _certificate(private)), "")


def test_a_key_of_a_kind_that_pdf_readers_do_not_know_is_refused(tmp_path: Path) -> None:
    private = ed25519.Ed25519PrivateKey.generate()

    with pytest.raises(keys.NoSeal, match="geen RSA- of EC-sleutel"):
        keys.read(_file(tmp_path, private, _certificate(private, None)), "")


def test_a_key_without_a_certificate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(keys.NoSeal, match="geen sleutel met een certificaat"):
        keys.read(_file(tmp_path, ec.generate_private_key(ec.SECP256R1()), None), "")


def test_a_certificate_that_may_not_sign_is_refused(tmp_path: Path) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    file = _file(tmp_path, private, _certificate(private, may_sign=False))

    with pytest.raises(keys.NoSeal, match="niet om mee te tekenen"):
        keys.read(file, "")


def test_a_key_that_is_not_of_its_certificate_is_refused() -> None:
    private, other = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    with pytest.raises(keys.NoSeal, match="hoort de sleutel niet bij het certificaat"):
        keys._checked("zegel.p12", private, _certificate(other), ())


def test_a_key_on_an_elliptic_curve_seals_as_well(tmp_path: Path) -> None:
    needs("openssl")
    private = ec.generate_private_key(ec.SECP256R1())
    key = keys.read(_file(tmp_path, private, _certificate(private)), "")

    made = seal(render(paper()), reason="Een reden", at=AT, key=key).data

    assert openssl_says_genuine(made, key.certificate, tmp_path)


def test_a_demo_makes_its_seal_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "zegel.p12"
    keys.keep_self_made(file, name="duaal demo", password=PASSWORD, at=AT)
    first = file.read_bytes()
    keys.keep_self_made(file, name="duaal demo", password=PASSWORD, at=AT)

    assert file.read_bytes() == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["zegel.p12"]


def _certificate(
    private: object, hashed: object = hashes.SHA256(), *, may_sign: bool = True
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "een ander")])
    usage = {"digital_signature", "content_commitment"} if may_sign else {"key_encipherment"}
    flags = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
             "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(private.public_key())  # type: ignore[attr-defined]
    builder = builder.serial_number(1).not_valid_before(AT).not_valid_after(AT + timedelta(days=1))
    asked = x509.KeyUsage(**{flag: flag in usage for flag in flags})
    return builder.add_extension(asked, critical=True).sign(private, hashed)  # type: ignore[arg-type]


def _file(folder: Path, private: object, certificate: x509.Certificate | None) -> str:
    file = folder / "zegel.p12"
    data = pkcs12.serialize_key_and_certificates(b"x", private, certificate, None, NoEncryption())  # type: ignore[arg-type]
    file.write_bytes(data)
    return str(file)
