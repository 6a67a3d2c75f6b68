"""Naming one more mentor: first who, then only what the register does not know yet."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.mentors.naming import name_mentor
from duaal.casework.recognition.mentors.queries import extract_on_file, latest_of, persons_of
from duaal.casework.recognition.models import MentorAssignment, Recognition
from duaal.casework.recognition.queries import LIVE_STATES, recognitions_visible_to
from duaal.casework.recognition.rules.law import law_on
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import WRONG, keep_errors
from duaal.interfaces.web.mentors.forms import NamingForm
from duaal.interfaces.web.parts import Problem, problems_of
from duaal.register.organisations.models import Company

RECOGNITION, REPLACES = "erkenning", "vervangt"
company_only = access(roles={Role.COMPANY})


@company_only
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Who becomes mentor: somebody the company named before, or somebody new."""
    company = _company(actor_of(request))
    context = {"persons": list(persons_of(company)), "query": _carried(request)}
    return render(request, "mentors/choose.html", context)


@company_only
@require_http_methods(["GET", "POST"])
def name(request: HttpRequest, person_id: int | None = None) -> HttpResponseBase:
    """The mentor and the recognitions; sending it makes a small case per recognition."""
    actor, on = actor_of(request), today()
    company = _company(actor)
    person = get_object_or_404(persons_of(company), pk=person_id) if person_id is not None else None
    live = list(_live(actor))
    law = law_on(on, live[0].partnership_id if live else "")
    form = NamingForm(
        request.POST or None,
        request.FILES or None,
        initial={"recognitions": [_whole(request.GET.get(RECOGNITION))]},
        recognitions=[(one.pk, f"{one.programme.name}, {one.site.name}") for one in live],
        person=person,
        latest=latest_of(company, person) if person else None,
        kept=extract_on_file(company, person, on=on, law=law) if person else None,
        law=law,
        on=on,
    )
    replaces = _replaced(request, live)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            cases = name_mentor(
                form.cleaned_data["recognitions"],
                actor=actor,
                on=on,
                mentor=form.new_mentor(),
                replaces=replaces.pk if replaces else None,
            )
        except Refused as refused:
            problems = problems_of([reason(code) for code in refused.reasons])
        except ValidationError as error:
            keep_errors(form, error)
        else:
            done = ngettext(
                "De mentor is voorgesteld. U ziet hieronder tot wanneer het partnerschap kan beslissen.",
                "De mentor is voorgesteld bij %(n)d erkenningen. Per erkenning volgt een beslissing.",
                len(cases),
            )
            messages.success(request, done % {"n": len(cases)})
            if len(cases) == 1:
                return redirect("cases:detail", cases[0].reference)
            return redirect("requests:overview")
    status = WRONG if request.method == "POST" else 200
    context: dict[str, Any] = {
        "form": form,
        "person": person,
        "replaces": replaces,
        "problems": problems,
        "has_recognitions": bool(live),
        "law": law,
    }
    return render(request, "mentors/name.html", context, status=status)


def _company(actor: Actor) -> Company:
    return get_object_or_404(Company, enterprise_number=actor.organisation)


def _live(actor: Actor) -> QuerySet[Recognition]:
    """The recognitions of the company that a mentor can join."""
    recognitions = recognitions_visible_to(actor).filter(state__in=LIVE_STATES, valid_to__gte=today())
    return recognitions.select_related("programme", "site").order_by(
        "programme__sort_name", "site__name", "pk"
    )


def _replaced(request: HttpRequest, live: list[Recognition]) -> MentorAssignment | None:
    """The assignment that this mentor takes the place of, when the address names one of the company."""
    number = _whole(request.POST.get(REPLACES) or request.GET.get(REPLACES))
    at_live_ones = MentorAssignment.objects.filter(recognition__in=[one.pk for one in live])
    return at_live_ones.filter(pk=number).select_related("person").first()


def _carried(request: HttpRequest) -> str:
    """What the next page has to know: the recognition, and who is replaced."""
    named = {key: _whole(request.GET.get(key)) for key in (RECOGNITION, REPLACES)}
    carried = "&".join(f"{key}={value}" for key, value in named.items() if value)
    return f"?{carried}" if carried else ""


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
