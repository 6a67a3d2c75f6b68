"""Companies that work together (art. 6bis), for the partnership: what it allows, and what was agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.agreements.actions import cooperation
from duaal.casework.agreements.actions.cooperation import RuleText
from duaal.casework.agreements.labels import reason
from duaal.casework.agreements.models import Cooperation, CooperationRule
from duaal.casework.agreements.states.cooperation import CooperationRuleState
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.cases.steps import WRONG, both_ways, keep_errors
from duaal.interfaces.web.parts import problems_of
from duaal.interfaces.web.requests.forms import day_field
from duaal.interfaces.web.stepping import answer_step, typed_in
from duaal.register.programmes.models import Competence, Programme

BODIES = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})
PROGRAMME, SEARCH = "opleiding", "zoek"
MOST = 50


class RuleForm(forms.Form):
    """What may be learned elsewhere, how long and from when."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Welke competenties mag een leerling bij een andere onderneming leren?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één competentie.")},
    )
    max_days = forms.IntegerField(
        label=gettext_lazy("Hoeveel dagen hoogstens?"),
        help_text=gettext_lazy("Van de eerste tot en met de laatste dag. Leeg: geen grens."),
        min_value=1,
        max_value=3000,
        required=False,
    )
    valid_from = day_field(gettext_lazy("Vanaf welke dag?"), gettext_lazy("Vul de eerste dag in."))
    valid_to = day_field(
        gettext_lazy("Tot en met welke dag?"), hint=gettext_lazy("Laat leeg zolang er geen einde is.")
    )
    decision = text_field(
        gettext_lazy("Waar staat die beslissing?"),
        gettext_lazy("Schrijf op in welk verslag of welke brief de beslissing staat."),
        rows=2,
    )

    def __init__(self, *args: Any, competences: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = competences  # type: ignore[attr-defined]

    def rule(self, programme: Programme) -> RuleText:
        given = self.cleaned_data
        return RuleText(programme_id=programme.pk, **{**given, "parts": tuple(given["parts"])})


class EndForm(forms.Form):
    """The last day of a rule, and why."""

    last_on = day_field(gettext_lazy("Wat is de laatste dag?"), gettext_lazy("Vul de laatste dag in."))
    reason = text_field(gettext_lazy("Waarom stopt ze?"), gettext_lazy("Schrijf op waarom."), rows=2)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule with the names of its competences."""

    rule: CooperationRule
    parts: tuple[str, ...]
    state: str
    tone: str
    can_end: bool


@access(roles=BODIES)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The rules of the own partnership, ended ones too, and the agreements that lean on them."""
    actor, on = actor_of(request), today()
    rules = list(_rules(actor))
    names = _names(rules)
    agreed = Cooperation.objects.filter(agreement__recognition__partnership_id=actor.organisation)
    context = {
        "rules": [_line(one, names, on) for one in rules],
        "agreed": agreed.select_related(
            "agreement__company", "agreement__programme", "recognition__company"
        ).order_by("-first_on", "-pk")[:MOST],
        "most": MOST,
    }
    return render(request, "contracts/cooperations.html", context)


@access(roles=BODIES)
@both_ways
def new(request: HttpRequest) -> HttpResponseBase:
    """A new rule: the programme first, then what may be learned elsewhere."""
    programme = _programme(request)
    if programme is None:
        return _choose(request)
    actor, on = actor_of(request), today()
    known = Competence.objects.filter(programme=programme, is_vocational=True).order_by("position", "pk")
    competences = dict(known.values_list("code", "name"))
    form = RuleForm(typed_in(request), competences=list(competences.items()))
    problems: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            cooperation.set_rule(rule=form.rule(programme), actor=actor, on=on)
        except Refused as refused:
            problems = problems_of([reason(code) for code in refused.reasons])
        except ValidationError as wrong:
            keep_errors(form, wrong)
        else:
            messages.success(request, _("De regel is bewaard. Scholen kunnen ze gebruiken vanaf die dag."))
            return redirect("contracts:cooperations")
    context = {
        "form": form,
        "problems": problems,
        "programme": programme,
        "has_competences": bool(competences),
    }
    return render(request, "contracts/cooperation.html", context, status=WRONG if form.is_bound else 200)


@access(roles=BODIES)
@both_ways
def end(request: HttpRequest, rule_id: int) -> HttpResponseBase:
    """The last day of a rule; what was agreed on it goes on."""
    actor, on = actor_of(request), today()
    rule = _rules(actor).filter(pk=rule_id).first()
    if rule is None:
        raise Http404
    form = EndForm(typed_in(request), initial={"last_on": on})
    return answer_step(
        request,
        form,
        lambda: cooperation.end_rule(rule_id, **form.cleaned_data, actor=actor, on=on),
        done=_("De regel eindigt die dag. Overeenkomsten die erop steunen, lopen verder."),
        back=reverse("contracts:cooperations"),
        context={
            "step_text": gettext_lazy("Stop de regel"),
            "title": rule.programme.name,
            "back_words": gettext_lazy("Samenwerking van ondernemingen"),
            "against": [reason("wrong_state")] if rule.state == CooperationRuleState.ENDED else [],
            "intro": [],
            "kind": "danger",
        },
        words=reason,
    )


def _rules(actor: Actor) -> Any:
    """The rules of the own partnership, and of no other."""
    return CooperationRule.objects.filter(partnership_id=actor.organisation).select_related("programme")


def _names(rules: list[CooperationRule]) -> Mapping[tuple[str, str], str]:
    rows = Competence.objects.filter(programme_id__in={one.programme_id for one in rules})
    return {(one.programme_id, one.code): one.name for one in rows.order_by("valid_from")}


def _line(rule: CooperationRule, names: Mapping[tuple[str, str], str], on: date) -> RuleLine:
    if rule.valid_to is not None and rule.valid_to < on:
        state, tone = _("voorbij"), "neutral"
    elif rule.valid_from > on:
        state, tone = _("geldt later"), "info"
    else:
        state, tone = _("geldt"), "success"
    parts = tuple(names.get((rule.programme_id, code), code) for code in rule.parts)
    return RuleLine(rule, parts, state, tone, rule.state == CooperationRuleState.KEPT and tone != "neutral")


def _programme(request: HttpRequest) -> Programme | None:
    asked = request.GET.get(PROGRAMME, "")
    if not asked:
        return None
    found = Programme.objects.filter(pk=asked).first()
    if found is None:
        raise Http404
    return found


def _choose(request: HttpRequest) -> HttpResponse:
    """The programmes by name; only those with competences can have a rule."""
    typed = request.GET.get(SEARCH, "").strip()
    rows = Programme.objects.filter(competences__isnull=False).distinct()
    for word in typed.split():
        rows = rows.filter(name__icontains=word)
    found = list(rows.order_by("sort_name", "pk")[: MOST + 1])
    context = {
        "programmes": found[:MOST],
        "is_more": len(found) > MOST,
        "most": MOST,
        "typed": typed,
        "search": SEARCH,
        "choice": PROGRAMME,
    }
    return render(request, "contracts/cooperation_programme.html", context)
