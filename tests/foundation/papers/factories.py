"""A paper with everything in it, and seals that the tests make on the spot."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from duaal.foundation.papers import keys
from duaal.foundation.papers.paper import Attachment, Items, Paper, Section, Table, Text

AT = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
PASSWORD = "verzonnen"
HASH = "0123456789abcdef" * 4


def paper(*lines: str) -> Paper:
    return Paper(
        title="Overeenkomst alternerende opleiding",
        reference="Overeenkomst 12, versie 1",
        made_at=AT,
        sections=(
            Section(
                "Wie sluit deze overeenkomst?",
                (Items(lines or ("Leerling: Łukasz Çelik", "Onderneming: A & B")),),
            ),
            Section(
                "Wat, waar en wanneer?", (Text("Een lange zin. " * 60), Text("Flink geoefende koffiefiets."))
            ),
            Section(
                "Hoeveel uren per week?",
                (Table(("Dag", "Van", "Tot"), tuple((f"dag {n}", "8:30", "16:30") for n in range(60))),),
            ),
            Section("Bewijsblad", (Text("Wie tekende."),), new_page=True),
            Section("Jan Peeters", (Items((f"Code van de tekst: {HASH}",)),), depth=2),
        ),
        attachments=(
            Attachment("tekst.json", "application/json", "De tekst voor machines", b'{"a":"\xc3\xa9"}'),
        ),
    )


@lru_cache(maxsize=8)
def pkcs12(name: str = "duaal test", at: datetime = AT, days: int = 30) -> bytes:
    return keys.self_made(name=name, password=PASSWORD, at=at, life=timedelta(days=days))


def seal_key(folder: Path, name: str = "duaal test", *, at: datetime = AT, days: int = 30) -> keys.SealKey:
    file = folder / f"{name}.p12"
    file.write_bytes(pkcs12(name, at, days))
    return keys.read(str(file), PASSWORD)


def authority(
    name: str,
    by: ec.EllipticCurvePrivateKey | None = None,
    above: x509.Certificate | None = None,
    *,
    is_authority: bool = True,
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """A key with a certificate, made by the one above it or by itself."""
    private = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(who).issuer_name(above.subject if above else who)
    builder = builder.public_key(private.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(AT - timedelta(days=1)).not_valid_after(AT + timedelta(days=30))
    builder = builder.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    return private, builder.sign(by or private, hashes.SHA256())
