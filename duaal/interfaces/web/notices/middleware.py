"""After a request that may have changed something, the worker is asked to tell about it at once."""

import logging
from collections.abc import Callable

from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ProcrastinateException

from duaal.flows.notifications.queries import something_waits

TELL = "notices"
INFORM = "webhooks"
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})

logger = logging.getLogger(__name__)


class TellMiddleware:
    """Asks for the job `notices` when entries wait; the job comes every minute as well, so nothing is lost
    when asking fails.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method in CHANGING and response.status_code < 400:
            ask_to_tell()
        return response


def ask_to_tell() -> None:
    """Puts the job in the queue, unless nothing waits or it stands there already."""
    try:
        if something_waits():
            ask_for(TELL)
            ask_for(INFORM)
    except Error:
        logger.warning("whether something waits could not be asked", exc_info=True)


def ask_for(job: str) -> None:
    """Puts a job of every minute in the queue now, unless it stands there already."""
    try:
        with transaction.atomic():
            app.configure_task(job, queueing_lock=job).defer(timestamp=0)
    except AlreadyEnqueued:
        return
    except (ProcrastinateException, Error):
        logger.warning("the job %s could not be asked for; it comes within a minute", job, exc_info=True)
