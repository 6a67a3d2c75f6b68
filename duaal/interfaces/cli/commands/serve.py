"""`duaal serve`: the web server, with gunicorn and its own number of processes."""

import argparse
import gc
import os

from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

from duaal.interfaces.cli.ports import require_free

NAME = "serve"
HELP = "de webserver"
LONGEST_ANSWER = 30  # seconds before a process that hangs is replaced
SECONDS_TO_FINISH = 10
REQUESTS_PER_PROCESS = 20_000
NEW_OBJECTS = 10_000
"""How many new objects may come before the memory is searched for circles: a page makes a few thousand."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="adres om op te luisteren (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="poort (8000)")
    parser.add_argument("--workers", type=int, default=2, help="aantal processen (2)")


def run(args: argparse.Namespace) -> int:
    require_free(args.host, args.port)
    Server(
        {
            "bind": f"{args.host}:{args.port}",
            "workers": args.workers,
            "timeout": LONGEST_ANSWER,
            "graceful_timeout": SECONDS_TO_FINISH,
            "max_requests": REQUESTS_PER_PROCESS,
            "max_requests_jitter": REQUESTS_PER_PROCESS // 10,
            "control_socket_disable": True,
            "post_worker_init": leave_the_code_alone,
            "worker_exit": give_all_back,
            "loglevel": os.environ.get("DUAAL_LOG_LEVEL", "WARNING").lower(),
        }
    ).run()
    return 0


def leave_the_code_alone(worker: object) -> None:
    """What a process loads once stays as long as it lives: the code of every page and the lawbook.

    Python would search all that for circles again and again, a tenth of the time of a page. Loaded here, it
    does not wait for the first visitor either.
    """
    get_resolver().url_patterns  # noqa: B018  loads every page
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])


def give_all_back(server: object, worker: object) -> None:
    """A process that ends cleans up as any other: libraries complain of what is still frozen then."""
    gc.unfreeze()


class Server(BaseApplication):
    """Gunicorn with these settings and no file of its own."""

    def __init__(self, chosen: dict[str, object]) -> None:
        self.chosen = chosen
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """The application; loaded by each process of the server, so that none shares a connection."""
        from config.wsgi import application  # noqa: PLC0415  after the fork

        return application
