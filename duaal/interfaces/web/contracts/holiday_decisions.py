"""Decisions on school holidays, for the partnership: seasonal work on the list, fewer weeks of holiday."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.agreements.actions import holidays
from duaal.casework.agreements.actions.holidays import DecisionText
from duaal.casework.agreements.labels import reason
from duaal.casework.agreements.models import HolidayDecision, HolidayDecisionKind
from duaal.casework.agreements.states.holidays import HolidayDecisionState
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.kernel.today import today
from duaal.interfaces.web.access import access
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.cases.steps import both_ways
from duaal.interfaces.web.contracts import forms as own
from duaal.interfaces.web.contracts.cooperations import BODIES
from duaal.interfaces.web.stepping import answer_step, typed_in

MOST = 200
YEARS = range(-1, 3)  # of the page: the school years that can be chosen, around this one


class DecisionForm(forms.Form):
    """For which company and school year, what was decided, and where that stands."""

    enterprise_number = forms.CharField(
        label=gettext_lazy("Ondernemingsnummer"),
        max_length=20,
        error_messages={"required": gettext_lazy("Vul het ondernemingsnummer in.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat is beslist?"),
        choices=[(str(code), words) for code, words in HolidayDecisionKind.choices],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat er beslist is.")},
    )
    school_year = forms.TypedChoiceField(label=gettext_lazy("Voor welk schooljaar?"), coerce=int)
    activity = text_field(
        gettext_lazy("Voor welk werk?"),
        gettext_lazy("Schrijf op voor welk werk de beslissing geldt."),
        rows=2,
    )
    reference = text_field(
        gettext_lazy("Waar staat die beslissing?"),
        gettext_lazy("Schrijf op waar de beslissing staat."),
        hint=gettext_lazy("Voor seizoenswerk: ook de goedkeuring van de Vlaamse Regering."),
        rows=2,
    )

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [SchoolYear(this_year + ahead) for ahead in YEARS]
        self.fields["school_year"].choices = [(one.start, one.label) for one in years]  # type: ignore[attr-defined]
        self.fields["school_year"].initial = this_year

    def clean_enterprise_number(self) -> str:
        digits = "".join(one for one in self.cleaned_data["enterprise_number"] if one.isdecimal())
        if not digits:
            raise ValidationError(_("Dit is geen ondernemingsnummer. Schrijf het als 0123.456.749."))
        return digits

    def decision(self) -> DecisionText:
        return DecisionText(**self.cleaned_data)


@access(roles=BODIES)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The decisions of the own partnership, the newest school year on top; revoked ones too."""
    rows = list(_own(actor_of(request))[:MOST])
    lines = [
        {
            "row": one,
            "kind": HolidayDecisionKind(one.kind).label,
            "year": SchoolYear(one.school_year).label,
            "stands": one.state == HolidayDecisionState.KEPT,
        }
        for one in rows
    ]
    return render(request, "contracts/holiday_decisions.html", {"lines": lines, "most": MOST})


@access(roles=BODIES)
@both_ways
def new(request: HttpRequest) -> HttpResponseBase:
    """A new decision."""
    actor, on = actor_of(request), today()
    form = DecisionForm(typed_in(request), this_year=SchoolYear.of(on).start)
    return answer_step(
        request,
        form,
        lambda: holidays.keep_decision(decision=form.decision(), actor=actor, on=on),
        done=_("De beslissing is bewaard. Scholen kunnen ze gebruiken in een overeenkomst."),
        back=reverse("contracts:holiday_decisions"),
        context=_frame(gettext_lazy("Noteer een beslissing"), ""),
        words=reason,
    )


@access(roles=BODIES)
@both_ways
def revoke(request: HttpRequest, decision_id: int) -> HttpResponseBase:
    """Takes a decision back; what was signed on it goes on."""
    actor, on = actor_of(request), today()
    row = _own(actor).filter(pk=decision_id).first()
    if row is None:
        raise Http404
    form = own.WhyForm(typed_in(request))
    frame = _frame(gettext_lazy("Trek de beslissing in"), row.company.name)
    against = [reason("wrong_state")] if row.state == HolidayDecisionState.REVOKED else []
    return answer_step(
        request,
        form,
        lambda: holidays.revoke_decision(decision_id, **form.cleaned_data, actor=actor, on=on),
        done=_("De beslissing is ingetrokken. Overeenkomsten die erop steunen, lopen verder."),
        back=reverse("contracts:holiday_decisions"),
        context={**frame, "against": against, "kind": "danger"},
        words=reason,
    )


def _own(actor: Actor) -> Any:
    """The decisions of the own partnership, and of no other."""
    return HolidayDecision.objects.filter(partnership_id=actor.organisation).select_related("company")


def _frame(text: Any, title: str) -> dict[str, Any]:
    return {
        "step_text": text,
        "title": title,
        "back_words": gettext_lazy("Beslissingen over schoolvakanties"),
        "against": [],
        "intro": [],
    }
