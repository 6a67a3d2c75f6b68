"""The list of appeals, and the page of one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from duaal.casework.recognition import policy as recognition_policy
from duaal.casework.recognition.appeals.contested import Contested, contested_of, reference_of, words_of
from duaal.casework.recognition.appeals.files import APPEAL_FILE
from duaal.casework.recognition.appeals.labels import APPEAL_STATE, APPEAL_TONE
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.queries import appeals_visible_to, with_what_they_are_against
from duaal.casework.recognition.models import Application, Withdrawal
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.appeals.listing import STATE, appeals_listing, listed
from duaal.interfaces.web.appeals.section import clock_of_appeal, line_of, links_of
from duaal.interfaces.web.appeals.steps import appeal_or_404, title_of
from duaal.interfaces.web.cases.history import history_of
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.parts import Clock

READERS = STAFF | {Role.COMPANY}


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One row of the list."""

    appeal: Appeal
    about: str
    reference: str
    clock: Clock | None
    state: str
    tone: str


@access(roles=READERS)
@require_GET
def appeal_list(request: HttpRequest) -> HttpResponse:
    """Running appeals with the least days left first; others when the filters ask for them."""
    actor, on = actor_of(request), today()
    asked = request.GET.get(STATE, "")
    listing = appeals_listing(actor, asked_state=asked, on=on)
    page = listing.page(request, listed(_rows(actor), asked), csv_address=reverse("appeals:csv"))
    context = {
        "page": page,
        "rows": [_row(appeal, on=on) for appeal in page.rows],
        "is_company": actor.role == Role.COMPANY,
        "is_partnership": actor.role == Role.PARTNERSHIP,
        "shows_partnership": actor.role in {Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT},
    }
    return render(request, "appeals/list.html", context)


@access(roles=READERS)
@require_GET
def appeal_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of appeals."""
    actor, on = actor_of(request), today()
    asked = request.GET.get(STATE, "")
    listing = appeals_listing(actor, asked_state=asked, on=on)
    return listing.csv(request, listed(_rows(actor), asked), filename=f"beroepen-{on:%Y-%m-%d}.csv")


@access(roles=READERS)
@require_GET
def detail(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """One appeal: its clock, what can be done, what the company says, the outcome, and what happened."""
    actor, on = actor_of(request), today()
    appeal = appeal_or_404(actor, appeal_id)
    contested = contested_of(appeal)
    links = list(links_of(appeal, contested, actor=actor, on=on))
    entries = history_of(trail(APPEAL_FILE, appeal.pk), actor=actor)
    context = {
        "appeal": appeal,
        "title": title_of(contested),
        "line": line_of(appeal),
        "clock": clock_of_appeal(appeal, on=on),
        "steps": [link for link in links if not link.reasons],
        "blocked": [link for link in links if link.reasons],
        "reference": reference_of(contested),
        "href": _address_of(contested),
        "history": entries,
        "sees_names": recognition_policy.may_see_trail(actor),
    }
    return render(request, "appeals/detail.html", context)


def _address_of(contested: Contested) -> str:
    """The page of what the appeal is against; empty where there is none."""
    match contested:
        case Application():
            return reverse("cases:detail", args=[contested.reference])
        case Withdrawal():
            return reverse("recognitions:detail", args=[contested.recognition_id])
    return ""


def _rows(actor: Actor) -> QuerySet[Appeal]:
    return with_what_they_are_against(appeals_visible_to(actor))


def _row(appeal: Appeal, *, on: date) -> AppealRow:
    return AppealRow(
        appeal,
        words_of(contested_of(appeal)),
        reference_of(contested_of(appeal)),
        clock_of_appeal(appeal, on=on),
        str(APPEAL_STATE[appeal.state]),
        APPEAL_TONE[appeal.state],
    )
