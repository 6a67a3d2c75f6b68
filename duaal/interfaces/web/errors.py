"""Pages for what went wrong. Django finds 400, 403 and 404 by their template; these two need a decision."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER_SECONDS = "120"


def server_error(request: HttpRequest) -> HttpResponse:
    """Page 503 when the database cannot be reached, else page 500. Both are made without the request."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return HttpResponse(render_to_string("500.html"), status=500)
