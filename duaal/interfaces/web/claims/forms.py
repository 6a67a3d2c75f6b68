"""The form that asks for an enterprise number."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number
from duaal.foundation.kernel.sentences import sentence


class EnterpriseNumberForm(forms.Form):
    """One enterprise number, with or without dots; the bare ten digits come out."""

    number = forms.CharField(
        label=gettext_lazy("Ondernemingsnummer"),
        help_text=gettext_lazy("10 cijfers, bijvoorbeeld 0123.456.749. Het staat op uw facturen."),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Vul het ondernemingsnummer in.")},
    )

    def clean_number(self) -> str:
        try:
            return enterprise_number(self.cleaned_data["number"]).number
        except WrongIdentifier as wrong:
            raise ValidationError(sentence(wrong)) from wrong
