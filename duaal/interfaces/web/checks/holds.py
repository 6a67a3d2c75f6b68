"""The pages of the question to the department: asked by the school, listed and decided by the department."""

from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.agreements.actions import holding
from duaal.casework.agreements.actions.living import starts_on
from duaal.casework.agreements.actions.steps import AROUND
from duaal.casework.agreements.check_words import HOLD_STATE, HOLD_TONE
from duaal.casework.agreements.labels import KIND, reason
from duaal.casework.agreements.models import StatusHold
from duaal.casework.agreements.readiness import readiness_of
from duaal.casework.agreements.states import NEW, ON_PAPER, WAITING, AgreementStanding
from duaal.casework.agreements.states.checks import HOLD, REJECT, RELEASE, HoldState
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.checks.forms import DecisionForm, HoldForm
from duaal.interfaces.web.checks.panel import criteria_of
from duaal.interfaces.web.contracts.stepping import COUNSELLORS, step_page
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.parts import SummaryRow
from duaal.interfaces.web.stepping import answer_step, typed_in

DEPARTMENT = frozenset({Role.DEPARTMENT})
STATE_FILTER, ALL = "toestand", "alle"
Holds = QuerySet[StatusHold]

LISTING: Listing[StatusHold] = Listing(
    columns=(
        Column(
            "leerling",
            gettext_lazy("Nummer van de leerling"),
            ("agreement__learner_number",),
            lambda one: one.agreement.learner_number,
        ),
        Column(
            "school",
            gettext_lazy("School of centrum"),
            ("agreement__provider__name",),
            lambda one: one.agreement.provider.name if one.agreement.provider else "",
        ),
        Column(
            "onderneming",
            gettext_lazy("Onderneming"),
            ("agreement__company__sort_name",),
            lambda one: one.agreement.company.name,
        ),
        Column("gevraagd", gettext_lazy("Voorgelegd op"), ("asked_on",), lambda one: one.asked_on),
        Column("toestand", gettext_lazy("Toestand"), ("state",), lambda one: HOLD_STATE[one.state]),
    ),
    order=("asked_on",),
    filters=(
        Filter(
            STATE_FILTER,
            gettext_lazy("Toestand"),
            lambda rows, state: rows if state == ALL else rows.filter(state=state),
            ((ALL, gettext_lazy("alle")), *HOLD_STATE.items()),
            empty=gettext_lazy("te beslissen"),
        ),
    ),
)


