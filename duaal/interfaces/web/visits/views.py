"""The list of visits, and planning, moving, cancelling and reporting one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.recognition import policy
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.models import Application, Recognition, Visit
from duaal.casework.recognition.states.visits import (
    CANCEL_VISIT,
    MOVE_VISIT,
    PLAN_VISIT,
    PLAN_VISIT_THERE,
    REPORT_VISIT,
    VisitStanding,
)
from duaal.casework.recognition.visits import actions
from duaal.casework.recognition.visits.queries import visits_visible_to, with_visit_parts
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases import page as cases
from duaal.interfaces.web.cases.steps import OFFICERS, both_ways
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.recognitions import files as recognitions
from duaal.interfaces.web.stepping import answer_step, typed_in
from duaal.interfaces.web.visits.calendar import calendar_of
from duaal.interfaces.web.visits.forms import AppointmentForm, CancelForm, ReportForm, initial_of
from duaal.interfaces.web.visits.listing import STATE, listed, visits_listing
from duaal.interfaces.web.visits.section import VisitLine, line_of

PLAN = gettext_lazy("Plan een bezoek")


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One row of the list, with the file that the visit belongs to and its address."""

    line: VisitLine
    file: Application | Recognition
    href: str


@access(roles=STAFF)
@require_GET
def visit_list(request: HttpRequest) -> HttpResponse:
    """Visits that still have to happen, the first day on top; others when the filters ask for them."""
    actor, on = actor_of(request), today()
    rows = listed(with_visit_parts(visits_visible_to(actor)), request.GET.get(STATE, ""))
    page = visits_listing(actor, on=on).page(request, rows, csv_address=reverse("visits:csv"))
    found = [_row(visit, actor) for visit in page.rows]
    return render(request, "visits/list.html", {"page": page, "rows": found})


