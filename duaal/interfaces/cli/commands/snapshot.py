"""`duaal snapshot`: saves the register as it is now, with the tables that are counted on it."""

import argparse
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from duaal.foundation.kernel.today import today
from duaal.insight.statistics import snapshots, tables
from duaal.insight.statistics.models import Snapshot
from duaal.interfaces.cli.stop import Stop

NAME = "snapshot"
HELP = "bewaart een onveranderlijke momentopname van het register"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="bewaar; zonder deze optie wordt niets bewaard")
    parser.add_argument(
        "--as-of",
        metavar="DAG",
        help="extractiedag (jjjj-mm-dd): wat later begint, telt niet mee; standaard vandaag",
    )


def run(args: argparse.Namespace) -> int:
    """Takes the snapshot and counts its tables; the last line is its id. Without `--write` only says what it
    holds.
    """
    as_of = read_day(args.as_of) if args.as_of else today()
    if not args.write:
        for name, rows in snapshots.row_counts().items():
            print(f"{rows:>9} {name}")
        print(f"Proefrit voor {as_of:%d/%m/%Y}: niets bewaard. Geef --write mee om te bewaren.")
        return 0
    print(take(as_of).code)
    return 0


def take(as_of: date) -> Snapshot:
    try:
        snapshot = snapshots.take(as_of=as_of, taken_at=timezone.now(), report=_say)
        tables.count_for_pages(snapshot)
    except ValidationError as error:
        raise Stop(" ".join(error.messages)) from error
    except (snapshots.NotSaved, snapshots.Damaged) as error:
        raise Stop(str(error)) from error
    return snapshot


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(f"{text} is geen dag. Schrijf jjjj-mm-dd, bijvoorbeeld 2023-06-29.", code=2) from None


def _say(name: str, rows: int) -> None:
    print(f"{rows:>9} {name}", flush=True)