@access(roles=COUNSELLORS)
@both_ways
def hold(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """The school asks the department about an agreement without the status."""
    form = HoldForm(typed_in(request))
    return step_page(
        request,
        agreement_id,
        HOLD,
        form,
        lambda keep: holding.hold(agreement_id, **form.cleaned_data, **keep),
        text=gettext_lazy("Leg voor aan het departement"),
        done=_("Het departement kijkt dit na. Tot dan begint de overeenkomst niet."),
        intro=[
            _("U kunt de overeenkomst intussen laten ondertekenen en registreren."),
            _("Het departement ziet de uren, de onderneming en de school, en niet de naam van de leerling."),
        ],
        state=NEW,
    )


@access(roles=DEPARTMENT)
@require_GET
def hold_list(request: HttpRequest) -> HttpResponse:
    """What schools asked, the oldest first; those that are decided only when they are asked for."""
    page = LISTING.page(request, _rows(request), csv_address=reverse("checks:holds_csv"))
    rows = [(one, HOLD_STATE[one.state], HOLD_TONE[one.state]) for one in page.rows]
    return render(request, "checks/holds.html", {"page": page, "rows": rows})


@access(roles=DEPARTMENT)
@require_GET
def hold_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list."""
    name = f"voorgelegde-overeenkomsten-{today():%Y-%m-%d}.csv"
    return LISTING.csv(request, _rows(request), filename=name)


@access(roles=DEPARTMENT)
@require_GET
def detail(request: HttpRequest, hold_id: int) -> HttpResponse:
    """One question: the facts, each criterion with its outcome, and what was decided."""
    row, on = _hold_or_404(hold_id), today()
    agreement = row.agreement
    ready = readiness_of(agreement, starts_on=starts_on(agreement), on=on)
    can_decide = row.state == HoldState.HELD and holding.is_current(row, agreement)
    context = {
        "row": row,
        "kind": KIND[agreement.kind],
        "state": HOLD_STATE[row.state],
        "tone": HOLD_TONE[row.state],
        "facts": _facts(row),
        "criteria": criteria_of(ready.status) if ready.status and can_decide else None,
        "findings": [reason(code) for code in row.findings],
        "is_old": row.state == HoldState.HELD and not can_decide,
        "can_decide": can_decide,
    }
    return render(request, "checks/hold.html", context)


@access(roles=DEPARTMENT)
@both_ways
def release(request: HttpRequest, hold_id: int) -> HttpResponseBase:
    """The department lets the agreement begin."""
    return _decide(
        request,
        hold_id,
        RELEASE,
        holding.release,
        gettext_lazy("Geef de overeenkomst vrij"),
        _("De overeenkomst is vrijgegeven. De school krijgt bericht."),
        "",
    )


@access(roles=DEPARTMENT)
@both_ways
def reject(request: HttpRequest, hold_id: int) -> HttpResponseBase:
    """The department does not let the agreement begin like this."""
    return _decide(
        request,
        hold_id,
        REJECT,
        holding.reject,
        gettext_lazy("Geef de overeenkomst niet vrij"),
        _("De overeenkomst begint zo niet. De school krijgt bericht."),
        "danger",
    )


def _decide(
    request: HttpRequest,
    hold_id: int,
    step: Step[AgreementStanding],
    action: Any,
    text: Promise,
    done: str,
    kind: str,
) -> HttpResponseBase:
    actor, on, row = actor_of(request), today(), _hold_or_404(hold_id)
    form = DecisionForm(typed_in(request))
    context = {
        "step_text": text,
        "title": row.agreement.learner_number,
        "back_words": KIND[row.agreement.kind],
        "against": [reason(WRONG_STATE)] if row.state not in step.sources else [],
        "intro": [],
        "kind": kind,
    }
    return answer_step(
        request,
        form,
        lambda: action(hold_id, **form.cleaned_data, actor=actor, on=on),
        done=done,
        back=reverse("checks:held", args=[hold_id]),
        context=context,
        words=reason,
    )


def _facts(row: StatusHold) -> list[SummaryRow]:
    agreement = row.agreement
    rows = [
        SummaryRow(_("Leerling"), agreement.learner_number),
        SummaryRow(_("School of centrum"), agreement.provider.name if agreement.provider else ""),
        SummaryRow(_("Onderneming"), f"{agreement.company.name}, {agreement.site.name}"),
        SummaryRow(_("Opleiding"), agreement.programme.name),
        SummaryRow(_("Eerste dag"), f"{starts_on(agreement):%d/%m/%Y}"),
        SummaryRow(_("Laatste dag"), f"{agreement.planned_end_on:%d/%m/%Y}"),
        SummaryRow(_("Voorgelegd op"), f"{row.asked_on:%d/%m/%Y}"),
        SummaryRow(_("Wat de school schrijft"), row.remark or _("niets")),
    ]
    if row.decided_on:
        rows.append(SummaryRow(_("Beslist op"), f"{row.decided_on:%d/%m/%Y}"))
        rows.append(SummaryRow(_("Redenen"), row.decision))
    return rows


def _rows(request: HttpRequest) -> Holds:
    rows = StatusHold.objects.select_related(
        "agreement__company", "agreement__provider", "agreement__programme"
    )
    if request.GET.get(STATE_FILTER, "") in {ALL, *HOLD_STATE}:
        return rows
    return rows.filter(
        state=HoldState.HELD,
        version=F("agreement__version"),
        agreement__state__in=sorted(ON_PAPER | WAITING),
    )


def _hold_or_404(hold_id: int) -> StatusHold:
    around = (f"agreement__{one}" for one in AROUND)
    found = StatusHold.objects.select_related("agreement", *around).filter(pk=hold_id).first()
    if found is None:
        raise Http404
    return found
