"""Forms of the steps on one case. They clean what was typed and hand it on to the actions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.actions.handling import NewExtract, NewPaper
from duaal.casework.recognition.actions.judging import (
    DEROGABLE,
    LEFT_TO_THE_OFFICER,
    ON_A_PROOF,
    Judgement,
)
from duaal.casework.recognition.assessing import law_of
from duaal.casework.recognition.extracts import ISSUED_ON, MODEL, MODELS, wrong_extract
from duaal.casework.recognition.facts import ExtractEntries as Entries
from duaal.casework.recognition.facts import MentorFacts
from duaal.casework.recognition.facts import Verdict as Found
from duaal.casework.recognition.models import Application, ExtractEntries, MentorAssignment, Verdict
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.interfaces.web.cases.conditions import (
    FOLLOWS_FROM_MENTORS,
    CaseConditions,
    ConditionLine,
    MentorLines,
)
from duaal.interfaces.web.cases.derogations import derogation_words
from duaal.interfaces.web.cases.explaining import FactLine
from duaal.interfaces.web.uploads import DocumentField, accepted_words, choose_again

EXTRACT_CONDITION = "M1a"
FILE = "extract_file"
PAPER = "paper"
SHORT, LONG = 500, 4000
FIELD_OF_REASON = {"reason_needed": "reason", "extract_not_read": "entries", "proof_seen_needed": "proof"}


class AskForm(forms.Form):
    """What is missing in the application."""

    items = forms.CharField(
        label=gettext_lazy("Wat ontbreekt er?"),
        help_text=gettext_lazy("Eén punt per regel. De onderneming leest deze tekst zoals u hem schrijft."),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Schrijf op wat er ontbreekt. Nu is het veld leeg.")},
    )


class RemarkForm(forms.Form):
    """A step with nothing to fill in but a remark."""

    remark = forms.CharField(
        label=gettext_lazy("Opmerking"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].help_text = hint


class AnswerForm(forms.Form):
    """The answer of the company to the open question; per mentor a new extract when it has one."""

    text = forms.CharField(
        label=gettext_lazy("Uw antwoord"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Schrijf uw antwoord op. Nu is het veld leeg.")},
    )

    def __init__(
        self,
        *args: Any,
        assignments: Sequence[MentorAssignment],
        law: RecognitionLaw,
        on: date,
        papers: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [kind for kind, _words in papers]
        for kind, words in papers:
            self.fields[f"{PAPER}_{kind}"] = DocumentField(
                on=on, label=words[0].upper() + words[1:], help_text=accepted_words(on)
            )
        self.assignments, self.law, self.on = assignments, law, on
        for assignment in assignments:
            self.fields[f"{MODEL}_{assignment.pk}"] = forms.ChoiceField(
                label=_("Model van het nieuwe uittreksel"),
                choices=[("", _("geen nieuw uittreksel")), *MODELS],
                required=False,
            )
            self.fields[f"{ISSUED_ON}_{assignment.pk}"] = forms.DateField(
                label=_("Dag waarop het uittreksel is gemaakt"),
                required=False,
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
                input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
                error_messages={
                    "invalid": gettext_lazy(
                        "Dit is geen datum die bestaat. Vul dag, maand en jaar in, bijvoorbeeld 02/03/2026."
                    )
                },
            )

            self.fields[f"{FILE}_{assignment.pk}"] = DocumentField(
                on=on, label=_("Scan of foto van het uittreksel"), help_text=accepted_words(on)
            )

    def paper_fields(self) -> list[BoundField]:
        """The fields of the documents of the undertaking."""
        return [self[f"{PAPER}_{kind}"] for kind in self.kinds]

    def papers(self) -> list[NewPaper]:
        """The documents of the undertaking that were chosen."""
        chosen = ((kind, self.cleaned_data[f"{PAPER}_{kind}"]) for kind in self.kinds)
        return [NewPaper(kind, file.name, file.data) for kind, file in chosen if file is not None]

    def mentors(self) -> Iterator[tuple[MentorAssignment, tuple[BoundField, ...]]]:
        """Each mentor with the fields of a new extract."""
        for assignment in self.assignments:
            yield assignment, tuple(self[f"{name}_{assignment.pk}"] for name in (MODEL, ISSUED_ON, FILE))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for assignment in self.assignments:
            self._check_extract(assignment, cleaned)
        choose_again(self)
        return cleaned

    def extracts(self) -> list[NewExtract]:
        """The new extracts that were filled in."""
        return [
            self._extract(assignment)
            for assignment in self.assignments
            if self.cleaned_data[f"{MODEL}_{assignment.pk}"]
        ]

    def _extract(self, assignment: MentorAssignment) -> NewExtract:
        model, issued_on, file = (
            self.cleaned_data[f"{name}_{assignment.pk}"] for name in (MODEL, ISSUED_ON, FILE)
        )
        if file is None:
            return NewExtract(assignment.pk, model, issued_on)
        return NewExtract(assignment.pk, model, issued_on, file.name, file.data)

    def _check_extract(self, assignment: MentorAssignment, cleaned: dict[str, Any]) -> None:
        model, issued_on = (
            cleaned.get(f"{MODEL}_{assignment.pk}"),
            cleaned.get(f"{ISSUED_ON}_{assignment.pk}"),
        )
        if (issued_on or cleaned.get(f"{FILE}_{assignment.pk}")) and not model:
            self.add_error(f"{MODEL}_{assignment.pk}", _("Kies ook het model van dit uittreksel."))
        if model and not issued_on and f"{ISSUED_ON}_{assignment.pk}" not in self.errors:
            self.add_error(
                f"{ISSUED_ON}_{assignment.pk}", _("Vul ook de dag in waarop dit uittreksel is gemaakt.")
            )
        if not (model and issued_on):
            return
        facts = MentorFacts(
            birth_date=assignment.person.birth_date,
            named_on=assignment.named_on,
            experience_since=assignment.experience_since,
            extract_model=model,
            extract_issued_on=issued_on,
            extract_entries=Entries.UNKNOWN,
        )
        wrong = wrong_extract(facts, self.on, self.law)
        if wrong is not None:
            field, sentence = wrong
            self.add_error(f"{field}_{assignment.pk}", sentence)


@dataclass(frozen=True, slots=True)
class JudgedField:
    """One condition on the judging page: the line with its facts, and the fields of the officer."""

    line: ConditionLine
    verdict: BoundField
    reason: BoundField
    entries: BoundField | None
    derogation: tuple[str, ...]
    proof: BoundField | None = None


class JudgeForm(forms.Form):
    """One verdict per condition, each optional: what is left open stays open.

    What the rules found stands ready as a proposal on conditions that the facts of the file decide; on those
    that only a person can judge nothing is chosen beforehand.
    """

    def __init__(
        self, *args: Any, application: Application, conditions: CaseConditions, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.conditions, self.law = conditions, law_of(application)
        self.assignments = {assignment.pk: assignment for assignment in application.assignments.all()}
        for line in self._lines():
            self._add_fields(line)

    def undertaking(self) -> list[JudgedField]:
        """The conditions on the undertaking, as fields."""
        return [
            self._judged(line) for line in self.conditions.undertaking if line.code != FOLLOWS_FROM_MENTORS
        ]

    def mentors(self) -> list[tuple[MentorLines, list[JudgedField]]]:
        """The conditions of each mentor, as fields."""
        return [(mentor, [self._judged(line) for line in mentor.lines]) for mentor in self.conditions.mentors]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.judgements():
            self.add_error(
                None,
                _("U hebt nog niets veranderd. Kies bij minstens één voorwaarde een oordeel, of keer terug."),
            )
        return cleaned

    def judgements(self) -> list[Judgement]:
        """The verdicts that are new or differ from those kept before, in the order of the page."""
        given = (self._given(line) for line in self._lines())
        return [judgement for judgement in given if judgement is not None]

    def anchor_of(self, reason: str) -> str:
        """The id of the field that a reason such as `M2_reason_needed` is about; empty when in doubt."""
        code, _separator, said = reason.partition("_")
        lines = [line for line in self._lines() if line.code == code]
        if len(lines) != 1:
            return ""
        field = FIELD_OF_REASON.get(said, "verdict")
        return str(self[_name(field, lines[0])].auto_id)

    def _lines(self) -> list[ConditionLine]:
        return [line for line in self.conditions.every if line.code != FOLLOWS_FROM_MENTORS]

    def _judged(self, line: ConditionLine) -> JudgedField:
        has_entries = line.code == EXTRACT_CONDITION
        return JudgedField(
            line,
            self[_name("verdict", line)],
            self[_name("reason", line)],
            self[_name("entries", line)] if has_entries else None,
            derogation_words(line, self.assignments.get(line.assignment_id or 0), self.law),
            self[_name("proof", line)] if asks_proof(line) else None,
        )

    def _given(self, line: ConditionLine) -> Judgement | None:
        verdict = self.cleaned_data.get(_name("verdict", line), "")
        if not verdict:
            return None
        judgement = Judgement(
            condition=line.code,
            verdict=verdict,
            reason=self.cleaned_data.get(_name("reason", line), "").strip(),
            assignment_id=line.assignment_id,
            extract_entries=self.cleaned_data.get(_name("entries", line), ""),
            proof=self.cleaned_data.get(_name("proof", line), "").strip(),
        )
        return None if self._stands_already(line, judgement) else judgement

    def _stands_already(self, line: ConditionLine, judgement: Judgement) -> bool:
        """Whether exactly this was kept before, so that it keeps the name of its judge."""
        kept = line.judged
        if kept is None or (kept.verdict, kept.reason) != (judgement.verdict, judgement.reason):
            return False
        if judgement.needs_proof and kept.proof != judgement.proof:
            return False
        return judgement.extract_entries == self._entries_of(line)

    def _entries_of(self, line: ConditionLine) -> str:
        if line.code != EXTRACT_CONDITION or line.assignment_id is None:
            return ""
        return self.assignments[line.assignment_id].extract_entries

    def _add_fields(self, line: ConditionLine) -> None:
        verdict, reason = proposal_for(line)
        self.fields[_name("verdict", line)] = forms.ChoiceField(
            label=_("Uw oordeel over %(code)s") % {"code": line.code},
            choices=verdicts_open_to(line),
            required=False,
            widget=forms.RadioSelect,
            initial=verdict,
        )
        if line.code == EXTRACT_CONDITION:
            self.fields[_name("entries", line)] = forms.ChoiceField(
                label=_("Wat staat er op het uittreksel?"),
                choices=[choice for choice in ExtractEntries.choices if choice[0]],
                required=False,
                widget=forms.RadioSelect,
                initial=self._entries_of(line),
            )
        self.fields[_name("reason", line)] = forms.CharField(
            label=_("Reden bij %(code)s") % {"code": line.code},
            help_text=_("Nodig bij “niet voldaan” en bij een afwijking. De onderneming leest deze reden."),
            required=False,
            max_length=SHORT,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=reason,
        )
        if asks_proof(line):
            self.fields[_name("proof", line)] = forms.CharField(
                label=_("Op welk bewijs steunt een afwijking op %(code)s?") % {"code": line.code},
                help_text=_(
                    "Nodig bij een afwijking: welk document, van wie en wanneer. De onderneming leest dit."
                ),
                required=False,
                max_length=SHORT,
                initial=line.judged.proof if line.judged is not None else "",
            )


def asks_proof(line: ConditionLine) -> bool:
    """Whether a derogation that stands on a proof can be chosen here."""
    return line.code in ON_A_PROOF and Verdict.DEROGATED in dict(verdicts_open_to(line))


def verdicts_open_to(line: ConditionLine) -> list[tuple[str, str]]:
    """The verdicts an officer can choose: a derogation only where the rules leave it open."""
    choices = [
        (Verdict.MET.value, str(Verdict.MET.label)),
        (Verdict.NOT_MET.value, str(Verdict.NOT_MET.label)),
    ]
    derogated = line.judged is not None and line.judged.verdict == Verdict.DEROGATED
    if line.code in DEROGABLE and (line.found == Found.DEROGATION_POSSIBLE or derogated):
        choices.append((Verdict.DEROGATED.value, str(Verdict.DEROGATED.label)))
    return choices


def proposal_for(line: ConditionLine) -> tuple[str, str]:
    """The verdict and reason that stand ready: what was kept before, else what the facts decide."""
    if line.judged is not None:
        return line.judged.verdict, line.judged.reason
    if line.code in LEFT_TO_THE_OFFICER:
        return "", ""
    if line.found == Found.MET:
        return Verdict.MET.value, ""
    if line.found == Found.NOT_MET:
        return Verdict.NOT_MET.value, sentence_of(line.facts)
    return "", ""


def sentence_of(facts: Sequence[FactLine]) -> str:
    """The facts as a reason to begin from: `Leeftijd: 24 jaar. Afwijking: geen.`"""
    return " ".join(f"{fact.label}: {fact.text}." for fact in facts)


def _name(field: str, line: ConditionLine) -> str:
    subject = f"_{line.assignment_id}" if line.assignment_id is not None else ""
    return f"{field}_{line.code.lower()}{subject}"
