"""A real installation does not start without its seal, and says in one sentence what is missing."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.foundation.papers.factories import AT, PASSWORD, pkcs12

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {
    "DUAAL_SECRET_KEY": "verzonnen",
    "DUAAL_NATIONAL_NUMBER_KEY": "00" * 32,
    "DUAAL_NATIONAL_NUMBER_LOOKUP_KEY": "11" * 32,
    "DUAAL_AUDIT_SEAL_KEY": "22" * 32,
    "DUAAL_HOSTS": "duaal.voorbeeld.test",
    "DATABASE_URL": "postgresql://een:geheim@db.voorbeeld.test/duaal",
}


def start(**more: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DUAAL_", "DATABASE", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, "-c", "import config.settings.production"],
        env={**kept, **SECRETS, **more},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "zegel.p12"
    place.write_bytes(pkcs12())
    return place


def test_with_a_seal_it_starts_also_when_the_certificate_ran_out(file: Path, tmp_path: Path) -> None:
    old = tmp_path / "oud.p12"
    old.write_bytes(pkcs12("oud", AT - timedelta(days=40), 30))

    for one in (file, old):
        done = start(DUAAL_PAPER_SEAL_FILE=str(one), DUAAL_PAPER_SEAL_PASSWORD=PASSWORD)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "DUAAL_PAPER_SEAL_FILE ontbreekt in de omgeving."),
        (
            {"DUAAL_PAPER_SEAL_FILE": "/bestaat/niet.p12"},
            "Het zegel /bestaat/niet.p12 kan niet gelezen worden",
        ),
        ({"DUAAL_PAPER_SEAL_PASSWORD": "een ander"}, "het wachtwoord klopt niet"),
    ],
)
def test_without_a_seal_that_opens_it_does_not_start(given: dict[str, str], words: str, file: Path) -> None:
    done = start(
        **({"DUAAL_PAPER_SEAL_FILE": str(file)} if given and "FILE" not in "".join(given) else {}), **given
    )

    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert words in last


def test_the_words_never_hold_the_password(file: Path) -> None:
    done = start(DUAAL_PAPER_SEAL_FILE=str(file), DUAAL_PAPER_SEAL_PASSWORD="heel-geheim")

    assert "heel-geheim" not in done.stderr
