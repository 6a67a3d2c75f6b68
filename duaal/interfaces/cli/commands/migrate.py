"""`duaal migrate`: bring the tables of the database up to date."""

import argparse

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

NAME = "migrate"
HELP = "de tabellen van de databank bijwerken"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="echt bijwerken; anders enkel tonen")


def run(args: argparse.Namespace) -> int:
    waiting = migrations_to_do()
    for name in waiting:
        print(name)
    if args.write and waiting:
        call_command("migrate", verbosity=0, interactive=False)
    print(f"{len(waiting)} stappen {'gedaan' if args.write else 'te doen; doe het met --write'}")
    return 0


def migrations_to_do() -> list[str]:
    """The steps that the database has not had yet, in order, as `app.name`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, backwards in plan if not backwards]
