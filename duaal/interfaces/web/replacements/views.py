"""Programmes that took the place of others: a partnership keeps its own table, the department reads all."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from duaal.casework.recognition.labels import reason
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways, keep_errors
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.parts import Problem, problems_of
from duaal.interfaces.web.replacements.forms import AddForm, EndForm, StrikeForm
from duaal.register.programmes.labels import REASON, REPLACEMENT_STATE, full_name
from duaal.register.programmes.models import Programme, ProgrammeReplacement
from duaal.register.programmes.replacing import add, end, may, reopen, strike, visible_to
from duaal.register.programmes.states import (
    ADD_REPLACEMENT,
    DECIDING,
    END_REPLACEMENT,
    REOPEN_REPLACEMENT,
    STRIKE_REPLACEMENT,
    ReplacementFacts,
    ReplacementState,
)

TONE = {ReplacementState.STANDS: "success", ReplacementState.STRUCK: "neutral"}

REPLACEMENTS: Listing[ProgrammeReplacement] = Listing(
    columns=(
        Column("oud", gettext_lazy("Oude opleiding"), ("old__sort_name",), lambda row: full_name(row.old)),
        Column(
            "nieuw", gettext_lazy("Nieuwe opleiding"), ("new__sort_name",), lambda row: full_name(row.new)
        ),
        Column("sinds", gettext_lazy("Sinds"), ("since",), lambda row: row.since),
        Column("tot", gettext_lazy("Tot en met"), ("until",), lambda row: row.until or ""),
        Column(
            "partnerschap",
            gettext_lazy("Partnerschap"),
            cell=lambda row: row.partnership.name,
            in_page=False,
        ),
        Column("besluit", gettext_lazy("Beslist in"), cell=lambda row: row.decision, in_page=False),
        Column(
            "toestand", gettext_lazy("Toestand"), ("state",), lambda row: str(REPLACEMENT_STATE[row.state])
        ),
    ),
    order=("-since",),
    filters=(
        Filter(
            "toestand",
            gettext_lazy("Toestand"),
            lambda rows, state: rows.filter(state=state),
            choices=tuple(REPLACEMENT_STATE.items()),
        ),
    ),
)


@access(roles=STAFF)
@require_GET
def replacement_list(request: HttpRequest) -> HttpResponse:
    """The table as the reader may see it, the last change first."""
    actor = actor_of(request)
    page = REPLACEMENTS.page(request, _rows(actor), csv_address=reverse("replacements:csv"))
    rows = [(row, REPLACEMENT_STATE[row.state], TONE[ReplacementState(row.state)]) for row in page.rows]
    context = {"page": page, "rows": rows, "may_add": actor.role in DECIDING}
    return render(request, "replacements/list.html", context)


@access(roles=STAFF)
@require_GET
def replacement_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered table."""
    name = f"vervangen-opleidingen-{today():%Y-%m-%d}.csv"
    return REPLACEMENTS.csv(request, _rows(actor_of(request)), filename=name)


@access(roles=DECIDING)
@both_ways
def add_replacement(request: HttpRequest) -> HttpResponseBase:
    """A partnership puts a replacement in its own table."""
    actor, on = actor_of(request), today()
    programmes = [(one.pk, full_name(one)) for one in Programme.objects.order_by("sort_name", "code")]
    form = AddForm(request.POST or None, programmes=programmes)
    context = {
        "step_text": _("Voeg een vervangen opleiding toe"),
        "back": reverse("replacements:list"),
        "back_words": _("Vervangen opleidingen"),
        "intro": (
            _("Een erkenning voor de oude opleiding blijft zoals ze is."),
            _("Ze telt vanaf die dag ook voor leerlingen van de nieuwe opleiding, bij uw partnerschap."),
        ),
    }
    return _step(
        request,
        form,
        lambda: add(actor=actor, on=on, **form.cleaned_data),
        done=_("De vervanging staat in de lijst en telt vanaf de gekozen dag."),
        context=context,
    )


