"""The pages of the lists of guidance files and of decisions on sanctions."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from duaal.casework.recognition.models import Guidance, SanctionDecision
from duaal.casework.recognition.sanctions.labels import GUIDANCE_STATE, GUIDANCE_TONE
from duaal.casework.recognition.sanctions.queries import (
    decisions_visible_to,
    guidances_visible_to,
    open_exclusion_proposals,
    with_decision_parts,
)
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.sanctions.listing import (
    STATE,
    decision_listing,
    guidance_listing,
    guidance_rows,
    what_was_decided,
)
from duaal.interfaces.web.sanctions.section import shortcoming_words
from duaal.interfaces.web.sanctions.stepping import CAREFUL, COMPANY

SHOWN_PROPOSALS = 20


@dataclass(frozen=True, slots=True)
class GuidanceRow:
    """One row of the list of guidance files."""

    guidance: Guidance
    shortcoming: Promise
    clock: Clock | None
    word: Promise
    tone: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row of the list of decisions."""

    decision: SanctionDecision
    withdrawals: int
    exclusions: int
    bars: int


@access(roles=CAREFUL)
@require_GET
def guidances(request: HttpRequest) -> HttpResponse:
    """Guidance files that run, the first action due on top; and exclusions that were proposed."""
    actor, on = actor_of(request), today()
    rows = guidance_rows(guidances_visible_to(actor), request.GET.get(STATE, ""))
    page = guidance_listing(actor).page(request, rows, csv_address=reverse("sanctions:guidances_csv"))
    shown = []
    for one in page.rows:
        due = getattr(one, "due_on", None)
        clock = Clock.until(due, on=on, warn_days=WEEK.days) if due else None
        word, tone = GUIDANCE_STATE[one.state], GUIDANCE_TONE[one.state]
        shown.append(GuidanceRow(one, shortcoming_words(one.shortcoming), clock, word, tone))
    context = {
        "page": page,
        "rows": shown,
        "proposals": open_exclusion_proposals(actor).order_by("proposed_on", "pk")[:SHOWN_PROPOSALS],
        "is_flemish": actor.role == Role.FLEMISH_PARTNERSHIP,
    }
    return render(request, "sanctions/guidances.html", context)


@access(roles=CAREFUL)
@require_GET
def guidances_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of guidance files."""
    actor, on = actor_of(request), today()
    rows = guidance_rows(guidances_visible_to(actor), request.GET.get(STATE, ""))
    return guidance_listing(actor).csv(request, rows, filename=f"begeleiding-{on:%Y-%m-%d}.csv")


@access(roles=CAREFUL | COMPANY)
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """Decisions on sanctions, the latest on top."""
    actor = actor_of(request)
    page = decision_listing(actor).page(
        request, _decisions(actor), csv_address=reverse("sanctions:decisions_csv")
    )
    rows = [DecisionRow(one, *what_was_decided(one)) for one in page.rows]
    context = {"page": page, "rows": rows, "is_company": actor.role == Role.COMPANY}
    return render(request, "sanctions/decisions.html", context)


@access(roles=CAREFUL | COMPANY)
@require_GET
def decisions_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of decisions."""
    actor, on = actor_of(request), today()
    return decision_listing(actor).csv(request, _decisions(actor), filename=f"sancties-{on:%Y-%m-%d}.csv")


def _decisions(actor: Actor) -> QuerySet[SanctionDecision]:
    return with_decision_parts(decisions_visible_to(actor))
