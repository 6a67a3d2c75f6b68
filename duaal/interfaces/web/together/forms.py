"""The forms of several cases together: a decision with a remark per case, and verdicts on the company."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.actions.judging import Judgement
from duaal.casework.recognition.actions.together import Decision, Outcome
from duaal.casework.recognition.labels import CONDITION
from duaal.casework.recognition.models import Verdict
from duaal.casework.recognition.standing import UNDERTAKING_CONDITIONS
from duaal.interfaces.web.cases.deciding import DecisionForm
from duaal.interfaces.web.together.chosen import ChosenCase

LEAVE = ""
WORDS = {
    Outcome.GRANT: gettext_lazy("Toekennen"),
    Outcome.REFUSE: gettext_lazy("Weigeren"),
}
ON_THE_COMPANY = tuple(code for code in UNDERTAKING_CONDITIONS if code in {"U1", "U2", "U3"})
VERDICTS = (
    (LEAVE, gettext_lazy("niet nu")),
    (Verdict.MET, Verdict.MET.label),
    (Verdict.NOT_MET, Verdict.NOT_MET.label),
)


@dataclass(frozen=True, slots=True)
class CaseFields:
    """One case with its two fields; no `outcome` when nothing can be decided on it now."""

    case: ChosenCase
    outcome: BoundField | None
    remark: BoundField | None


class TogetherForm(DecisionForm):
    """The decisions on several cases; how the body decided is asked once."""

    def __init__(self, data: Any = None, *, cases: Sequence[ChosenCase]) -> None:
        super().__init__(data, application=cases[0].application)
        del self.fields["remark"]
        self.cases = cases
        for case in cases:
            possible = [
                outcome
                for outcome, against in (
                    (Outcome.GRANT, case.against_grant),
                    (Outcome.REFUSE, case.against_refuse),
                )
                if not against
            ]
            if possible:
                self._add(case, possible)

    def _add(self, case: ChosenCase, possible: Sequence[Outcome]) -> None:
        pk, reference = case.application.pk, case.application.reference
        self.fields[f"outcome_{pk}"] = forms.ChoiceField(
            label=_("Beslissing over %(reference)s") % {"reference": reference},
            choices=[(LEAVE, _("Nog niet beslissen")), *((one, WORDS[one]) for one in possible)],
            widget=forms.RadioSelect,
            initial=LEAVE,
            required=False,
        )
        self.fields[f"remark_{pk}"] = forms.CharField(
            label=_("Opmerking bij %(reference)s") % {"reference": reference},
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=1000,
            required=False,
        )

    def rows(self) -> list[CaseFields]:
        return [
            CaseFields(case, self._field("outcome", case), self._field("remark", case)) for case in self.cases
        ]

    def _field(self, name: str, case: ChosenCase) -> BoundField | None:
        full = f"{name}_{case.application.pk}"
        return self[full] if full in self.fields else None

    def decisions(self) -> list[Decision]:
        """What was chosen, of a form without mistakes."""
        found = []
        for case in self.cases:
            pk = case.application.pk
            outcome = self.cleaned_data.get(f"outcome_{pk}", LEAVE)
            if outcome:
                found.append(Decision(pk, Outcome(outcome), self.cleaned_data[f"remark_{pk}"]))
        return found

    def anchor_of_case(self, pk: int) -> str:
        """The id of the fields of a case; empty when it has none."""
        return f"dossier-{pk}" if f"outcome_{pk}" in self.fields else ""


class CompanyForm(forms.Form):
    """Verdicts on the conditions of the company itself, for all its cases at once."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for code in ON_THE_COMPANY:
            self.fields[f"verdict_{code}"] = forms.ChoiceField(
                label=f"{code}: {CONDITION[code]}",
                choices=VERDICTS,
                widget=forms.RadioSelect,
                initial=LEAVE,
                required=False,
            )
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("Reden bij %(code)s") % {"code": code},
                help_text=_("Nodig als de voorwaarde niet vervuld is. De onderneming leest ze."),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=1000,
                required=False,
            )

    def judgements(self) -> list[Judgement]:
        """The verdicts that were chosen."""
        return [
            Judgement(code, self.cleaned_data[f"verdict_{code}"], self.cleaned_data[f"reason_{code}"])
            for code in ON_THE_COMPANY
            if self.cleaned_data[f"verdict_{code}"]
        ]
