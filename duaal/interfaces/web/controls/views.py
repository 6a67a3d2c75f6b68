"""The pages of a control: the list, a new one, one with its findings, the dossier it opens."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from duaal.casework.recognition.controls import actions, policy
from duaal.casework.recognition.controls.actions import CONTROL_FILE, state_of
from duaal.casework.recognition.controls.labels import CONTROL_STATE, CONTROL_TONE
from duaal.casework.recognition.controls.queries import Dossier, controls_visible_to
from duaal.casework.recognition.controls.states import VIEW_DOSSIER, ControlState
from duaal.casework.recognition.labels import (
    APPLICATION_STATE,
    APPLICATION_TONE,
    ASSIGNMENT_STATE,
    RECOGNITION_STATE,
    RECOGNITION_TONE,
    reason,
)
from duaal.casework.recognition.models import Control, Recognition
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.audit.queries import trail
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.history import history_of
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways, keep_errors
from duaal.interfaces.web.controls.forms import FindingForm, OpenForm
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.parts import Clock, problems_of
from duaal.interfaces.web.templatetags.duaal import enterprise
from duaal.register.organisations.models import Company

READERS = frozenset({Role.INSPECTOR, Role.DEPARTMENT})
INSPECTOR = frozenset({Role.INSPECTOR})
LAST_STEPS = 100
"""Steps of its files that the dossier of an undertaking shows, the newest first."""


def _in_state(on: date) -> Callable[[Any, str], Any]:
    def apply(rows: QuerySet[Control], state: str) -> QuerySet[Control]:
        running = Q(closed_on__isnull=True, ends_on__gte=on)
        return rows.filter(running if state == ControlState.RUNNING else ~running)

    return apply


def controls_listing(*, on: date) -> Listing[Control]:
    """The list of controls, the last opened first."""
    return Listing(
        columns=(
            Column(
                "onderneming", gettext_lazy("Onderneming"), ("company__sort_name",), lambda c: c.company.name
            ),
            Column(
                "ondernemingsnummer",
                gettext_lazy("Ondernemingsnummer"),
                cell=lambda c: enterprise(c.company.enterprise_number),
                in_page=False,
            ),
            Column("wie", gettext_lazy("Inspecteur"), ("inspector_name",), lambda c: c.inspector_name),
            Column("geopend", gettext_lazy("Geopend op"), ("opened_on",), lambda c: c.opened_on),
            Column("einde", gettext_lazy("Laatste dag"), ("ends_on",), lambda c: c.closed_on or c.ends_on),
            Column("toestand", gettext_lazy("Toestand"), (), lambda c: CONTROL_STATE[state_of(c, on=on)]),
            Column("reden", gettext_lazy("Reden"), cell=lambda c: c.reason, in_page=False),
        ),
        order=("-opened_on",),
        filters=(Filter("toestand", gettext_lazy("Toestand"), _in_state(on), tuple(CONTROL_STATE.items())),),
    )


@access(roles=READERS)
@require_GET
def control_list(request: HttpRequest) -> HttpResponse:
    """The controls of an inspector; all of them for the department."""
    actor, on = actor_of(request), today()
    rows = controls_visible_to(actor).select_related("company")
    page = controls_listing(on=on).page(request, rows, csv_address=reverse("controls:csv"))
    shown = [(c, CONTROL_STATE[state_of(c, on=on)], CONTROL_TONE[state_of(c, on=on)]) for c in page.rows]
    return render(
        request, "controls/list.html", {"page": page, "rows": shown, "may_open": policy.may_open(actor)}
    )


@access(roles=READERS)
@require_GET
def control_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of controls."""
    on = today()
    rows = controls_visible_to(actor_of(request)).select_related("company")
    return controls_listing(on=on).csv(request, rows, filename=f"controles-{on:%Y-%m-%d}.csv")


@access(roles=INSPECTOR)
@both_ways
def open_control(request: HttpRequest) -> HttpResponseBase:
    """A new control: which undertaking, why, until when."""
    actor, on = actor_of(request), today()
    form = OpenForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = WRONG
        if form.is_valid():
            try:
                control = actions.open_control(
                    form.cleaned_data["number"],
                    actor=actor,
                    on=on,
                    reason=form.cleaned_data["reason"],
                    ends_on=form.cleaned_data["ends_on"],
                )
            except Company.DoesNotExist:
                form.add_error("number", _("We kennen geen onderneming met dit nummer. Kijk het na."))
            except Refused as refused:
                form.add_error(None, [reason(code) for code in refused.reasons])
            except ValidationError as error:
                keep_errors(form, error)
            else:
                messages.success(request, _("De controle is geopend. U kunt het dossier bekijken."))
                return redirect("controls:detail", control.pk)
    context = {"form": form, "step_text": _("Open de controle"), "back": reverse("controls:list")}
    return render(request, "controls/step.html", context, status=status)


