"""Settings of a real installation: every secret must be there, cookies go over HTTPS only."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import (
    AUDIT_SEAL_KEY,
    NATIONAL_NUMBER_KEY,
    NATIONAL_NUMBER_LOOKUP_KEY,
    SECRET_KEY,
)

for name, value in (
    ("DUAAL_SECRET_KEY", SECRET_KEY),
    ("DUAAL_NATIONAL_NUMBER_KEY", NATIONAL_NUMBER_KEY),
    ("DUAAL_NATIONAL_NUMBER_LOOKUP_KEY", NATIONAL_NUMBER_LOOKUP_KEY),
    ("DUAAL_AUDIT_SEAL_KEY", AUDIT_SEAL_KEY),
):
    if not value:
        raise ImproperlyConfigured(
            f"{name} ontbreekt in de omgeving. Zet een geheime waarde en start opnieuw."
        )

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
