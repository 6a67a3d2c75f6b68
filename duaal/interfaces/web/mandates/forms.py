"""The form for one signed authorisation: what stands on the paper, and the paper itself."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.mandates.actions import SignedPaper
from duaal.interfaces.web.requests.forms import DayInput, day_field
from duaal.interfaces.web.uploads import DocumentField, accepted_words, choose_again

FILE = "file"


class MandateForm(forms.Form):
    """The number, the signature and the days as they stand on the paper; nothing is filled in beforehand."""

    enterprise_number = forms.CharField(
        label=gettext_lazy("Ondernemingsnummer op de machtiging"),
        help_text=gettext_lazy("10 cijfers, zoals het op het papier staat. Bijvoorbeeld 0123.456.749."),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Vul het ondernemingsnummer van de machtiging in.")},
    )
    signed_by_name = forms.CharField(
        label=gettext_lazy("Wie ondertekende namens de onderneming?"),
        help_text=gettext_lazy("Voornaam en naam van wie tekende."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Vul de naam in van wie de machtiging ondertekende.")},
    )
    signed_on = day_field(
        gettext_lazy("Op welke dag is ze ondertekend?"),
        gettext_lazy("Vul de dag in waarop de machtiging ondertekend is."),
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Tot en met welke dag geldt ze?"),
        help_text=gettext_lazy(
            "Leeg als er geen einddatum op staat. De onderneming kan ze altijd intrekken."
        ),
        required=False,
        widget=DayInput(),
        error_messages={
            "invalid": gettext_lazy(
                "Dit is geen datum die bestaat. Vul dag, maand en jaar in, bijvoorbeeld 02/03/2020."
            )
        },
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FILE] = DocumentField(
            on=on, label=_("Scan of foto van de ondertekende machtiging"), help_text=accepted_words(on)
        )
        self.fields[FILE].required = True
        self.fields[FILE].error_messages["required"] = _("Kies de scan of foto van de machtiging.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choose_again(self)
        return cleaned

    def paper(self) -> SignedPaper:
        """What the action takes."""
        cleaned = self.cleaned_data
        return SignedPaper(
            enterprise_number=cleaned["enterprise_number"],
            signed_by_name=cleaned["signed_by_name"],
            signed_on=cleaned["signed_on"],
            valid_to=cleaned["valid_to"],
            file=cleaned[FILE],
        )

    def keep_errors(self, wrong: ValidationError) -> None:
        """Puts what the action found wrong at its field, and says that the file has to be chosen again."""
        for field, errors in wrong.error_dict.items():
            self.add_error(field if field in self.fields else None, errors)
        if FILE in self.cleaned_data:
            self.add_error(FILE, _("Kies dit bestand opnieuw: de browser bewaart het niet."))
