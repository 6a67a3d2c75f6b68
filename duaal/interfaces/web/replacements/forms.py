"""Putting a replacement in the table, ending it, and striking it out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.interfaces.web.requests.forms import day_field

LONG = 2000


class AddForm(forms.Form):
    """Which programme was replaced, by which, since when, and where that was decided."""

    old = forms.ChoiceField(
        label=gettext_lazy("Welke opleiding is vervangen?"),
        error_messages={"required": gettext_lazy("Kies de opleiding die vervangen is.")},
    )
    new = forms.ChoiceField(
        label=gettext_lazy("Welke opleiding kwam in de plaats?"),
        error_messages={"required": gettext_lazy("Kies de opleiding die in de plaats kwam.")},
    )
    since = day_field(
        gettext_lazy("Vanaf welke dag?"),
        gettext_lazy("Vul de dag in vanaf wanneer de nieuwe opleiding telt."),
        gettext_lazy("Vaak is dat 1 september. Overeenkomsten vanaf die dag kunnen op de oude erkenning."),
    )
    decision = forms.CharField(
        label=gettext_lazy("Waar is dit beslist?"),
        help_text=gettext_lazy(
            "Bijvoorbeeld het verslag van het partnerschap en zijn datum, of de wettekst."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONG,
        error_messages={"required": gettext_lazy("Schrijf op waar dit beslist is.")},
    )

    def __init__(self, *args: Any, programmes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            self.fields[name].choices = [("", _("kies een opleiding")), *programmes]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day on which the replacement counts."""

    last_day = day_field(
        gettext_lazy("Tot en met welke dag telt de vervanging?"),
        gettext_lazy("Vul de laatste dag in waarop de vervanging telt."),
        gettext_lazy("Overeenkomsten die voordien gesloten zijn, blijven zoals ze zijn."),
    )


class StrikeForm(forms.Form):
    """Why the replacement was a mistake."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom schrapt u dit?"),
        help_text=gettext_lazy("Schrappen is voor een vergissing: de vervanging telde dan nooit."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONG,
        error_messages={"required": gettext_lazy("Schrijf op waarom u dit schrapt.")},
    )
