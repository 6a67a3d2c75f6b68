"""The list of cases, and the page of one case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from duaal.casework.recognition import policy
from duaal.casework.recognition.labels import APPLICATION_KIND, APPLICATION_TONE, state_words
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.queries import visible_to, with_row_parts
from duaal.casework.recognition.standing import CaseStanding
from duaal.casework.recognition.states import ApplicationKind
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.clocks import clock_of
from duaal.interfaces.web.cases.listing import STATE, cases_listing, listed, tallies
from duaal.interfaces.web.cases.next_steps import JUDGE_PAGE
from duaal.interfaces.web.cases.page import case_or_404, case_page, title_of
from duaal.interfaces.web.navigation import FOR_OTHERS, STAFF
from duaal.interfaces.web.parts import Clock

READERS = STAFF | FOR_OTHERS | {Role.COMPANY}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of the list, with the one thing that is most useful to do."""

    application: Application
    href: str
    clock: Clock | None
    kind: str
    state: str
    tone: str
    action: str
    action_href: str
    can_judge: bool


@access(roles=STAFF)
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """Open cases with the least days left first; others when the filters ask for them."""
    actor, on = actor_of(request), today()
    asked = request.GET.get(STATE, "")
    listing = cases_listing(actor, asked_state=asked, on=on)
    page = listing.page(
        request, listed(with_row_parts(visible_to(actor)), asked), csv_address=reverse("cases:csv")
    )
    rows = rows_of(page.rows, actor=actor, on=on)
    context = {
        "page": page,
        "rows": rows,
        "tallies": tallies(actor, on=on),
        "shows_partnership": actor.role != Role.PARTNERSHIP,
        "can_choose": any(row.can_judge for row in rows),
    }
    return render(request, "cases/list.html", context)


@access(roles=STAFF)
@require_GET
def case_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of cases."""
    actor, on = actor_of(request), today()
    asked = request.GET.get(STATE, "")
    rows = listed(with_row_parts(visible_to(actor)), asked)
    listing = cases_listing(actor, asked_state=asked, on=on)
    return listing.csv(request, rows, filename=f"dossiers-{on:%Y-%m-%d}.csv")


@access(roles=READERS)
@require_GET
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One case: its clock, the next step, what is asked, the conditions, the questions, the decision."""
    actor, on = actor_of(request), today()
    application = case_or_404(actor, reference)
    page = case_page(application, actor=actor, on=on)
    return render(request, "cases/detail.html", {"page": page, "title": title_of(application), "on": on})


def rows_of(applications: Iterable[Application], *, actor: Actor, on: date) -> list[CaseRow]:
    """The cases as rows for this reader."""
    return [_row(application, actor, on) for application in applications]


def _row(application: Application, actor: Actor, on: date) -> CaseRow:
    href = reverse("cases:detail", args=[application.reference])
    judge = JUDGE_PAGE.step
    may_judge = policy.may(actor, judge, application)
    can_judge = may_judge and not judge.reasons_against(application.state, CaseStanding(), on=on)
    return CaseRow(
        application=application,
        href=href,
        clock=clock_of(application, on=on),
        kind="" if application.kind == ApplicationKind.NEW else str(APPLICATION_KIND[application.kind]),
        state=str(state_words(application.kind, application.state)),
        tone=APPLICATION_TONE[application.state],
        action=_("Beoordeel") if can_judge else _("Bekijk"),
        action_href=reverse(JUDGE_PAGE.name, args=[application.reference]) if can_judge else href,
        can_judge=can_judge,
    )
