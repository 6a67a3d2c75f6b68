"""The documents of the undertaking at a case: what its partnership asks, what is there, what serves again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists

from duaal.casework.recognition.models import Application, CaseDocument, Recognition
from duaal.casework.recognition.rules.documents import AskedDocument, asked_of_undertaking, still_serves
from duaal.casework.recognition.states import ApplicationKind
from duaal.foundation.documents.models import Document
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that is asked with a case, with what came in for it, the last one last."""

    asked: AskedDocument
    held: tuple[CaseDocument, ...]

    @property
    def is_there(self) -> bool:
        return any(one.replaced_on is None for one in self.held)

    @property
    def is_missing(self) -> bool:
        return self.asked.obligatory and not self.is_there


def papers_of(application: Application) -> tuple[Paper, ...]:
    """What is asked of the undertaking with the case, in the order of the law book.

    For one more mentor nothing is asked of the undertaking again.
    """
    documents = list(application.documents.all())
    asked: tuple[AskedDocument, ...] = ()
    if application.kind != ApplicationKind.ADD_MENTOR:
        asked = asked_of_undertaking(application.partnership_id, application.received_on)
    return tuple(
        Paper(one, tuple(held for held in documents if held.requirement == one.requirement)) for one in asked
    )


def serving_again(company_id: int, *, on: date) -> Mapping[str, Document]:
    """Per requirement the last document of an earlier case that still serves.

    Nothing for a company that was not recognised before.
    """
    recognised = Recognition.objects.filter(company=company_id, valid_from__lte=on)
    rows = (
        CaseDocument.objects.filter(
            Exists(recognised),
            application__company=company_id,
            replaced_on__isnull=True,
            document__erased_on__isnull=True,
        )
        .select_related("document")
        .order_by("document__uploaded_on", "pk")
    )
    years = validity_years(on)
    return {
        row.requirement: row.document for row in rows if still_serves(row.document.uploaded_on, on, years)
    }


def validity_years(on: date) -> Version[Any]:
    """For how many years a document of a recognised undertaking serves."""
    return BOOK.value("recognition.document_validity_years").on(on)


def attach(application: Application, given: Mapping[str, int], *, on: date) -> None:
    """Puts at a new case what the company uploaded, by requirement; where it did not, what still serves."""
    if application.kind == ApplicationKind.ADD_MENTOR:
        return
    asked = asked_of_undertaking(application.partnership_id, on)
    if not asked:
        return
    again = serving_again(application.company_id, on=on)
    rows = []
    for one in asked:
        document_id = given.get(one.requirement)
        if document_id is None and one.requirement in again:
            document_id = again[one.requirement].pk
        if document_id is not None:
            rows.append(
                CaseDocument(application=application, requirement=one.requirement, document_id=document_id)
            )
    CaseDocument.objects.bulk_create(rows)


def requirement_of(kind: str, asked: Iterable[AskedDocument]) -> str:
    """The requirement that a kind of document answers to; empty when it is not asked."""
    return next((one.requirement for one in asked if kind in one.kinds), "")
