"""Forms of visits. They clean what was typed and hand it on to the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.visits.actions import Appointment
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.requests.forms import day_field


class AppointmentForm(forms.Form):
    """When somebody comes by, who, and what for."""

    day = day_field(gettext_lazy("Op welke dag komt u langs?"), gettext_lazy("Vul de dag van het bezoek in."))
    hour = forms.TimeField(
        label=gettext_lazy("Hoe laat?"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": gettext_lazy("Vul een uur in zoals 14:30.")},
    )
    visitor = forms.CharField(
        label=gettext_lazy("Wie komt langs?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Vul in wie langskomt.")},
    )
    purpose = text_field(
        gettext_lazy("Wat komt u bekijken?"),
        hint=gettext_lazy("De onderneming leest dit, zodat ze het bezoek kan voorbereiden."),
        rows=3,
    )

    def appointment(self) -> Appointment:
        given = self.cleaned_data
        return Appointment(given["day"], given["hour"], given["visitor"], given["purpose"])


class CancelForm(forms.Form):
    """Why a visit does not take place."""

    reason = text_field(
        gettext_lazy("Waarom gaat het bezoek niet door?"),
        gettext_lazy("Schrijf op waarom het bezoek niet doorgaat."),
        gettext_lazy("De onderneming leest deze reden."),
        rows=3,
    )


class ReportForm(forms.Form):
    """What was seen at a visit."""

    held_on = day_field(
        gettext_lazy("Op welke dag was u er?"), gettext_lazy("Vul de dag in waarop u er was.")
    )
    report = text_field(
        gettext_lazy("Wat zag u?"),
        gettext_lazy("Schrijf op wat u zag. Nu is het verslag leeg."),
        gettext_lazy(
            "Dit verslag is voor het partnerschap en het departement. De onderneming leest het hier niet: "
            "wat meetelt voor de beslissing, schrijft u bij de voorwaarden."
        ),
        rows=10,
    )


def initial_of(visit: Any) -> dict[str, Any]:
    """The appointment of a visit as it stands in the form."""
    return {
        "day": visit.planned_on,
        "hour": visit.planned_at,
        "visitor": visit.visitor_name,
        "purpose": visit.purpose,
    }
