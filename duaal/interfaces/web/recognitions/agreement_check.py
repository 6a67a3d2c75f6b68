"""On which recognition an agreement with one learner may lean: asked before it is concluded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from duaal.casework.recognition.facts import LegalBasis
from duaal.casework.recognition.rules.agreements import OTHER_DECREE, OTHER_PROGRAMME, AgreementFacts
from duaal.flows.processes.availability import Place, places_for
from duaal.foundation.accounts.actors import actor_of
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.today import today
from duaal.foundation.lawbook.dated import NotInForce
from duaal.interfaces.web.access import access
from duaal.interfaces.web.companies.views import company_or_404
from duaal.interfaces.web.navigation import STAFF
from duaal.interfaces.web.recognitions.availability import ObstacleLine, lines_of
from duaal.interfaces.web.requests.forms import day_field
from duaal.register.programmes.labels import full_name
from duaal.register.programmes.models import Programme

SHOWN = 50
ELSEWHERE = frozenset({OTHER_DECREE, OTHER_PROGRAMME})


class CheckForm(forms.Form):
    """The agreement: for which programme, when it is signed and when it starts, and who is the mentor."""

    programme = forms.ChoiceField(
        label=gettext_lazy("Welke opleiding volgt de leerling?"),
        error_messages={"required": gettext_lazy("Kies de opleiding van de leerling.")},
    )
    concluded_on = day_field(
        gettext_lazy("Wanneer wordt de overeenkomst gesloten?"),
        gettext_lazy("Vul de dag van de laatste handtekening in."),
        gettext_lazy("De dag van de laatste handtekening."),
    )
    starts_on = day_field(
        gettext_lazy("Wanneer begint ze?"), gettext_lazy("Vul de eerste dag op de werkplek in.")
    )
    mentor_is_parent = forms.BooleanField(
        label=gettext_lazy("De mentor is een ouder van de leerling"), required=False
    )

    def __init__(self, *args: Any, programmes: Sequence[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bases = {one.pk: LegalBasis(one.legal_basis) for one in programmes}
        choices = [(one.pk, full_name(one)) for one in programmes]
        self.fields["programme"].choices = [("", _("kies een opleiding")), *choices]  # type: ignore[attr-defined]

    def asked(self) -> AgreementFacts:
        return AgreementFacts(legal_basis=self.bases[self.cleaned_data["programme"]], **self.cleaned_data)


@dataclass(frozen=True, slots=True)
class Fit:
    """One recognition, whether the agreement may lean on it, and the reasons and flags in words."""

    place: Place
    word: str
    tone: str
    obstacles: tuple[ObstacleLine, ...]
    warnings: tuple[ObstacleLine, ...]


@access(roles=STAFF | {Role.COMPANY})
@require_GET
def check(request: HttpRequest, number: str) -> HttpResponse:
    """The question, and once it is asked the recognitions that fit, and why the others do not."""
    actor, on = actor_of(request), today()
    company = company_or_404(actor, number)
    programmes = list(Programme.objects.filter(is_dual=True).order_by("sort_name", "code"))
    form = CheckForm(
        request.GET if "programme" in request.GET else None,
        programmes=programmes,
        initial={"concluded_on": on, "starts_on": on},
    )
    context: dict[str, Any] = {"company": company, "form": form}
    if form.is_bound and form.is_valid():
        try:
            places = places_for(company, form.asked(), actor=actor)
        except NotInForce:
            form.add_error("concluded_on", _unknown_day(form.cleaned_data["concluded_on"]))
        else:
            context |= _answer(places)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "recognitions/check_agreement.html", context, status=status)


def _answer(places: Sequence[Place]) -> dict[str, Any]:
    """What fits, what is for this programme but does not fit now, and how many are for something else."""
    concerned = [place for place in places if not ELSEWHERE & {one.code for one in place.answer.obstacles}]
    return {
        "asked": True,
        "fits": [_fit(place) for place in concerned[:SHOWN]],
        "fitting": sum(place.answer.takes_learner for place in concerned),
        "hidden": max(0, len(concerned) - SHOWN),
        "others": [_fit(place) for place in places if place not in concerned][:SHOWN],
        "elsewhere": len(places) - len(concerned),
    }


def _fit(place: Place) -> Fit:
    takes = place.answer.takes_learner
    return Fit(
        place,
        _("ja") if takes else _("nee"),
        "success" if takes else "danger",
        lines_of(place.answer.obstacles),
        lines_of(place.answer.warnings),
    )


def _unknown_day(day: date) -> str:
    return _("Voor %(day)s kennen we de regels niet. Kies een latere dag.") % {"day": f"{day:%d/%m/%Y}"}
