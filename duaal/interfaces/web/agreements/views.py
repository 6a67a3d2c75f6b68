"""Learners without a workplace: the list, and one of whom only the agreement is known here."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.agreements.labels import REASON
from duaal.casework.agreements.models import AgreementEnd, SearchOutcome
from duaal.casework.agreements.searching import end_search, lost_places
from duaal.casework.recognition.labels import reason
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.agreements.listing import PLACES, STATE, rows_of
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways, keep_errors
from duaal.interfaces.web.parts import Problem, problems_of

READERS = frozenset({Role.COUNSELLOR})


class OutcomeForm(forms.Form):
    """What became of the learner."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat gebeurde er met de leerling?"),
        choices=SearchOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat er met de leerling gebeurde.")},
    )


@access(roles=READERS | {Role.DEPARTMENT})
@require_GET
def place_list(request: HttpRequest) -> HttpResponse:
    """Learners who search for a workplace, the first last day on top; all of them when asked."""
    actor = actor_of(request)
    rows = rows_of(actor, request.GET.get(STATE, ""), on=today())
    page = PLACES.page(request, rows, csv_address=reverse("agreements:csv"))
    return render(request, "agreements/list.html", {"page": page, "is_staff": actor.role == Role.COUNSELLOR})


@access(roles=READERS | {Role.DEPARTMENT})
@require_GET
def place_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list of learners."""
    on = today()
    rows = rows_of(actor_of(request), request.GET.get(STATE, ""), on=on)
    return PLACES.csv(request, rows, filename=f"leerlingen-zonder-werkplek-{on:%Y-%m-%d}.csv")


@access(roles=READERS)
@both_ways
def detail(request: HttpRequest, agreement_id: int) -> HttpResponseBase:
    """One lost workplace: what happened, and the form to say how the search ended."""
    actor, on = actor_of(request), today()
    found = lost_places(actor).select_related("company", "site__municipality", "programme", "recognition")
    agreement = get_object_or_404(found, pk=agreement_id)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    problems: tuple[Problem, ...] = ()
    status = WRONG if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            end_search(agreement.pk, actor=actor, on=on, outcome=form.cleaned_data["outcome"])
        except Refused as refused:
            problems = problems_of([REASON.get(code) or reason(code) for code in refused.reasons])
            status = GONE
        except ValidationError as error:
            keep_errors(form, error)
        else:
            words = _("De zoektocht van leerling %(number)s is afgesloten.")
            messages.success(request, words % {"number": agreement.learner_number})
            return redirect("agreements:list")
    context = {
        "agreement": agreement,
        "is_withdrawn": agreement.end_reason == AgreementEnd.WITHDRAWAL,
        "form": form,
        "problems": problems,
    }
    return render(request, "agreements/detail.html", context, status=status)