@access(roles=STAFF)
@require_GET
def detail(request: HttpRequest, replacement_id: int) -> HttpResponse:
    """One replacement, with what this reader can do about it."""
    actor = actor_of(request)
    row = get_object_or_404(_rows(actor), pk=replacement_id)
    own = may(actor, ADD_REPLACEMENT, row.partnership_id) and row.state == ReplacementState.STANDS
    context = {
        "row": row,
        "old": full_name(row.old),
        "new": full_name(row.new),
        "state": REPLACEMENT_STATE[row.state],
        "tone": TONE[ReplacementState(row.state)],
        "may_change": own,
    }
    return render(request, "replacements/detail.html", context)


@access(roles=DECIDING)
@both_ways
def end_replacement(request: HttpRequest, replacement_id: int) -> HttpResponseBase:
    """The last day of a replacement."""
    actor, on = actor_of(request), today()
    row = _own(actor, replacement_id, END_REPLACEMENT)
    form = EndForm(request.POST or None)
    return _step(
        request,
        form,
        lambda: end(row.pk, actor=actor, on=on, **form.cleaned_data),
        done=_("De laatste dag is bewaard. U kunt hem nog weghalen."),
        context=_about(row, END_REPLACEMENT, _("Laat de vervanging eindigen"), on=on),
    )


@access(roles=DECIDING)
@require_POST
def reopen_replacement(request: HttpRequest, replacement_id: int) -> HttpResponseBase:
    """Takes the last day away."""
    actor = actor_of(request)
    row = _own(actor, replacement_id, REOPEN_REPLACEMENT)
    try:
        reopen(row.pk, actor=actor, on=today())
    except Refused as refused:
        for code in refused.reasons:
            messages.error(request, words_of(code))
    else:
        messages.success(request, _("De laatste dag is weggehaald. De vervanging telt weer."))
    return redirect("replacements:detail", row.pk)


@access(roles=DECIDING)
@both_ways
def strike_replacement(request: HttpRequest, replacement_id: int) -> HttpResponseBase:
    """Strikes a mistake out."""
    actor, on = actor_of(request), today()
    row = _own(actor, replacement_id, STRIKE_REPLACEMENT)
    form = StrikeForm(request.POST or None)
    return _step(
        request,
        form,
        lambda: strike(row.pk, actor=actor, on=on, **form.cleaned_data),
        done=_("De vervanging is geschrapt. Ze telde nooit."),
        context=_about(row, STRIKE_REPLACEMENT, _("Schrap een vergissing"), on=on),
    )


def words_of(code: str) -> str:
    """A reason in Dutch."""
    return str(REASON[code]) if code in REASON else reason(code)


def _rows(actor: Actor) -> QuerySet[ProgrammeReplacement]:
    return visible_to(actor).select_related("old", "new", "partnership")


def _own(actor: Actor, replacement_id: int, step: Step[Any]) -> ProgrammeReplacement:
    row = get_object_or_404(_rows(actor), pk=replacement_id)
    if not may(actor, step, row.partnership_id):
        raise PermissionDenied(f"{actor.role} mag de stap {step.name} niet zetten op {row}")
    return row


def _about(row: ProgrammeReplacement, step: Step[Any], words: str, *, on: date) -> dict[str, Any]:
    """What the page of a step shows; a step that cannot be set now brings its reasons."""
    against = step.reasons_against(row.state, ReplacementFacts(Period(row.since, row.until)), on=on)
    return {
        "step_text": words,
        "title": f"{full_name(row.old)} → {full_name(row.new)}",
        "against": [words_of(code) for code in against],
        "back": reverse("replacements:detail", args=[row.pk]),
        "back_words": full_name(row.old),
    }


def _step(
    request: HttpRequest,
    form: Form,
    act: Callable[[], ProgrammeReplacement],
    *,
    done: str,
    context: dict[str, Any],
) -> HttpResponseBase:
    """A page with a form: what was typed stays, every reason and every wrong field is said."""
    problems: tuple[Problem, ...] = ()
    status = WRONG if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            row = act()
        except Refused as refused:
            problems = problems_of([words_of(code) for code in refused.reasons])
            status = GONE if WRONG_STATE in refused.reasons else WRONG
        except ValidationError as error:
            keep_errors(form, error)
        else:
            messages.success(request, done)
            return redirect("replacements:detail", row.pk)
    page = {**context, "form": form, "problems": problems}
    return render(request, "parts/step_page.html", page, status=status)
