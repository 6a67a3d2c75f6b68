"""Forms of a control. They clean what was typed and hand it on to the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number
from duaal.interfaces.web.appeals.forms import text_field
from duaal.interfaces.web.requests.forms import day_field


class OpenForm(forms.Form):
    """Which undertaking, why, and until when."""

    number = forms.CharField(
        label=gettext_lazy("Ondernemingsnummer"),
        help_text=gettext_lazy("Tien cijfers, bijvoorbeeld 0123.456.789."),
        max_length=20,
        error_messages={"required": gettext_lazy("Vul het ondernemingsnummer in.")},
    )
    reason = text_field(
        gettext_lazy("Waarom controleert u?"),
        gettext_lazy("Schrijf op waarom u controleert. Nu is het veld leeg."),
        gettext_lazy("Het departement leest deze reden."),
        rows=4,
    )
    ends_on = day_field(
        gettext_lazy("Laatste dag van de controle"),
        gettext_lazy("Vul de laatste dag van de controle in."),
        gettext_lazy("Na die dag kunt u het dossier niet meer bekijken."),
    )

    def clean_number(self) -> str:
        try:
            return enterprise_number(self.cleaned_data["number"]).number
        except WrongIdentifier as error:
            raise ValidationError(str(error)) from None


class FindingForm(forms.Form):
    """What was found, and about which recognition."""

    recognition = forms.TypedChoiceField(
        label=gettext_lazy("Waarover gaat de vaststelling?"), coerce=int, empty_value=None, required=False
    )
    text = text_field(
        gettext_lazy("Wat stelde u vast?"),
        gettext_lazy("Schrijf op wat u vaststelde. Nu is het veld leeg."),
        gettext_lazy(
            "Het partnerschap dat over de erkenning beslist, leest deze tekst. "
            "Een vaststelling verandert zelf niets aan de erkenning."
        ),
    )

    def __init__(self, *args: Any, recognitions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext_lazy("de hele onderneming")), *recognitions]
        self.fields["recognition"].choices = choices  # type: ignore[attr-defined]
