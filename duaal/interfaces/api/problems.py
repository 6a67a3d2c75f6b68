"""How the API says no: one form for every refusal, with reason codes for software and Dutch words for people.

401 no token that works       403 may not          404 not there, or not yours
409 not now: the file moved on   413 too large      422 the input, or what stands in the way
429 too many requests
"""

import logging
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as WrongShape

from duaal.casework.agreements.words import REASON as OF_AGREEMENTS
from duaal.casework.matching.labels import STEP_REASON
from duaal.casework.progress.labels import REASON as OF_PLANS
from duaal.casework.recognition.labels import reason
from duaal.casework.trajectories.labels import REASON as LEARNER_REASON
from duaal.flows.webhooks.labels import REASON as OF_WEBHOOKS
from duaal.foundation.accounts.labels import REASON as ACCOUNT_REASON
from duaal.foundation.documents.folder import FileLost
from duaal.foundation.documents.labels import REASON as DOCUMENT_REASON
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.register.partnerships.labels import REASON as ROUTE_REASON

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"

TITLE: dict[int, Promise] = {
    400: gettext_lazy("Deze vraag kunnen we niet lezen."),
    401: gettext_lazy("Geef een geldig token mee."),
    403: gettext_lazy("Dat mag u niet."),
    404: gettext_lazy("Dit bestaat niet, of u mag het niet zien."),
    409: gettext_lazy("Dit kan nu niet."),
    413: gettext_lazy("Uw vraag is te groot."),
    422: gettext_lazy("Dit kunnen we niet aanvaarden."),
    429: gettext_lazy("U stelt te veel vragen. Wacht even."),
}


class Reason(Schema):
    """One reason: a code, Dutch words, and the field it is about (empty when it is about no field)."""

    code: str
    words: str
    field: str = ""


class Problem(Schema):
    """A refusal (`application/problem+json`), with every reason at once."""

    type: str
    title: str
    status: int
    reasons: list[Reason]


class TooMany(Exception):
    """The token made too many requests in this minute; `seconds` until the next."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class TooLarge(Exception):
    """The body of the request is larger than the API takes."""


def problem(
    status: int, reasons: list[Reason] | None = None, headers: dict[str, str] | None = None
) -> HttpResponse:
    """The answer that says no."""
    body = Problem(
        type=f"/api/v1/docs#status-{status}", title=str(TITLE[status]), status=status, reasons=reasons or []
    )
    return JsonResponse(body.dict(), status=status, content_type=CONTENT_TYPE, headers=headers)


def answer_problems(api: NinjaAPI) -> None:
    """Teaches the API which answer belongs to which exception."""
    answers: tuple[tuple[type[Exception], Any], ...] = (
        (Refused, _refused),
        (PermissionDenied, lambda request, error: problem(403)),
        (AuthenticationError, lambda request, error: problem(401, headers={"WWW-Authenticate": "Bearer"})),
        (Http404, lambda request, error: problem(404)),
        (ObjectDoesNotExist, lambda request, error: problem(404)),
        (ValidationError, _wrong_input),
        (WrongShape, _wrong_shape),
        (HttpError, lambda request, error: problem(400)),
        (FileLost, _lost),
        (TooLarge, lambda request, error: problem(413)),
        (TooMany, lambda request, error: problem(429, headers={"Retry-After": str(error.seconds)})),
    )
    for kind, answer in answers:
        api.add_exception_handler(kind, answer)


def words_of(code: str) -> str:
    """The Dutch sentence of a reason code, whichever file it is about."""
    known = ACCOUNT_REASON.get(code) or ROUTE_REASON.get(code) or DOCUMENT_REASON.get(code)
    if not known and code != WRONG_STATE:
        known = STEP_REASON.get(code) or OF_PLANS.get(code) or LEARNER_REASON.get(code)
        known = known or OF_WEBHOOKS.get(code) or OF_AGREEMENTS.get(code)
    return str(known) if known else reason(code)


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    reasons = [Reason(code=code, words=words_of(code)) for code in refused.reasons]
    return problem(409 if WRONG_STATE in refused.reasons else 422, reasons)


def _lost(request: HttpRequest, error: FileLost) -> HttpResponse:
    """A file that the folder lost or altered; the office finds which one in the log."""
    logger.error("a document cannot be handed out", exc_info=error)
    words = _("Dit bestand is weg of beschadigd. Vraag het opnieuw aan de onderneming.")
    return problem(409, [Reason(code="file_lost", words=words)])


def _wrong_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What an action found wrong, per field where it names one."""
    if not hasattr(error, "error_dict"):
        return problem(422, [Reason(code="wrong_input", words=words) for words in error.messages])
    reasons = [
        Reason(code="wrong_input", words=words, field=field)
        for field, all_words in error.message_dict.items()
        for words in all_words
    ]
    return problem(422, reasons)


def _wrong_shape(request: HttpRequest, error: WrongShape) -> HttpResponse:
    """Which fields do not have the shape of the documentation; the value itself is never repeated."""
    return problem(422, [_shape_reason(one) for one in error.errors])


def _shape_reason(error: dict[str, Any]) -> Reason:
    field = ".".join(
        str(part) for part in error["loc"] if part not in ("body", "query", "path", "header", "payload")
    )
    words = _("Het veld %(field)s is niet juist. De documentatie zegt wat er kan staan.") % {"field": field}
    return Reason(code=str(error["type"]), words=words, field=field)
