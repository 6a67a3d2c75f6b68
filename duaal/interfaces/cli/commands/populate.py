"""`duaal populate`: fills an empty register with an invented Flanders that reproduces the official tables."""

import argparse
import sys
import time
from datetime import date

from duaal.foundation.kernel.fact_file import WrongFile
from duaal.foundation.kernel.today import today
from duaal.interfaces.cli.stop import Stop
from duaal.synthetic.inventing import EARLIEST_TODAY
from duaal.synthetic.loading import Loaded
from duaal.synthetic.populate import LARGEST_SCALE, NotEmpty, count, populate

NAME = "populate"
HELP = "vult een leeg register met een verzonnen Vlaanderen dat de officiële tabellen nabootst"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scale", metavar="N", default="1", help="zoveel keer zo groot; standaard 1")
    parser.add_argument("--seed", metavar="S", default="1", help="hetzelfde zaad geeft dezelfde gegevens")
    parser.add_argument("--today", metavar="DAG", help="tot welke dag (jjjj-mm-dd); standaard vandaag")
    parser.add_argument("--write", action="store_true", help="bewaar; zonder deze optie wordt niets bewaard")


def run(args: argparse.Namespace) -> int:
    """Loads, or only counts; ends with the rows per table and the seconds it took."""
    scale, seed = _scale(args.scale), _number("--seed", args.seed)
    day = _day(args.today) if args.today else today()
    start = time.monotonic()
    fill = populate if args.write else count
    try:
        loaded = fill(scale=scale, seed=seed, today=day, report=_say)
    except NotEmpty:
        raise Stop(
            "Het register is niet leeg. Verzonnen gegevens komen nooit tussen andere: "
            "geef met DATABASE_URL een lege databank op."
        ) from None
    except WrongFile as wrong:
        raise Stop(wrong.sentence) from None
    _print(loaded, time.monotonic() - start)
    if not args.write:
        print("Proefrit: niets bewaard. Geef --write mee om te bewaren.")
    return 0


def _print(loaded: tuple[Loaded, ...], seconds: float) -> None:
    for each in loaded:
        print(f"{each.rows:>9} {each.table}")
    print(f"{sum(each.rows for each in loaded):>9} rijen in {seconds:.1f} s")


def _scale(text: str) -> int:
    scale = _number("--scale", text)
    if not 1 <= scale <= LARGEST_SCALE:
        raise Stop(f"--scale is {text}. Geef een getal van 1 tot {LARGEST_SCALE}.", code=2)
    return scale


def _number(option: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Stop(f"{option} is {text}. Geef een geheel getal, bijvoorbeeld 1.", code=2) from None


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Stop(f"{text} is geen dag. Schrijf jjjj-mm-dd, bijvoorbeeld 2026-09-01.", code=2) from None
    if day < EARLIEST_TODAY:
        raise Stop(
            f"--today is {day}. De officiële tabellen zijn ouder: geef een dag vanaf {EARLIEST_TODAY}.",
            code=2,
        )
    return day


def _say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)
