"""How log lines look, and what never stands in them."""

import logging
import re
from typing import Any

NATIONAL_NUMBER = re.compile(r"(?<!\d)\d{2}[.\- ]?\d{2}[.\- ]?\d{2}[.\- ]?\d{3}[.\- ]?\d{2}(?!\d)")
MASK = "[rijksregisternummer]"


class MaskingFormatter(logging.Formatter):
    """Hides whatever looks like a national number, also in the traceback of a mistake nobody foresaw."""

    def format(self, record: logging.LogRecord) -> str:
        return NATIONAL_NUMBER.sub(MASK, super().format(record))


def logging_settings(level: str) -> dict[str, Any]:
    """The `LOGGING` of Django: everything to standard error, from this level on."""
    form = "{asctime} {levelname} {name}: {message}"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": MaskingFormatter, "format": form, "style": "{"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},
            "axes": {"level": "WARNING"},
        },
    }
