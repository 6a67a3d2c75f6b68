"""Something changes: a company reports it on one page, a partnership sees it off, both see the list."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.models import ReportedChange
from duaal.casework.recognition.states.upkeep import SEE_CHANGE, WAIVE_VISIT, ChangeKind, ChangeState
from duaal.casework.recognition.upkeep.changes import may, recognitions_of, report, visible_to
from duaal.casework.recognition.upkeep.labels import CHANGE_KIND, CHANGE_STATE, CHANGE_TONE
from duaal.casework.recognition.upkeep.visiting import visit_asked, waive_visit
from duaal.flows.processes.rescue import see_change
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.explaining import rule_lines
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways, keep_errors
from duaal.interfaces.web.changes.forms import ReportForm, SeeForm, WaiveForm
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.parts import Problem, problems_of
from duaal.interfaces.web.requests.acting import company_of

READERS = STAFF | HOLDERS | {Role.COMPANY}
SHOWN = 20

CHANGES: Listing[ReportedChange] = Listing(
    columns=(
        Column("soort", gettext_lazy("Wijziging"), ("kind",)),
        Column("onderneming", gettext_lazy("Onderneming"), ("company__sort_name",)),
        Column("vanaf", gettext_lazy("Vanaf"), ("happens_on",)),
        Column("gemeld", gettext_lazy("Gemeld op"), ("reported_on",)),
        Column("toestand", gettext_lazy("Toestand"), ("state",)),
    ),
    order=("-reported_on",),
    filters=(
        Filter(
            "toestand",
            gettext_lazy("Toestand"),
            lambda rows, state: rows.filter(state=state),
            choices=tuple(CHANGE_STATE.items()),
        ),
        Filter(
            "soort",
            gettext_lazy("Wijziging"),
            lambda rows, kind: rows.filter(kind=kind),
            choices=tuple(CHANGE_KIND.items()),
        ),
    ),
)


@access(roles=HOLDERS | {Role.COMPANY})
@both_ways
def report_change(request: HttpRequest) -> HttpResponseBase:
    """The company, or who acts for it, says what changes; within the days of the law it is in time."""
    actor, on = actor_of(request), today()
    company = company_of(request)
    sites = company.sites.select_related("municipality").order_by("name", "pk")
    form = ReportForm(
        request.POST or None,
        sites=[(site.pk, f"{site.name}, {site.street}, {site.municipality.name}") for site in sites],
    )
    days = BOOK.value("recognition.report_change_days").on(on)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            made = report(company.pk, actor=actor, on=on, site_id=given.pop("site"), **given)
        except Refused as refused:
            problems = problems_of([reason(code) for code in refused.reasons])
        except ValidationError as error:
            keep_errors(form, error)
        else:
            who = ", ".join(sorted(change.partnership.name for change in made))
            messages.success(request, _("Uw melding is verstuurd naar: %(who)s.") % {"who": who})
            return redirect("changes:list")
    context = {"form": form, "problems": problems, "days": days.value, "rules": rule_lines([days])}
    context["on_behalf"] = actor.role in HOLDERS
    status = WRONG if request.method == "POST" else 200
    return render(request, "changes/report.html", {**context, "company": company}, status=status)


@access(roles=READERS)
@require_GET
def change_list(request: HttpRequest) -> HttpResponse:
    """The changes that the reader may see, the last reported first."""
    actor = actor_of(request)
    rows = visible_to(actor).select_related("company", "site", "partnership")
    page = CHANGES.page(request, rows)
    context = {
        "page": page,
        "rows": [_shown(change) for change in page.rows],
        "on_behalf": actor.role in HOLDERS,
    }
    return render(request, "changes/list.html", {**context, "is_company": actor.role == Role.COMPANY})


@access(roles=READERS)
@both_ways
def detail(request: HttpRequest, change_id: int) -> HttpResponseBase:
    """One change; the partnership it was reported to writes down what it did."""
    actor, on = actor_of(request), today()
    change = _change_or_404(actor, change_id)
    is_due = may(actor, SEE_CHANGE, change) and change.state == ChangeState.REPORTED
    closes = change.kind == ChangeKind.CLOSURE and change.happens_on < on
    form = SeeForm(request.POST if request.method == "POST" else None, closes=closes)
    problems: tuple[Problem, ...] = ()
    status = WRONG if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            see_change(change.pk, actor=actor, on=on, **form.cleaned_data)
        except Refused as refused:
            problems = problems_of([reason(code) for code in refused.reasons])
            status = GONE if WRONG_STATE in refused.reasons else WRONG
        except ValidationError as error:
            keep_errors(form, error)
        else:
            messages.success(request, _("De wijziging is afgehandeld. De onderneming leest wat u deed."))
            return redirect("changes:detail", change.pk)
    context = {
        **_shown(change),
        "form": form if is_due else None,
        "on_behalf": actor.role in HOLDERS,
        "problems": problems,
        "recognitions": recognitions_of(change).select_related("programme", "site")[:SHOWN],
        "happens_on": date_format(change.happens_on, "j F Y"),
        "visit": _visit(change, actor),
    }
    return render(request, "changes/detail.html", context, status=status)


@access(roles={Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})
@both_ways
def without_visit(request: HttpRequest, change_id: int) -> HttpResponseBase:
    """The partnership writes down why it does not visit a site with a new address."""
    actor, on = actor_of(request), today()
    change = _change_or_404(actor, change_id)
    if not may(actor, WAIVE_VISIT, change):
        raise PermissionDenied(f"{actor.role} mag het bezoek van {change} niet laten vallen")
    against = WAIVE_VISIT.reasons_against(change.state, visit_asked(change), on=on)
    form = WaiveForm(request.POST if request.method == "POST" else None)
    problems: tuple[Problem, ...] = ()
    status = WRONG if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            waive_visit(change.pk, actor=actor, on=on, **form.cleaned_data)
        except Refused as refused:
            problems, status = problems_of([reason(code) for code in refused.reasons]), GONE
        except ValidationError as error:
            keep_errors(form, error)
        else:
            messages.success(request, _("Bewaard: voor deze wijziging is geen bezoek nodig."))
            return redirect("changes:detail", change.pk)
    context = {
        "form": form,
        "problems": problems,
        "against": [reason(code) for code in against],
        "step_text": _("Geen bezoek nodig"),
        "title": change.company.name,
        "back": reverse("changes:detail", args=[change.pk]),
        "back_words": CHANGE_KIND[change.kind],
    }
    return render(request, "parts/step_page.html", context, status=status)


def _change_or_404(actor: Actor, change_id: int) -> ReportedChange:
    rows = visible_to(actor).select_related("company", "site", "partnership", "visit")
    return get_object_or_404(rows, pk=change_id)


def _visit(change: ReportedChange, actor: Actor) -> dict[str, Any] | None:
    """What the page says of the visit that a new address asks for; None for another change."""
    asked = visit_asked(change)
    if not asked.asks:
        return None
    is_open = not asked.planned and not asked.waived
    return {
        "planned": change.visit if asked.planned else None,
        "may_plan": is_open and may(actor, WAIVE_VISIT, change),
        "may_waive": is_open and may(actor, WAIVE_VISIT, change) and change.state == ChangeState.SEEN,
    }


def _shown(change: ReportedChange) -> dict[str, Any]:
    return {
        "change": change,
        "kind": CHANGE_KIND[change.kind],
        "state": CHANGE_STATE[change.state],
        "tone": CHANGE_TONE[change.state],
    }
