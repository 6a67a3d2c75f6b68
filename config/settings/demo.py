"""Settings of `make demo`: keys made once and kept in the `var` folder, plain HTTP on 127.0.0.1."""

import json
import secrets
from datetime import UTC, datetime

from config.database import database_settings, url_or_embedded
from config.settings.base import *  # noqa: F403
from config.settings.base import VAR
from duaal.foundation.papers import keys as seals


def own_keys() -> dict[str, str]:
    """The keys of this demo, made at the first start; never for a real installation."""
    file = VAR / "demo-keys.json"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        names = ("secret", "national_number", "lookup", "seal")
        file.write_text(json.dumps({name: secrets.token_hex(32) for name in names}))
        file.chmod(0o600)
    keys: dict[str, str] = json.loads(file.read_text())
    return keys


KEYS = own_keys()
SECRET_KEY = KEYS["secret"]
NATIONAL_NUMBER_KEY = KEYS["national_number"]
NATIONAL_NUMBER_LOOKUP_KEY = KEYS["lookup"]
AUDIT_SEAL_KEY = KEYS["seal"]
PAPER_SEAL_FILE, PAPER_SEAL_PASSWORD = str(VAR / "demo-seal.p12"), KEYS["secret"]
seals.keep_self_made(
    VAR / "demo-seal.p12", name="duaal demo", password=PAPER_SEAL_PASSWORD, at=datetime.now(UTC)
)
DEMO = True
WEBHOOKS_TO_THIS_MACHINE = True

DATABASES = {"default": database_settings(url_or_embedded(VAR / "postgres"))}
