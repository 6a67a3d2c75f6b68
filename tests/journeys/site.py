"""The running demo that the journeys walk through: its own database, its own folder, a free port."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.flows.notifications.mailserver import Receiver, mail_server

SECONDS_TO_START = 240
SECONDS_TO_STOP = 40
ADDRESS = re.compile(r"duaal draait op (http://\S+)/")


class Site:
    """A started demo. `url` has no slash at its end; `database_url` is for what a browser cannot do.

    `post` is the mail server of this site, with every mail that the site sent.
    """

    def __init__(self, url: str, database_url: str, folder: Path, post: Receiver) -> None:
        self.url = url
        self.post = post
        self.database_url = database_url
        self.folder = folder

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Runs one statement and gives its rows: to look behind the pages, or to let days pass."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(statement, values)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def duaal(self, *words: str) -> str:
        """Runs a command of `duaal` on the data of this site and gives what it printed."""
        return subprocess.run(
            [sys.executable, "-m", "duaal.interfaces.cli.main", *words],
            env=environment(self.database_url, self.folder),
            check=True,
            capture_output=True,
            text=True,
        ).stdout


@contextmanager
def running_demo(server_url: str, template: str, folder: Path) -> Iterator[Site]:
    """Starts `duaal demo` on a migrated, empty database and stops it afterwards; its exit code must be 0."""
    with empty_database(server_url, template) as database_url:
        command = [sys.executable, "-m", "duaal.interfaces.cli.main", "demo", "--port", str(free_port())]
        with mail_server(port := free_port()) as post:
            env = environment(database_url, folder) | smtp_at(port)
            demo = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
            try:
                yield Site(_address_of(demo), database_url, folder, post)
            finally:
                demo.send_signal(signal.SIGTERM)
                demo.communicate(timeout=SECONDS_TO_STOP)
        assert demo.returncode == 0


def smtp_at(port: int) -> dict[str, str]:
    """The settings by which a site sends its mails to the server of the tests."""
    return {"DUAAL_SMTP_HOST": "127.0.0.1", "DUAAL_SMTP_PORT": str(port), "DUAAL_SMTP_TLS": "none"}


@contextmanager
def empty_database(server_url: str, template: str) -> Iterator[str]:
    name = f"journeys_{secrets.token_hex(4)}"
    with psycopg.connect(server_url, autocommit=True) as server:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def environment(database_url: str, folder: Path) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database_url,
        "DUAAL_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _address_of(demo: "subprocess.Popen[str]") -> str:
    assert demo.stdout is not None
    patience = threading.Timer(SECONDS_TO_START, demo.kill)
    patience.start()
    try:
        for line in demo.stdout:
            if found := ADDRESS.search(line):
                return found[1]
    finally:
        patience.cancel()
    raise AssertionError(f"the demo stopped with code {demo.wait()} before it served a page")
