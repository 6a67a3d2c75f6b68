from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.flows.notifications.kinds import Kind

CHOICES = (
    (Kind.QUESTION.value, gettext_lazy("Een vraag waarop u moet antwoorden")),
    (Kind.TERM.value, gettext_lazy("Een termijn die nadert of voorbij is")),
    (Kind.PROGRESS.value, gettext_lazy("Ander nieuws over een dossier")),
)


class MailsForm(forms.Form):
    """Which mails a user gets; those of decisions are not in it, because they always come."""

    wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Stuur mij een mail over"),
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None, *, turned_off: Collection[Kind]) -> None:
        initial = [kind for kind, _words in CHOICES if Kind(kind) not in turned_off]
        super().__init__(data, initial={"wanted": initial})

    def kinds(self) -> list[Kind]:
        return [Kind(kind) for kind in self.cleaned_data["wanted"]]
