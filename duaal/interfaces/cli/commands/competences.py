"""`duaal competences FILE`: brings in the competences of programmes, from CSV or YAML."""

import argparse
from pathlib import Path

from duaal.interfaces.cli.stop import Stop
from duaal.register.programmes.competences import WrongLines, bring_in

NAME = "competences"
HELP = "brengt de competenties van opleidingen in, uit een CSV- of YAML-bestand"

UNREADABLE = 2
SHOWN = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="BESTAND", help="het bestand met de competenties")
    parser.add_argument("--write", action="store_true", help="schrijf; zonder deze optie wordt niets bewaard")


def run(args: argparse.Namespace) -> int:
    """Brings the file in, all or nothing; every line that is wrong gets its sentence."""
    if not args.file.is_file():
        raise Stop(f"Het bestand {args.file} bestaat niet. Geef het bestand met de competenties.")
    try:
        done = bring_in(args.file, write=args.write)
    except WrongLines as wrong:
        for problem in wrong.problems[:SHOWN]:
            print(f"regel {problem.line}: {problem.sentence}" if problem.line else problem.sentence)
        number = len(wrong.problems)
        raise Stop(f"{number} fouten in {args.file.name}. Er is niets ingebracht.", code=UNREADABLE) from None
    print(f"{done.new} nieuw, {done.changed} gewijzigd, {done.same} ongewijzigd, {done.ended} beëindigd")
    print("Bewaard." if args.write else "Proefrit: niets bewaard. Geef --write mee om te bewaren.")
    return 0
