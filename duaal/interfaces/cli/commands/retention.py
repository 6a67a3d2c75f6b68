"""`duaal retention`: which personal data are erased, and erasing them now, as the worker does each night."""

import argparse
import csv
import sys

from duaal.casework.recognition.retention.files import KeptFile, ending_by, first_day_to_erase
from duaal.casework.recognition.retention.labels import FILE_KIND, HOLD
from duaal.flows.processes.retention import erase_due, files_to_erase, last_day_of_warning
from duaal.foundation.kernel.today import today

NAME = "retention"
HELP = "toont welke persoonsgegevens gewist worden, en wist ze"
HEADINGS = ("soort", "nummer", "ondernemingsnummer", "bewaard tot en met", "gewist vanaf", "langer omdat")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|erase")
    actions.add_parser("list", help="de dossiers die de komende maand gewist worden, als CSV")
    erase = actions.add_parser("erase", help="wissen wat niet langer bewaard mag worden")
    erase.add_argument("--write", action="store_true", help="echt wissen; anders enkel tonen")


def run(args: argparse.Namespace) -> int:
    return _list() if args.action == "list" else _erase(write=args.write)


def _list() -> int:
    on = today()
    rows = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    rows.writerow(HEADINGS)
    for file in ending_by(last_day_of_warning(on=on)):
        rows.writerow(_row(file))
    return 0


def _row(file: KeptFile) -> tuple[object, ...]:
    reasons = ", ".join(str(HOLD[hold]) for hold in file.kept.holds)
    first = "" if file.kept.holds else first_day_to_erase(file.kept)
    return (FILE_KIND[file.kind], file.pk, file.company_number, file.kept.until, first, reasons)


def _erase(*, write: bool) -> int:
    if not write:
        found = sum(1 for _file in files_to_erase(on=today()))
        print(f"{found} dossiers zouden gewist worden. Niets gewist; doe het met --write.")
        return 0
    done = erase_due(on=today())
    print(
        f"{done.files} dossiers gewist, met {done.persons} personen, {done.documents} documenten en "
        f"{done.notices} berichten; {done.mails} e-mails, {done.tokens} koppelingen, "
        f"{done.logins} aanmeldingen en {done.sessions} sessies verwijderd"
    )
    return 0
