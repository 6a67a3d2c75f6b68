"""The audit trail of a case, for the department; and a national number in clear, which leaves a trace."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from duaal.casework.recognition.models import Application, MentorAssignment
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.identifiers import format_national_number
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.foundation.people.actions import reveal_national_number
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.page import case_or_404, title_of
from duaal.interfaces.web.cases.steps import GONE, WRONG, keep_errors
from duaal.interfaces.web.parts import Problem
from duaal.interfaces.web.trail.listing import TRAIL, entries_of, rows_of

department_only = access(roles={Role.DEPARTMENT})


class RevealForm(forms.Form):
    """Why someone has to see a national number."""

    reason = forms.CharField(
        label=gettext_lazy("Waarvoor hebt u het nummer nodig?"),
        help_text=gettext_lazy("Uw reden komt in het spoor, met uw naam en het uur."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf waarvoor u het rijksregisternummer nodig hebt.")},
    )


@department_only
@require_GET
def case_trail(request: HttpRequest, reference: str) -> HttpResponse:
    """Who did what, from and to which state, why, under which rules, when, and as of which day."""
    application = case_or_404(actor_of(request), reference)
    page = TRAIL.page(
        request, rows_of(entries_of(application)), csv_address=reverse("trail:csv", args=[reference])
    )
    context = {"page": page, "application": application, "title": title_of(application)}
    return render(request, "trail/case.html", context)


@department_only
@require_GET
def case_trail_csv(request: HttpRequest, reference: str) -> StreamingHttpResponse:
    """The same as CSV."""
    application = case_or_404(actor_of(request), reference)
    return TRAIL.csv(request, rows_of(entries_of(application)), filename=f"spoor-{reference}.csv")


@department_only
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, reference: str, assignment_id: int) -> HttpResponse:
    """Shows the national number of a mentor once, after a reason; the look itself is recorded."""
    actor = actor_of(request)
    application = case_or_404(actor, reference)
    assignment = _mentor_or_404(application, assignment_id)
    form = RevealForm(request.POST if request.method == "POST" else None)
    context = {
        "application": application,
        "assignment": assignment,
        "form": form,
        "number": "",
        "problems": (),
    }
    status = 200
    if form.is_bound and form.is_valid():
        try:
            number = reveal_national_number(
                assignment.person_id, actor=actor, on=today(), reason=form.cleaned_data["reason"]
            )
            context["number"] = format_national_number(number)
        except Refused:
            context["problems"] = (Problem(_("Van deze persoon kennen we geen rijksregisternummer.")),)
            status = GONE
        except ValidationError as error:
            keep_errors(form, error)
    return render(request, "trail/reveal.html", context, status=WRONG if form.errors else status)


def _mentor_or_404(application: Application, assignment_id: int) -> MentorAssignment:
    for assignment in application.assignments.all():
        if assignment.pk == assignment_id:
            return assignment
    raise Http404
