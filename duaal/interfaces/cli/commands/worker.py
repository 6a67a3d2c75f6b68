"""`duaal worker`: the process that keeps deadlines, seals the audit trail and takes the nightly snapshot."""

import argparse
from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

NAME = "worker"
HELP = "het proces dat termijnen bewaakt, verzegelt en momentopnames maakt"
SECONDS_TO_FINISH = 20.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: what is done and when stands in `jobs.py`."""


def run(args: argparse.Namespace) -> int:
    connector = cast(DjangoConnector, app.connector)
    with app.replace_connector(connector.get_worker_connector()):
        app.run_worker(
            concurrency=1,
            delete_jobs="successful",
            shutdown_graceful_timeout=SECONDS_TO_FINISH,
        )
    return 0
