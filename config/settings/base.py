"""Settings that every environment shares. Secrets and addresses come from the environment."""

import os
from pathlib import Path

from config.logs import logging_settings

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("DUAAL_VAR", ROOT / "var"))

SECRET_KEY = os.environ.get("DUAAL_SECRET_KEY", "")
NATIONAL_NUMBER_KEY = os.environ.get("DUAAL_NATIONAL_NUMBER_KEY", "")
NATIONAL_NUMBER_LOOKUP_KEY = os.environ.get("DUAAL_NATIONAL_NUMBER_LOOKUP_KEY", "")
AUDIT_SEAL_KEY = os.environ.get("DUAAL_AUDIT_SEAL_KEY", "")
PAPER_SEAL_FILE = os.environ.get("DUAAL_PAPER_SEAL_FILE", "")  # PKCS#12: key, certificate, those above it
PAPER_SEAL_PASSWORD = os.environ.get("DUAAL_PAPER_SEAL_PASSWORD", "")
PAPER_TIMESTAMP_URL = os.environ.get("DUAAL_PAPER_TIMESTAMP_URL", "")  # empty: seals without a time stamp

DEBUG = False
DEMO = os.environ.get("DUAAL_DEMO") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("DUAAL_HOSTS", "127.0.0.1,localhost").split(",") if host]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("DUAAL_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "axes",
    "django_htmx",
    "procrastinate.contrib.django",
    "duaal.foundation.geography",
    "duaal.foundation.audit",
    "duaal.foundation.people",
    "duaal.foundation.accounts",
    "duaal.foundation.documents",
    "duaal.register.organisations",
    "duaal.register.partnerships",
    "duaal.register.programmes",
    "duaal.casework.recognition",
    "duaal.casework.trajectories",
    "duaal.casework.rolls",
    "duaal.casework.agreements",
    "duaal.casework.progress",
    "duaal.casework.matching",
    "duaal.insight.statistics",
    "duaal.flows.webhooks",
    "duaal.flows.notifications",
    "duaal.synthetic",
    "duaal.interfaces.web",
    "duaal.interfaces.api",
    "duaal.interfaces.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.security.SecurityHeadersMiddleware",
    "config.security.LargestFormMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "duaal.foundation.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "duaal.interfaces.web.access.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
    "duaal.interfaces.web.notices.middleware.TellMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "duaal.foundation.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "duaal.foundation.accounts.passwords.NotWellKnown"},
]
LOGIN_URL = "/aanmelden/"
LOGIN_REDIRECT_URL = "/taken/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "duaal.foundation.accounts.adapter.AccountAdapter"
# Failed logins are counted by axes, over all processes; here only the pace of one network address.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": None}

SESSION_COOKIE_AGE = 8 * 3600  # a working day; drafts are saved, so nothing is lost after it
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Brussels"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SNAPSHOT_FOLDER = VAR / "snapshots"
DOCUMENT_FOLDER = VAR / "documents"  # outside STATIC_ROOT: no web server may reach it

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
PROCRASTINATE_IMPORT_PATHS = ["duaal.interfaces.cli.jobs"]
PROCRASTINATE_PERIODIC_DEFAULTS = {
    "max_delay": 2 * 24 * 3600
}  # after a weekend off, the latest run is caught up

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_USERNAME_CALLABLE = "config.security.login_name"
AXES_RESET_ON_SUCCESS = True

API_TOKEN_DAYS = 365  # the longest life of a token
API_RATE_PER_MINUTE = int(os.environ.get("DUAAL_API_RATE", "120"))  # requests of one token
API_RATE_WITHOUT_TOKEN = int(os.environ.get("DUAAL_API_RATE_WITHOUT_TOKEN", "60"))  # of one address
API_ANSWERS_KEPT_HOURS = 24  # how long a repeated request gets the same answer
WEBHOOKS_PER_ORGANISATION = 10
WEBHOOK_SECONDS = 10  # for a message and its answer together
WEBHOOK_OLD_SECRET_HOURS = 72  # how long the secret of before a change signs along
WEBHOOKS_TO_THIS_MACHINE = False  # plain HTTP to 127.0.0.1, for a demo and for tests
PAGE_LARGEST_FORM = 1024 * 1024  # bytes, without documents
API_LARGEST_REQUEST = 256 * 1024  # bytes
API_LARGEST_WITH_FILES = 16 * 1024 * 1024  # bytes; documents come as base64
DATA_UPLOAD_MAX_MEMORY_SIZE = API_LARGEST_WITH_FILES

# Addresses in mails begin with this; links in them only open a page.
SITE_ADDRESS = os.environ.get("DUAAL_SITE", f"https://{ALLOWED_HOSTS[0].lstrip('.')}").rstrip("/")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("DUAAL_SMTP_HOST", "")  # empty: mails are kept and never sent
EMAIL_PORT = int(os.environ.get("DUAAL_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("DUAAL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DUAAL_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("DUAAL_SMTP_TLS", "starttls") == "starttls"
EMAIL_USE_SSL = os.environ.get("DUAAL_SMTP_TLS", "starttls") == "tls"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("DUAAL_MAIL_FROM", "duaal <geen-antwoord@localhost>")

LOGGING = logging_settings(os.environ.get("DUAAL_LOG_LEVEL", "WARNING"))
