"""`duaal reference`: loads municipalities, joint committees, partnerships and programmes from their files."""

import argparse

from django.db import transaction

from duaal.foundation.geography import loading as geography
from duaal.foundation.geography.aligning import Loaded
from duaal.foundation.kernel.fact_file import WrongFile
from duaal.interfaces.cli.stop import Stop
from duaal.register.organisations import loading as organisations
from duaal.register.partnerships import loading as partnerships
from duaal.register.programmes import loading as programmes

NAME = "reference"
HELP = "laadt gemeenten, paritaire comités, partnerschappen en opleidingen uit de referentiebestanden"

TABLE_WORDS = {
    "Municipality": "gemeenten",
    "Postcode": "postcodes",
    "JointCommittee": "paritaire comités",
    "Partnership": "partnerschappen",
    "ReportingSector": "rapporteringssectoren",
    "SectorPartnership": "bevoegdheden per sector",
    "MappingVersion": "versies van de bevoegdheidsverdeling",
    "CommitteeAllocation": "toewijzingen van paritaire comités",
    "EmployerAllocation": "toewijzingen van soorten werkgevers",
    "PartnershipPower": "taken van partnerschappen",
    "Programme": "opleidingen",
    "Programme_sectors": "sectoren van opleidingen",
}
LOADERS = (geography.load_all, organisations.load_all, partnerships.load_all, programmes.load_all)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="schrijf; zonder deze optie wordt niets bewaard")


def run(args: argparse.Namespace) -> int:
    """Loads everything in one transaction; without `--write` the transaction is undone."""
    try:
        loaded = load_all(write=args.write)
    except WrongFile as wrong:
        raise Stop(f"{wrong.sentence} Er is niets geladen.", code=2) from None
    for table in loaded:
        done = f"{table.new} nieuw, {table.changed} gewijzigd, {table.gone} weg"
        print(f"{table.rows:5} {TABLE_WORDS[table.table]}: {done}")
    if all(table.changed_nothing for table in loaded):
        print("Alles stond er al: niets gewijzigd.")
    elif args.write:
        print("Bewaard.")
    else:
        print("Proefrit: niets bewaard. Geef --write mee om te bewaren.")
    return 0


def load_all(*, write: bool) -> tuple[Loaded, ...]:
    """Loads all reference files, the lowest package first; what was written stays only when `write`."""
    with transaction.atomic():
        loaded = tuple(table for load in LOADERS for table in load())
        if not write:
            transaction.set_rollback(True)
    return loaded
