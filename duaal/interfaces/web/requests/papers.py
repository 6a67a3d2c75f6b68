"""The documents of the undertaking on the request form: what the deciding partnerships ask, what we have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.answers import RequestAnswers
from duaal.casework.recognition.models import RequestForm
from duaal.casework.recognition.papers import serving_again
from duaal.casework.recognition.proposals import Proposals
from duaal.casework.recognition.queries import documents_of_form
from duaal.casework.recognition.rules.documents import AskedDocument, asked_by
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.cases.papers import words_of
from duaal.interfaces.web.parts import SummaryRow
from duaal.interfaces.web.uploads import DocumentField, accepted_words, choose_again


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """One document that is asked: what was uploaded on this form, or what still serves from before."""

    asked: AskedDocument
    kept: Document | None
    again: Document | None

    @property
    def said(self) -> str:
        """What we have, in a sentence; what happens when we have nothing."""
        if self.kept is not None:
            return _("We hebben: %(name)s.") % {"name": self.kept.file_name}
        if self.again is not None:
            day = date_format(self.again.uploaded_on, "j F Y")
            return _("We hebben wat u op %(day)s bezorgde. Dat dient nog.") % {"day": day}
        if self.asked.obligatory:
            return _("Ontbreekt nog. Zonder dit stuk vraagt het partnerschap er later naar.")
        return _("Mag, maar moet niet.")


def asked_papers(
    draft: RequestForm, answers: RequestAnswers, proposals: Proposals, *, on: date
) -> list[AskedPaper]:
    """What the partnerships that would decide ask of the undertaking, with what we have."""
    partnerships = [case.route.partnership for case in proposals.cases if case.route is not None]
    asked = asked_by(partnerships, on)
    if not asked:
        return []
    documents = documents_of_form(draft)
    kept = {paper.requirement: documents.get(paper.document) for paper in answers.papers}
    again = serving_again(draft.company_id, on=on)
    return [AskedPaper(one, kept.get(one.requirement), again.get(one.requirement)) for one in asked]


def paper_rows(draft: RequestForm, papers: Sequence[AskedPaper]) -> list[SummaryRow]:
    """The documents as the check page shows them, with the way back."""
    back = reverse("requests:papers", args=[draft.pk])
    rows = ((words_of(paper.asked), paper.said) for paper in papers)
    return [SummaryRow(words[0].upper() + words[1:], said, back, _("Wijzig")) for words, said in rows]


@dataclass(frozen=True, slots=True)
class PaperFields:
    """One document that is asked, with a field for each kind that answers to it."""

    words: str
    said: str
    fields: tuple[BoundField, ...]
    rules: tuple[RuleLine, ...]


class PapersForm(forms.Form):
    """A file for each document that is asked, or for what serves in its place; nothing is obligatory here."""

    def __init__(self, *args: Any, papers: Sequence[AskedPaper], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = papers
        for paper in papers:
            for kind in paper.asked.kinds:
                words = str(DocumentKind(kind).label)
                self.fields[kind] = DocumentField(
                    on=on, label=words[0].upper() + words[1:], help_text=accepted_words(on)
                )

    def groups(self) -> list[PaperFields]:
        """The documents in the order of the law book, with their fields."""
        return [
            PaperFields(
                words_of(paper.asked),
                paper.said,
                tuple(self[kind] for kind in paper.asked.kinds),
                rule_lines([paper.asked.because]),
            )
            for paper in self.asked
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for paper in self.asked:
            chosen = [kind for kind in paper.asked.kinds if cleaned.get(kind) is not None]
            if len(chosen) > 1:
                self.add_error(chosen[-1], _("Eén van deze stukken volstaat. Kies er maar één."))
        choose_again(self)
        return cleaned

    def papers(self) -> dict[str, tuple[str, Upload]]:
        """What was chosen, by requirement: the kind of document and its file."""
        return {
            paper.asked.requirement: (kind, self.cleaned_data[kind])
            for paper in self.asked
            for kind in paper.asked.kinds
            if self.cleaned_data[kind] is not None
        }
