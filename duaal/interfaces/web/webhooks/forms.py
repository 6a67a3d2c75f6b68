"""The forms for an address and for its subjects."""

from django import forms
from django.utils.translation import gettext_lazy

from duaal.flows.webhooks.kinds import Subject
from duaal.flows.webhooks.labels import SUBJECT
from duaal.flows.webhooks.models import HOST_LENGTH


class SubjectsForm(forms.Form):
    """What software wants messages about."""

    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("Waarover wilt u meldingen?"),
        choices=[(subject.value, SUBJECT[subject]) for subject in Subject],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens één onderwerp.")},
    )

    def chosen(self) -> list[Subject]:
        return [Subject(code) for code in self.cleaned_data["subjects"]]


class HookForm(SubjectsForm):
    """A new address."""

    address = forms.CharField(
        label=gettext_lazy("Adres van uw software"),
        help_text=gettext_lazy("Begint met https://. Uw leverancier geeft u dit adres."),
        max_length=HOST_LENGTH,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Vul het adres van uw software in.")},
    )
    field_order = ("address", "subjects")