@access(roles=READERS)
@require_GET
def detail(request: HttpRequest, control_id: int) -> HttpResponse:
    """One control: its reason and days, its findings, who looked when; not the files themselves."""
    actor, on = actor_of(request), today()
    control = _control_or_404(actor, control_id)
    return render(request, "controls/detail.html", _frame(control, actor, on))


@access(roles=INSPECTOR)
@require_POST
def dossier(request: HttpRequest, control_id: int) -> HttpResponse:
    """The files of the undertaking. Every look is kept, so it takes a button and not a link."""
    actor, on = actor_of(request), today()
    control = _control_or_404(actor, control_id)
    try:
        found = actions.view_dossier(control.pk, actor=actor, on=on, last_steps=LAST_STEPS)
    except Refused as refused:
        problems = problems_of([_over(code) for code in refused.reasons])
        context = {**_frame(control, actor, on), "problems": problems}
        return render(request, "controls/detail.html", context, status=GONE)
    return render(request, "controls/dossier.html", {"control": control, **_shown(found)})


@access(roles=INSPECTOR)
@both_ways
def finding(request: HttpRequest, control_id: int) -> HttpResponseBase:
    """A finding about one recognition, or about the undertaking."""
    actor, on = actor_of(request), today()
    control = _control_or_404(actor, control_id)
    policy.require(actor, VIEW_DOSSIER, control)
    recognitions = Recognition.objects.filter(company=control.company_id).select_related("site", "programme")
    choices = [
        (one.pk, _("%(programme)s op %(site)s") % {"programme": one.programme.name, "site": one.site.name})
        for one in recognitions.order_by("site__name", "programme__sort_name", "pk")
    ]
    form = FindingForm(request.POST if request.method == "POST" else None, recognitions=choices)
    status = 200
    if form.is_bound:
        status = WRONG
        if form.is_valid():
            try:
                actions.record_finding(
                    control.pk,
                    actor=actor,
                    on=on,
                    text=form.cleaned_data["text"],
                    recognition_id=form.cleaned_data["recognition"],
                )
            except Refused as refused:
                form.add_error(None, [_over(code) for code in refused.reasons])
                status = GONE
            except ValidationError as error:
                keep_errors(form, error)
            else:
                messages.success(request, _("De vaststelling is genoteerd."))
                return redirect("controls:detail", control.pk)
    back = reverse("controls:detail", args=[control.pk])
    context = {"form": form, "step_text": _("Noteer een vaststelling"), "back": back, "control": control}
    return render(request, "controls/step.html", context, status=status)


@access(roles=INSPECTOR)
@require_POST
def close(request: HttpRequest, control_id: int) -> HttpResponseBase:
    """Ends the control before its last day."""
    actor, on = actor_of(request), today()
    control = _control_or_404(actor, control_id)
    try:
        actions.close_control(control.pk, actor=actor, on=on)
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, _over(code))
    else:
        messages.success(request, _("De controle is afgesloten. Het dossier is dicht."))
    return redirect("controls:detail", control.pk)


def _control_or_404(actor: Actor, control_id: int) -> Control:
    try:
        return controls_visible_to(actor).select_related("company").get(pk=control_id)
    except Control.DoesNotExist:
        raise Http404 from None


def _over(code: str) -> str:
    """The reason in the words of a control: what is over cannot be opened again."""
    return _("Deze controle is afgelopen. Open een nieuwe.") if code == WRONG_STATE else reason(code)


def _frame(control: Control, actor: Actor, on: date) -> dict[str, object]:
    state = state_of(control, on=on)
    runs = state == ControlState.RUNNING
    then = _("Daarna is het dossier dicht.")
    findings = control.findings.select_related(
        "recognition__site", "recognition__programme"
    ).prefetch_related("guidances", "hearings")
    return {
        "control": control,
        "state": CONTROL_STATE[state],
        "tone": CONTROL_TONE[state],
        "clock": Clock.until(control.ends_on, on=on, warn_days=WEEK.days, then=then) if runs else None,
        "is_own": runs and policy.may(actor, VIEW_DOSSIER, control),
        "findings": list(findings),
        "history": history_of(trail(CONTROL_FILE, control.pk), actor=actor),
    }


def _shown(found: Dossier) -> dict[str, object]:
    """The dossier in words: rows with their state, the mentors, and the last steps."""
    return {
        "dossier": found,
        "recognitions": [
            (
                one,
                RECOGNITION_STATE[one.state],
                RECOGNITION_TONE[one.state],
                [(str(a.person), ASSIGNMENT_STATE[a.state]) for a in one.assignments.all()],
            )
            for one in found.recognitions
        ],
        "applications": [
            (one, APPLICATION_STATE[one.state], APPLICATION_TONE[one.state]) for one in found.applications
        ],
        "history": tuple(reversed(history_of(found.steps, actor=Actor(Role.INSPECTOR)))),
    }
