"""The `duaal` command: picks one command, runs it, and turns every expected failure into one sentence."""

import argparse
import errno
import importlib
import os
import sys
from dataclasses import dataclass
from types import ModuleType

import django
import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error

from config.database import DatabaseUnusable, disk_is_full
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.errors import WrongFile
from duaal.interfaces.cli.stop import Stop

CANNOT_BE_USED = (
    psycopg.errors.AdminShutdown,
    psycopg.errors.CrashShutdown,
    psycopg.errors.CannotConnectNow,
    psycopg.errors.InvalidCatalogName,
    psycopg.errors.InvalidPassword,
    psycopg.errors.InvalidAuthorizationSpecification,
)
DISK_IS_FULL = "De schijf is vol: er is niets half bewaard. Maak plaats vrij en start de opdracht opnieuw."
FAILED = 1
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its module in `commands/`, its line in the overview, and what it needs first.

    A production process never falls back to the settings of the demo; another command does, unless the
    secrets of a real installation are in the environment.
    """

    name: str
    help: str
    needs_django: bool = True
    production_only: bool = False

    def load(self) -> ModuleType:
        real = self.production_only or "DUAAL_SECRET_KEY" in os.environ
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{'production' if real else 'demo'}")
        if self.needs_django:
            django.setup()
        return importlib.import_module(f"duaal.interfaces.cli.commands.{self.name}")


COMMANDS = {
    command.name: command
    for command in (
        Command("demo", "de hele site met een verzonnen Vlaanderen, op deze machine"),
        Command("serve", "de webserver", production_only=True),
        Command(
            "worker",
            "het proces dat termijnen bewaakt, verzegelt en momentopnames maakt",
            production_only=True,
        ),
        Command("migrate", "de tabellen van de databank bijwerken"),
        Command(
            "reference",
            "laadt gemeenten, paritaire comités, partnerschappen en opleidingen uit de referentiebestanden",
        ),
        Command("competences", "brengt de competenties van opleidingen in, uit een CSV- of YAML-bestand"),
        Command(
            "populate",
            "vult een leeg register met een verzonnen Vlaanderen dat de officiële tabellen nabootst",
        ),
        Command("snapshot", "bewaart een onveranderlijke momentopname van het register"),
        Command(
            "tables",
            "toont de officiële tabellen van een momentopname, of vergelijkt ze met de gepubliceerde",
        ),
        Command("rules", "toont elke gedateerde waarde met bron en zekerheid", needs_django=False),
        Command("casebook", "rekent uitgewerkte juridische gevallen na", needs_django=False),
        Command("states", "toont per soort dossier de toestanden, de stappen en wie ze zet"),
        Command("clocks", "rekent elke termijn nu na, zoals het werkproces elk uur doet"),
        Command("retention", "toont welke persoonsgegevens gewist worden, en wist ze"),
        Command("audit", "het spoor van beslissingen nakijken (verify) of verzegelen (seal)"),
    )
}


def main(argv: list[str] | None = None) -> int:
    """Runs one command; its exit code: 0 done, 1 failed or `Stop.code`, 2 wrong use, 130 interrupted."""
    words = sys.argv[1:] if argv is None else argv
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except Stop as stop:
        return _say(str(stop), stop.code)
    except (DatabaseUnusable, ImproperlyConfigured, WrongFile) as problem:
        return _say(str(problem), FAILED)
    except Exception as problem:
        sentence = _sentence_for(problem)
        if sentence is None:
            raise
        return _say(sentence, FAILED)


def _run(words: list[str]) -> int:
    chosen = COMMANDS.get(words[0]) if words else None
    if chosen is None:
        overview = _overview()
        overview.parse_args(words or ["--help"])
        overview.error("geef eerst de naam van een opdracht")
    module = chosen.load()
    if chosen.production_only:
        _ = BOOK.values  # a mistake in the law of this installation stops here, not at its first visitor
    parser = argparse.ArgumentParser(prog=f"duaal {chosen.name}", description=chosen.help)
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(words[1:]))
    return code


def _overview() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="duaal", description="het open platform voor duaal leren")
    subparsers = parser.add_subparsers(metavar="opdracht", required=True)
    for command in COMMANDS.values():
        subparsers.add_parser(command.name, help=command.help)
    return parser


def _sentence_for(problem: Exception) -> str | None:
    """The sentence for a full disk, or a database that is away or empty; None for what nobody expected."""
    if _says_disk_is_full(problem):
        return DISK_IS_FULL
    cause = problem.__cause__ if isinstance(problem, Error) else problem
    if isinstance(cause, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
        return (
            f"De tabellen van de databank zijn niet bijgewerkt ({_first_line(problem)}). "
            "Doe eerst `duaal migrate --write`."
        )
    if isinstance(cause, psycopg.InterfaceError | psycopg.OperationalError) and (
        cause.sqlstate is None or isinstance(cause, CANNOT_BE_USED)
    ):
        if settings.configured and disk_is_full(settings.VAR):
            return DISK_IS_FULL  # a server that cannot write stops at once and has no time to say why
        return (
            f"De databank is niet bereikbaar ({_first_line(problem)}). "
            "Kijk na of ze draait en of DATABASE_URL klopt, en start de opdracht opnieuw."
        )
    return None


def _says_disk_is_full(problem: BaseException | None) -> bool:
    while problem is not None:
        if isinstance(problem, psycopg.errors.DiskFull):
            return True
        if isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        problem = problem.__cause__
    return False


def _first_line(problem: Exception) -> str:
    lines = str(problem).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(problem).__name__


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
