"""One page on which a counsellor writes a draft: competences, hours, evaluations, agreements.

Each part is a form of its own, so that nothing typed elsewhere is lost and a phone is enough.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.progress import policy
from duaal.casework.progress.actions import writing
from duaal.casework.progress.labels import reason
from duaal.casework.progress.models import Plan
from duaal.casework.progress.states import EDIT_PLAN
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.cases.steps import GONE, WRONG, both_ways, keep_errors
from duaal.interfaces.web.learners.enrolling import COUNSELLORS
from duaal.interfaces.web.parts import problems_of
from duaal.interfaces.web.plans.forms import AgreementsForm, EvaluationForm, LinesForm, WeeksForm
from duaal.interfaces.web.plans.page import learner_of_plan, plan_page
from duaal.interfaces.web.plans.places import Choice, choice_of

PART, WHICH = "deel", "welke"
LINES, WEEKS, LESS_WEEKS = "competenties", "uren", "uren-weg"
MOMENT, LESS_MOMENT, AGREEMENTS = "evaluatie", "evaluatie-weg", "afspraken"

DONE: Mapping[str, Promise] = {
    LINES: gettext_lazy("De competenties zijn aangepast."),
    WEEKS: gettext_lazy("De weken zijn toegevoegd."),
    LESS_WEEKS: gettext_lazy("De weken zijn weg."),
    MOMENT: gettext_lazy("De evaluatie is toegevoegd."),
    LESS_MOMENT: gettext_lazy("De evaluatie is weg."),
    AGREEMENTS: gettext_lazy("De afspraken zijn bewaard."),
}
PLACE_ON_PAGE = {LESS_WEEKS: WEEKS, LESS_MOMENT: MOMENT}


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the page; the one that was sent is bound. `button` is that of a button without fields."""

    lines: LinesForm
    weeks: WeeksForm
    moment: EvaluationForm
    agreements: AgreementsForm
    button: forms.Form

    def of(self, part: str) -> forms.Form:
        known: dict[str, forms.Form] = {
            LINES: self.lines,
            WEEKS: self.weeks,
            MOMENT: self.moment,
            AGREEMENTS: self.agreements,
        }
        return known.get(part, self.button)


@access(roles=COUNSELLORS)
@both_ways
def edit(request: HttpRequest, trajectory_id: int) -> HttpResponseBase:
    """The draft, with a form for each part; a fixed plan leads back to the page to read."""
    actor, on = actor_of(request), today()
    trajectory, versions = learner_of_plan(actor, trajectory_id, on=on)
    policy.require(actor, EDIT_PLAN, trajectory)
    if not versions or versions[0].fixed_on is not None:
        return redirect("learners:plan", trajectory_id)
    plan, part = versions[0], request.POST.get(PART, "")
    choice = choice_of(request, plan, on=on)
    sent = _forms(request, plan, choice, part)
    problems, status = problems_of([]), 200
    if request.method == "POST":
        form = sent.of(part)
        if form.is_valid():
            try:
                _write(plan, part, sent, request, {"actor": actor, "on": on})
            except Refused as refused:
                problems, status = problems_of([reason(code) for code in refused.reasons]), WRONG
            except ObjectDoesNotExist:
                problems, status = problems_of([reason(WRONG_STATE)]), GONE
            except ValidationError as error:
                keep_errors(form, error)
                status = WRONG
            else:
                messages.success(request, str(DONE[part]))
                address = f"{request.get_full_path()}#{PLACE_ON_PAGE.get(part, part)}"
                return redirect(address)
        else:
            status = WRONG
    return _show(request, plan, versions, choice, sent, part, problems, status, actor=actor, on=on)


def _show(
    request: HttpRequest,
    plan: Plan,
    versions: tuple[Plan, ...],
    choice: Choice,
    sent: Forms,
    part: str,
    problems: Any,
    status: int,
    **reader: Any,
) -> HttpResponse:
    page = plan_page(plan, versions, **reader)
    context = {
        "page": page,
        "forms": sent,
        "form": sent.of(part),
        "choice": choice,
        "problems": problems,
        "ticked": set(request.POST.getlist("waar-lines")),
        "back": reverse("learners:plan", args=[plan.trajectory_id]),
    }
    return render(request, "plans/edit.html", context, status=status)


def _forms(request: HttpRequest, plan: Plan, choice: Choice, part: str) -> Forms:
    """The forms, the sent one with what was typed; the plan itself is what the others begin with."""

    def typed(own: str) -> Any:
        return request.POST if request.method == "POST" and part == own else None

    keys = plan.lines.values_list("pk", flat=True)
    places = choice.place_choices()
    one_place = places[0][0] if len(places) == 1 else ""
    period = {"starts_on": plan.starts_on, "ends_on": plan.ends_on}
    return Forms(
        LinesForm(
            typed(LINES),
            prefix="waar",
            lines=[(str(key), key) for key in keys],
            places=places,
            mentors=choice.mentor_choices(),
            initial={"place": one_place},
        ),
        WeeksForm(typed(WEEKS), prefix="weken", places=places, initial={**period, "place": one_place}),
        EvaluationForm(typed(MOMENT), prefix="moment"),
        AgreementsForm(typed(AGREEMENTS), prefix="afspraak", initial={**period, **plan.texts()}),
        forms.Form({}),
    )


def _write(plan: Plan, part: str, sent: Forms, request: HttpRequest, keep: dict[str, Any]) -> None:
    which = request.POST.get(WHICH, "")
    number = int(which) if which.isascii() and which.isdigit() else 0
    given = sent.of(part).cleaned_data
    parts: dict[str, Callable[[], object]] = {
        LINES: lambda: writing.set_lines(plan.pk, sent.lines.keys(), sent.lines.where(), **keep),
        WEEKS: lambda: writing.add_weeks(plan.pk, sent.weeks.weeks(), **keep),
        LESS_WEEKS: lambda: writing.remove_weeks(plan.pk, number, **keep),
        MOMENT: lambda: writing.add_evaluation(plan.pk, **given, **keep),
        LESS_MOMENT: lambda: writing.remove_evaluation(plan.pk, number, **keep),
        AGREEMENTS: lambda: writing.set_agreements(
            plan.pk,
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            texts=sent.agreements.texts(),
            **keep,
        ),
    }
    if part not in parts:
        raise ValidationError(gettext_lazy("Deze knop kennen we niet. Laad de pagina opnieuw."))
    parts[part]()
