"""The form of a grant: a decision, and what part of the training plan the place can teach."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.assessing import law_of
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import ApplicationKind
from duaal.interfaces.web.cases.deciding import DecisionForm

LONGEST_LIST = 4000


class GrantForm(DecisionForm):
    """A grant; where the law lets a place teach a part of the plan, which competences it can teach."""

    covered = forms.CharField(
        label=gettext_lazy("Welke competenties kan deze werkplek aanleren?"),
        help_text=gettext_lazy("Eén competentie per lijn. Laat leeg als de werkplek ze allemaal aanleert."),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, application=application, **kwargs)
        if not law_of(application).partial_plan.value or application.kind == ApplicationKind.ADD_MENTOR:
            del self.fields["covered"]

    def competences(self) -> tuple[str, ...]:
        """The competences that were listed, each once, in the order given."""
        lines = (line.strip() for line in self.cleaned_data.get("covered", "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))
