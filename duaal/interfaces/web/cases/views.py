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
from duaal.interfaces.web.cases.listing import STATE, Applications, cases_listing, listed, tallies
from duaal.interfaces.web.cases.next_steps import JUDGE_PAGE
from duaal.interfaces.web.cases.page import case_or_404, case_page, title_of
from duaal.interfaces.web.navigation import FOR_OTHERS, STAFF, address_about
from duaal.interfaces.web.parts import Clock

OF_A_ROW = (
    *("reference", "kind", "state", "deadline_on", "decided_on", "partnership_id", "programme__name"),
    *("company__name", "company__enterprise_number", "site__name", "site__municipality__name"),
)
"""What the list reads of a case: its rows are many and a case is wide."""

READERS = STAFF | FOR_OTHERS | {Role.COMPANY}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One row of the list in words, with the one thing that is most useful to do.

    `decided_on` stands where the clock was, once it runs no more; `partnership` is empty for a partnership.
    """

    application: Application
    key: int
    reference: str
    href: str
    company: str
    place: str
    programme: str
    partnership: str
    clock: Clock | None
    decided_on: date | None
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
    numbers = tallies(actor, on=on)
    page = cases_listing(actor, asked_state=asked, on=on).page(
        request,
        listed(with_row_words(visible_to(actor), actor), asked),
        csv_address=reverse("cases:csv"),
        known_total=numbers[0].number,
    )
    rows = rows_of(page.rows, actor=actor, on=on)
    context = {
        "page": page,
        "rows": rows,
        "tallies": numbers,
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


def with_row_words(applications: Applications, actor: Actor) -> Applications:
    """The cases with what a row shows; the partnership, only for who sees the cases of several."""
    joined = applications.select_related("company", "site__municipality", "programme").only(*OF_A_ROW)
    if actor.role == Role.PARTNERSHIP:
        return joined
    return joined.select_related("partnership").only(*OF_A_ROW, "partnership__name")


def rows_of(applications: Iterable[Application], *, actor: Actor, on: date) -> list[CaseRow]:
    """The cases as rows for this reader."""
    judge, look = _("Beoordeel"), _("Bekijk")
    return [_row(application, actor, on, judge=judge, look=look) for application in applications]


def _row(application: Application, actor: Actor, on: date, *, judge: str, look: str) -> CaseRow:
    reference, site = application.reference, application.site
    href = address_about("cases:detail", reference)
    step = JUDGE_PAGE.step
    may_judge = policy.may(actor, step, application)
    can_judge = may_judge and not step.reasons_against(application.state, CaseStanding(), on=on)
    return CaseRow(
        application=application,
        key=application.pk,
        reference=reference,
        href=href,
        company=application.company.name,
        place=f"{site.name}, {site.municipality.name}",
        programme=application.programme.name,
        partnership="" if actor.role == Role.PARTNERSHIP else application.partnership.name,
        clock=clock_of(application, on=on),
        decided_on=application.decided_on,
        kind="" if application.kind == ApplicationKind.NEW else str(APPLICATION_KIND[application.kind]),
        state=str(state_words(application.kind, application.state)),
        tone=APPLICATION_TONE[application.state],
        action=judge if can_judge else look,
        action_href=address_about(JUDGE_PAGE.name, reference) if can_judge else href,
        can_judge=can_judge,
    )
