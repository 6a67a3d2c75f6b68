"""The list of recognitions, and the page of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from duaal.casework.recognition.labels import RECOGNITION_STATE, RECOGNITION_TONE
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.queries import recognitions_visible_to
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.recognitions.clocks import clock_of_end
from duaal.interfaces.web.recognitions.files import recognition_or_404
from duaal.interfaces.web.recognitions.listing import STATE, listed, recognitions_listing
from duaal.interfaces.web.recognitions.page import recognition_page

READERS = STAFF | {Role.COMPANY}


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """One row of the list; `clock` runs only when the end is near."""

    recognition: Recognition
    last_day: date
    clock: Clock | None
    state: str
    tone: str


@access(roles=READERS)
@require_GET
def recognition_list(request: HttpRequest) -> HttpResponse:
    """Recognitions that count now, the one that ends first on top; others when the filters ask for them."""
    actor, on = actor_of(request), today()
    asked = request.GET.get(STATE, "")
    listing = recognitions_listing(actor, asked_state=asked, on=on)
    page = listing.page(request, listed(_rows(actor), asked), csv_address=reverse("recognitions:csv"))
    context = {
        "page": page,
        "rows": rows_of(page.rows, on=on),
        "is_company": actor.role == Role.COMPANY,
        "shows_partnership": actor.role in {Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT},
    }
    return render(request, "recognitions/list.html", context)


@access(roles=READERS)
@require_GET
def recognition_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of recognitions."""
    actor, on = actor_of(request), today()
    asked = request.GET.get(STATE, "")
    listing = recognitions_listing(actor, asked_state=asked, on=on)
    return listing.csv(request, listed(_rows(actor), asked), filename=f"erkenningen-{on:%Y-%m-%d}.csv")


@access(roles=READERS)
@require_GET
def detail(request: HttpRequest, recognition_id: int) -> HttpResponse:
    """One recognition: how long it counts, what can be done, its mentors, and what happened to it."""
    actor, on = actor_of(request), today()
    recognition = recognition_or_404(actor, recognition_id)
    page = recognition_page(recognition, actor=actor, on=on)
    return render(request, "recognitions/detail.html", {"page": page})


def rows_of(recognitions: Iterable[Recognition], *, on: date) -> list[RecognitionRow]:
    """The recognitions as rows of the list."""
    return [
        RecognitionRow(
            recognition,
            recognition.ended_on or recognition.valid_to,
            clock_of_end(recognition, on=on),
            str(RECOGNITION_STATE[recognition.state]),
            RECOGNITION_TONE[recognition.state],
        )
        for recognition in recognitions
    ]


def _rows(actor: Actor) -> QuerySet[Recognition]:
    """What the actor may see, joined with what a row shows."""
    return recognitions_visible_to(actor).select_related(
        "company", "site__municipality", "programme", "partnership", "application"
    )
