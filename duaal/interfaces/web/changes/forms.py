"""Reporting a change, and seeing it off."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.states.upkeep import ChangeKind
from duaal.casework.recognition.upkeep.labels import CHANGE_KIND
from duaal.interfaces.web.requests.forms import day_field


class ReportForm(forms.Form):
    """What changes, where and when."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("Wat verandert er?"),
        choices=tuple(CHANGE_KIND.items()),
        coerce=ChangeKind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat er verandert.")},
    )
    site = forms.TypedChoiceField(
        label=gettext_lazy("Op welke vestiging?"), coerce=int, empty_value=None, required=False
    )
    happens_on = day_field(
        gettext_lazy("Vanaf welke dag?"),
        gettext_lazy("Vul de dag in waarop het verandert."),
        gettext_lazy("Bij een sluiting: de laatste dag dat u open bent."),
    )
    acquirer_number = forms.CharField(
        label=gettext_lazy("Ondernemingsnummer van wie overneemt"),
        help_text=gettext_lazy(
            "Alleen bij een overname of een nieuw nummer. Die onderneming ziet uw dossier."
        ),
        required=False,
        max_length=20,
    )
    description = forms.CharField(
        label=gettext_lazy("Wat moet het partnerschap weten?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Schrijf op wat er verandert.")},
    )

    def __init__(self, *args: Any, sites: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [("", _("de hele onderneming"))]
        self.fields["site"].choices = [*whole, *sites]  # type: ignore[attr-defined]


class SeeForm(forms.Form):
    """What the partnership did with the change; `closes` offers to end the recognitions of a closure."""

    outcome = forms.CharField(
        label=gettext_lazy("Wat deed u met deze wijziging?"),
        help_text=gettext_lazy("De onderneming leest dit."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Schrijf op wat u met de wijziging deed.")},
    )
    stop_recognitions = forms.BooleanField(
        label=gettext_lazy("De vestiging is gesloten: stop deze erkenningen op de gemelde dag"),
        help_text=gettext_lazy("Dat kunt u niet terugdraaien."),
        required=False,
    )

    def __init__(self, *args: Any, closes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not closes:
            del self.fields["stop_recognitions"]


class WaiveForm(forms.Form):
    """Why no visit is needed after a change of address."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom is een bezoek niet nodig?"),
        help_text=gettext_lazy("De onderneming leest dit."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Schrijf op waarom een bezoek niet nodig is.")},
    )
