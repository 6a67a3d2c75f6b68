"""Secrets and signatures of messages, as Standard Webhooks 1.0 has them, so that ready-made libraries verify.

The signature is HMAC-SHA256 over `id.timestamp.body` with the secret, in base64 behind `v1,`. A secret is
`whsec_` and 32 bytes in base64. It stands in no table: it follows from a random number of the address and the
secret key of the installation, so a copy of the database signs nothing.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

from django.utils.crypto import salted_hmac

from duaal.flows.webhooks.models import Hook

PREFIX = "whsec_"
SALT = "duaal.webhooks.secret"


def new_nonce() -> str:
    return secrets.token_hex(32)


def secret_of(hook_id: int, nonce: str) -> str:
    """The secret as its organisation sees it, once."""
    return PREFIX + base64.b64encode(_key(hook_id, nonce)).decode()


def headers_for(hook: Hook, message_id: str, body: bytes, *, at: datetime) -> dict[str, str]:
    """What a receiver needs to verify; with the old secret too as long as it works."""
    timestamp = str(int(at.timestamp()))
    nonces = [hook.nonce]
    if hook.old_nonce and hook.old_until is not None and at < hook.old_until:
        nonces.append(hook.old_nonce)
    signed = f"{message_id}.{timestamp}.".encode() + body
    signatures = [_sign(_key(hook.pk, nonce), signed) for nonce in nonces]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signatures),
    }


def _key(hook_id: int, nonce: str) -> bytes:
    return salted_hmac(SALT, f"{hook_id}:{nonce}", algorithm="sha256").digest()


def _sign(key: bytes, signed: bytes) -> str:
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()
