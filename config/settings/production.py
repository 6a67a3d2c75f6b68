"""Settings of a real installation: every secret must be there, cookies go over HTTPS only."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.database import database_settings
from config.settings.base import *  # noqa: F403
from config.settings.base import PAPER_SEAL_FILE, PAPER_SEAL_PASSWORD
from duaal.foundation.papers.keys import NoSeal, read

for name in (
    "DUAAL_SECRET_KEY",
    "DUAAL_NATIONAL_NUMBER_KEY",
    "DUAAL_NATIONAL_NUMBER_LOOKUP_KEY",
    "DUAAL_AUDIT_SEAL_KEY",
    "DUAAL_PAPER_SEAL_FILE",
    "DUAAL_HOSTS",
    "DATABASE_URL",
):
    if not os.environ.get(name):
        raise ImproperlyConfigured(f"{name} ontbreekt in de omgeving. Zet een waarde en start opnieuw.")

try:
    # One that ran out lets the site start: papers wait, and are sealed once there is a new one.
    read(PAPER_SEAL_FILE, PAPER_SEAL_PASSWORD)
except NoSeal as problem:
    raise ImproperlyConfigured(str(problem)) from problem

DATABASES = {"default": database_settings(os.environ["DATABASE_URL"])}

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
