"""What a company has asked: the overview of its drafts and cases, and the receipt of a form it sent."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from duaal.casework.recognition.labels import APPLICATION_TONE, state_words
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.queries import (
    drafts_in_the_name_of,
    forms_visible_to,
    visible_to,
    with_row_parts,
)
from duaal.casework.recognition.states import APPLICANTS
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.clocks import clock_of
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.requests.holders import is_on_behalf
from duaal.register.organisations.models import Company

applicants = access(roles=APPLICANTS)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a short list: its state in a word, and the clock while it runs."""

    case: Application
    word: str
    tone: str
    clock: Clock | None


def _row(case: Application, *, on: date) -> Row:
    word, tone = str(state_words(case.kind, case.state)), APPLICATION_TONE[case.state]
    return Row(case, word, tone, clock_of(case, on=on))


@applicants
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What was asked and is being asked: drafts first, then the cases.

    A company sees its own, with what others prepare in its name; a holder what he makes and sent for others.
    """
    actor = actor_of(request)
    on = today()
    cases = with_row_parts(visible_to(actor)).select_related("mandate").order_by("-received_on", "-id")
    rows = [_row(case, on=on) for case in cases[:SHOWN]]
    forms = forms_visible_to(actor).select_related("company", "mandate")
    drafts = forms.filter(submitted_on__isnull=True).order_by("-updated_at")
    company = None
    if actor.role == Role.COMPANY:
        company = get_object_or_404(Company, enterprise_number=actor.organisation)
    return render(
        request,
        "requests/overview.html",
        {
            "rows": rows,
            "drafts": list(drafts),
            "total": cases.count(),
            "company": company,
            "in_our_name": list(drafts_in_the_name_of(actor).order_by("-updated_at")),
            "shows_company": company is None,
        },
    )


@applicants
@require_GET
def receipt(request: HttpRequest, form_id: int) -> HttpResponse:
    """What was sent, who decides, and what happens next."""
    sent = forms_visible_to(actor_of(request)).select_related("company", "mandate")
    draft = get_object_or_404(sent, pk=form_id, submitted_on__isnull=False)
    cases = visible_to(actor_of(request)).filter(request_form=draft).select_related("mandate")
    cases = with_row_parts(cases).order_by("id")
    on = today()
    rows = [_row(case, on=on) for case in cases]
    context = {"rows": rows, "draft": draft, "on_behalf": is_on_behalf(draft)}
    return render(request, "requests/receipt.html", context)
