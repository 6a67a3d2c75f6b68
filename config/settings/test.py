"""Settings of the tests: invented keys, strict templates, plain static files, a fast password hash."""

from config.database import database_settings, url_or_embedded
from config.settings.base import *  # noqa: F403
from config.settings.base import MIDDLEWARE, TEMPLATES, VAR

SECRET_KEY = "invented-key-of-the-tests-0123456789-0123456789"  # nosec B105
NATIONAL_NUMBER_KEY = "00" * 32
NATIONAL_NUMBER_LOOKUP_KEY = "11" * 32
AUDIT_SEAL_KEY = "22" * 32
PAPER_SEAL_FILE = PAPER_TIMESTAMP_URL = ""  # the tests of papers make their own

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "ONBEKENDE_VARIABELE_%s"  # type: ignore[index]
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")  # nothing is collected in the tests
MIDDLEWARE.remove("duaal.interfaces.web.notices.middleware.TellMiddleware")  # a test tells when it wants to
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The process that collects the tests starts the server; the others find its address in their environment.
DATABASES = {"default": database_settings(url_or_embedded(VAR / "tests", durable=False))}
# Tests that commit empty the tables afterwards; the audit trail allows that to a session that says so only.
DATABASES["default"]["OPTIONS"]["options"] = "-c duaal.emptying_allowed=on"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
DOCUMENT_FOLDER = VAR / "tests" / "documents"
