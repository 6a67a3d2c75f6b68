"""Where the benchmark works: an embedded server of its own, with one database and one folder per scale."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from config.database import embedded_server_url

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Place:
    """One invented Flanders: its database and its folder."""

    scale: int
    database_url: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": self.database_url,
            "DUAAL_VAR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        }

    def measure(self, module: str, *words: str) -> dict[str, float]:
        """Runs a module of `bench/figures` in a process with this place as its database."""
        command = [sys.executable, "-m", f"bench.figures.{module}", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return measured


def bench_folder() -> Path:
    return Path(os.environ.get("DUAAL_VAR", ROOT / "var")) / "bench"


def new_place(scale: int) -> Place:
    """An empty database and folder; what an earlier run left of this scale is thrown away."""
    server = embedded_server_url(bench_folder() / "postgres")
    name = f"scale_{scale}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    folder = bench_folder() / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Place(scale, urlunsplit(urlsplit(server)._replace(path=f"/{name}")), folder)
