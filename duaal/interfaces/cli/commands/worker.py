"""`duaal worker`: the process that keeps deadlines, seals the audit trail and takes the nightly snapshot."""

import argparse

from procrastinate.contrib.django import app

NAME = "worker"
HELP = "het proces dat termijnen bewaakt, verzegelt en momentopnames maakt"
SECONDS_TO_FINISH = 20.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: what is done and when stands in `jobs.py`."""


def run(args: argparse.Namespace) -> int:
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(
            concurrency=1,
            delete_jobs="successful",
            shutdown_graceful_timeout=SECONDS_TO_FINISH,
        )
    return 0
