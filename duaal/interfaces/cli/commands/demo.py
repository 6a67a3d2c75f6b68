"""`duaal demo`: all a newcomer needs, on this machine only: database, invented Flanders, worker and site."""

import argparse
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from django.db import connections

from duaal.interfaces.cli import preparing
from duaal.interfaces.cli.ports import require_free
from duaal.interfaces.cli.stop import Stop
from duaal.interfaces.cli.supervisor import Supervisor, listen_for_stop
from duaal.synthetic.demo_accounts import PASSWORD

NAME = "demo"
HELP = "de hele site met een verzonnen Vlaanderen, op deze machine"
HOST = "127.0.0.1"
SECONDS_FOR_FIRST_PAGE = 60.0
PARTS: tuple[tuple[str, Callable[[], bool]], ...] = (
    ("tabellen bijgewerkt", preparing.migrate),
    ("stijl en scripts verzameld", preparing.collect_static_files),
    ("verzonnen Vlaanderen ingeladen", preparing.fill_register),
    ("momentopname gemaakt en tabellen geteld", preparing.take_first_snapshot),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="poort (8000)")


def run(args: argparse.Namespace) -> int:
    """Prepares what is missing, then serves until a person stops it (exit code 0)."""
    require_free(HOST, args.port)
    listen_for_stop()
    family = Supervisor()
    try:
        _prepare()
        # Links in the mails of the demo lead to the demo.
        os.environ.setdefault("DUAAL_SITE", f"http://{HOST}:{args.port}")
        family.start("de worker", "worker")
        family.start("de webserver", "serve", "--host", HOST, "--port", str(args.port))
        address = f"http://{HOST}:{args.port}/"
        _wait_until_served(address, family)
        _tell(address)
        _stopped_by_itself(*family.watch())
    except KeyboardInterrupt:
        print("\nDe demo stopt; uw gegevens blijven bewaard.", flush=True)
    finally:
        family.stop()
    return 0


def _prepare() -> None:
    for name, part in PARTS:
        start = time.monotonic()
        if part():
            seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
            print(f"{name} ({seconds} s)", flush=True)


def _wait_until_served(address: str, family: Supervisor) -> None:
    patience = time.monotonic() + SECONDS_FOR_FIRST_PAGE
    while time.monotonic() < patience:
        if (ended := family.ended()) is not None:
            _stopped_by_itself(*ended)
        try:
            with urllib.request.urlopen(address, timeout=SECONDS_FOR_FIRST_PAGE):  # nosec B310
                return
        except urllib.error.HTTPError as problem:
            raise Stop(
                f"De startpagina antwoordt met {problem.code}: kijk in de regels hierboven."
            ) from problem
        except OSError:
            time.sleep(0.1)
    raise Stop(f"De startpagina antwoordt niet binnen {SECONDS_FOR_FIRST_PAGE:.0f} seconden op {address}.")


def _tell(address: str) -> None:
    accounts = preparing.demo_accounts()
    connections.close_all()
    print(f"\nduaal draait op {address}\n\nMeld u aan op {address}aanmelden/ met een van deze accounts:")
    for email, description in accounts:
        print(f"  {email:<40} {description}")
    print(f"\nHet wachtwoord van elk account is {PASSWORD}; een druk op de knop mag ook.")
    print("Alle gegevens zijn verzonnen. Stop met Ctrl-C.", flush=True)


def _stopped_by_itself(name: str, code: int) -> None:
    raise Stop(f"{name.capitalize()} stopte vanzelf (code {code}): kijk in de regels hierboven.")
