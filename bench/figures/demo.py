"""From command to first page: the first demo, and the second one on the same data."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.figure import seconds
from bench.places import ROOT, Place

PATIENCE = 300.0
PORT = 8103
PLAIN = """
import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
urlpatterns = [path("", lambda request: HttpResponse("hello"))]
django.setup()
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""


def second_demo(place: Place) -> tuple[float, float]:
    """Seconds until the first page of the demo on a filled register, and of an empty Django project."""
    command = [sys.executable, "-m", "duaal.interfaces.cli.main", "demo", "--port", str(PORT)]
    ours = _until_served(command, place.environment)
    (place.folder / "plain.py").write_text(PLAIN)
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    quiet = ("--log-level", "warning", "--no-control-socket")
    here = ("--chdir", str(place.folder), "--bind", f"127.0.0.1:{PORT}")
    command = [gunicorn, *quiet, *here, "plain:application"]
    return ours, _until_served(command, dict(os.environ))


def first_demo(folder: Path) -> tuple[float, float]:
    """Seconds of `make demo` in a fresh clone until its first page, and of making its environment alone."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    plain = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DUAAL_VAR")}
    alone = seconds(
        lambda: subprocess.run(["make", "--silent", ".venv/ready"], cwd=folder, env=plain, check=True)
    )
    shutil.rmtree(folder / ".venv")
    ours = _until_served(["make", "--silent", "demo", f"PORT={PORT}"], plain, folder)
    shutil.rmtree(folder, ignore_errors=True)
    return ours, alone


def _until_served(command: list[str], environment: dict[str, str], folder: Path = ROOT) -> float:
    start = time.perf_counter()
    with _running(command, environment, folder) as process:
        while time.perf_counter() - start < PATIENCE:
            if process.poll() is not None:
                raise SystemExit(f"{command} stopped with code {process.returncode}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=PATIENCE):
                    return time.perf_counter() - start
            except urllib.error.HTTPError:
                raise
            except OSError:
                time.sleep(0.02)
    raise SystemExit(f"{command} served no page within {PATIENCE:.0f} s")


@contextlib.contextmanager
def _running(
    command: list[str], environment: dict[str, str], folder: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
