"""The documents of the undertaking at a case as its pages show them, and what to ask when one is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from duaal.casework.recognition import policy
from duaal.casework.recognition.models import Application, CaseDocument
from duaal.casework.recognition.papers import Paper, papers_of
from duaal.casework.recognition.rules.documents import AskedDocument
from duaal.casework.recognition.standing import CaseStanding
from duaal.casework.recognition.states import ASK
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One document that is asked: its words, what is there, and why it is asked."""

    words: str
    obligatory: bool
    is_missing: bool
    held: tuple[CaseDocument, ...]
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True)
class PapersSection:
    """The documents of the undertaking.

    `question` asks what is missing; empty when nothing is, or when this reader cannot ask now.
    """

    lines: tuple[PaperLine, ...]
    question: str

    @property
    def missing(self) -> tuple[PaperLine, ...]:
        return tuple(line for line in self.lines if line.is_missing)


def words_of(asked: AskedDocument) -> str:
    """The document in words, with what serves in its place."""
    labels = [str(DocumentKind(kind).label) for kind in asked.kinds]
    if len(labels) == 1:
        return labels[0]
    return _("%(first)s, of zonder personeel: %(other)s") % {
        "first": labels[0],
        "other": ", ".join(labels[1:]),
    }


def papers_section(application: Application, *, actor: Actor, on: date) -> PapersSection | None:
    """The section of a case; None when its partnership asks nothing and nothing came in."""
    papers = papers_of(application)
    if not papers:
        return None
    lines = tuple(_line(paper) for paper in papers)
    can_ask = policy.may(actor, ASK, application) and not ASK.reasons_against(
        application.state, CaseStanding(), on=on
    )
    missing = [paper for paper in papers if paper.is_missing]
    return PapersSection(lines, question_for(missing) if can_ask and missing else "")


def question_for(missing: Sequence[Paper]) -> str:
    """What the officer asks with one click: every missing document, one a line."""
    asked = [f"- {words_of(paper.asked)}" for paper in missing]
    return "\n".join([_("Bezorg ons deze stukken:"), *asked])


def kinds_asked(papers: Iterable[Paper]) -> list[tuple[str, str]]:
    """The kinds of document that a company can give with its answer, with their words."""
    return [(kind, str(DocumentKind(kind).label)) for paper in papers for kind in paper.asked.kinds]


def _line(paper: Paper) -> PaperLine:
    return PaperLine(
        words=words_of(paper.asked),
        obligatory=paper.asked.obligatory,
        is_missing=paper.is_missing,
        held=paper.held,
        rules=rule_lines([paper.asked.because]),
    )