@access(roles=STAFF)
@require_GET
def visit_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of visits."""
    actor, on = actor_of(request), today()
    rows = listed(with_visit_parts(visits_visible_to(actor)), request.GET.get(STATE, ""))
    return visits_listing(actor, on=on).csv(request, rows, filename=f"bezoeken-{on:%Y-%m-%d}.csv")


@access(roles=STAFF | {Role.COMPANY})
@require_GET
def calendar(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The appointment for an agenda."""
    visit = _visit_or_404(actor_of(request), visit_id)
    return HttpResponse(
        calendar_of(visit, at=timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="bezoek-{visit.planned_on:%Y-%m-%d}.ics"'},
    )


@access(roles=OFFICERS)
@both_ways
def plan_for_case(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Plans a visit for a case."""
    actor, on = actor_of(request), today()
    application = cases.case_or_404(actor, reference)
    policy.require(actor, PLAN_VISIT, application)
    form = AppointmentForm(typed_in(request), initial={"visitor": actor.name})
    return answer_step(
        request,
        form,
        lambda: actions.plan_for_case(application.pk, actor=actor, on=on, appointment=form.appointment()),
        done=_("Het bezoek is gepland. De onderneming ziet de afspraak."),
        back=reverse("cases:detail", args=[reference]),
        context=_frame(PLAN_VISIT, application, PLAN, VisitStanding()),
    )


@access(roles=OFFICERS)
@both_ways
def plan_for_recognition(request: HttpRequest, recognition_id: int) -> HttpResponseBase:
    """Plans a visit to a recognised workplace."""
    actor, on = actor_of(request), today()
    recognition = recognitions.recognition_or_404(actor, recognition_id)
    policy.require(actor, PLAN_VISIT_THERE, recognition)
    form = AppointmentForm(typed_in(request), initial={"visitor": actor.name})
    return answer_step(
        request,
        form,
        lambda: actions.plan_for_recognition(
            recognition.pk, actor=actor, on=on, appointment=form.appointment()
        ),
        done=_("Het bezoek is gepland. De onderneming ziet de afspraak."),
        back=reverse("recognitions:detail", args=[recognition.pk]),
        context=_frame(PLAN_VISIT_THERE, recognition, PLAN, VisitStanding()),
    )


@access(roles=OFFICERS)
@both_ways
def move(request: HttpRequest, visit_id: int) -> HttpResponseBase:
    """Moves a visit to another day, hour or visitor."""
    actor, on = actor_of(request), today()
    visit = _visit_or_404(actor, visit_id)
    form = AppointmentForm(typed_in(request), initial=initial_of(visit))
    return _step(
        request,
        visit,
        MOVE_VISIT,
        form,
        lambda: actions.move_visit(visit_id, actor=actor, on=on, appointment=form.appointment()),
        text=gettext_lazy("Verplaats het bezoek"),
        done=_("Het bezoek is verplaatst. De onderneming ziet de nieuwe afspraak."),
    )


@access(roles=OFFICERS)
@both_ways
def cancel(request: HttpRequest, visit_id: int) -> HttpResponseBase:
    """Cancels a visit."""
    actor, on = actor_of(request), today()
    visit = _visit_or_404(actor, visit_id)
    form = CancelForm(typed_in(request))
    return _step(
        request,
        visit,
        CANCEL_VISIT,
        form,
        lambda: actions.cancel_visit(visit_id, actor=actor, on=on, reason=form.cleaned_data["reason"]),
        text=gettext_lazy("Zeg het bezoek af"),
        done=_("Het bezoek is afgezegd. De onderneming ziet de reden."),
        kind="danger",
    )


@access(roles=OFFICERS)
@both_ways
def report(request: HttpRequest, visit_id: int) -> HttpResponseBase:
    """Keeps the report of a visit."""
    actor, on = actor_of(request), today()
    visit = _visit_or_404(actor, visit_id)
    form = ReportForm(typed_in(request), initial={"held_on": min(visit.planned_on, on)})
    return _step(
        request,
        visit,
        REPORT_VISIT,
        form,
        lambda: actions.report_visit(visit_id, actor=actor, on=on, **form.cleaned_data),
        text=gettext_lazy("Bewaar het verslag"),
        done=_("Het verslag is bewaard."),
    )


def _step(
    request: HttpRequest,
    visit: Visit,
    step: Step[VisitStanding],
    form: forms.Form,
    do: Any,
    *,
    text: Promise,
    done: str,
    kind: str = "",
) -> HttpResponseBase:
    file = actions.file_of(visit)
    policy.require(actor_of(request), step, file)
    frame = _frame(step, file, text, actions.standing_of_visit(visit))
    when = _("Nu gepland op %(day)s, door %(who)s.") % {
        "day": f"{visit.planned_on:%d/%m/%Y}",
        "who": visit.visitor_name,
    }
    context = {**frame, "intro": [when], "kind": kind}
    return answer_step(request, form, do, done=done, back=_address(file), context=context)


def _frame(
    step: Step[VisitStanding], file: Application | Recognition, text: Promise, standing: VisitStanding
) -> dict[str, Any]:
    codes = step.reasons_against(file.state, standing, on=today())
    if isinstance(file, Application):
        title, back = cases.title_of(file), _("Dossier %(reference)s") % {"reference": file.reference}
    else:
        title, back = recognitions.title_of(file), _("Erkenning")
    against = [reason(code) for code in codes]
    return {"step_text": text, "title": title, "back_words": back, "against": against}


def _row(visit: Visit, actor: Actor) -> VisitRow:
    file = actions.file_of(visit)
    return VisitRow(line_of(visit, file, actor=actor, on=today()), file, _address(file))


def _address(file: Application | Recognition) -> str:
    if isinstance(file, Application):
        return reverse("cases:detail", args=[file.reference])
    return reverse("recognitions:detail", args=[file.pk])


def _visit_or_404(actor: Actor, visit_id: int) -> Visit:
    visit = with_visit_parts(visits_visible_to(actor)).filter(pk=visit_id).first()
    if visit is None:
        raise Http404
    return visit
