"""The request form before it is sent: start, keep, throw away.

Only who makes it sees it: the company, or who makes it in the name of the company (`mandates/drafts.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from duaal.casework.recognition import policy
from duaal.casework.recognition.answers import MentorAnswer, PaperAnswer, RequestAnswers
from duaal.casework.recognition.models import FormDocument, Mandate, RequestForm
from duaal.foundation.documents.actions import store
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE, Refused
from duaal.register.organisations.models import Company


@transaction.atomic
def start(company_id: int, *, actor: Actor) -> RequestForm:
    """The company starts an empty request form; in its name: `mandates.drafts.start_for`."""
    company = Company.objects.get(pk=company_id)
    policy.require_apply_for(actor, company)
    return new_form(company, actor=actor)


def new_form(company: Company, *, actor: Actor, mandate: Mandate | None = None) -> RequestForm:
    """An empty form of the actor, after the right; on a mandate when it is in the name of the company."""
    if actor.user_id is None:
        raise ValueError("a request form has an author")
    return RequestForm.objects.create(
        company=company,
        author_id=actor.user_id,
        author_name=actor.name,
        answers=RequestAnswers().to_json(),
        mandate=mandate,
    )


def lock_draft(form_id: int, *, actor: Actor) -> RequestForm:
    """The request form, locked, after the right; `Refused` when it was sent already."""
    form = (
        RequestForm.objects.select_for_update(of=("self",))
        .select_related("company", "mandate")
        .get(pk=form_id)
    )
    policy.require_write(actor, form)
    if form.submitted_on is not None:
        raise Refused((WRONG_STATE,))
    return form


@transaction.atomic
def keep(form_id: int, *, actor: Actor, **sections: Any) -> RequestForm:
    """Keeps one or more answered sections of the form, and forgets what was half typed there."""
    form = lock_draft(form_id, actor=actor)
    answers = RequestAnswers.from_json(form.answers).with_answer(**sections)
    form.answers = answers.to_json()
    if "places" in sections:
        answers = answers.without_stray_declarations()
        form.answers = answers.to_json()
    if sections.keys() & {"mentors", "places", "declarations", "papers"}:
        _let_go_of_files(form, answers)
    form.typed = {page: values for page, values in form.typed.items() if page not in sections}
    form.save(update_fields=["answers", "typed", "updated_at"])
    return form


@transaction.atomic
def keep_typed(form_id: int, *, actor: Actor, page: str, values: Mapping[str, list[str]]) -> RequestForm:
    """Keeps what is half typed on one page, unchecked, so that nothing is lost when the person leaves.

    The caller leaves out national numbers: those are kept only once they are complete, and encrypted.
    """
    form = lock_draft(form_id, actor=actor)
    form.typed = {**form.typed, page: dict(values)}
    form.save(update_fields=["typed", "updated_at"])
    return form


@transaction.atomic
def discard(form_id: int, *, actor: Actor) -> None:
    """Throws the request form away, with everything typed in it."""
    lock_draft(form_id, actor=actor).delete()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a page: the name its owner gave it, and its bytes."""

    name: str
    data: bytes


@transaction.atomic
def keep_mentor(
    form_id: int,
    *,
    actor: Actor,
    on: date,
    number: int,
    mentor: MentorAnswer,
    extract: Upload | None = None,
    proof: Upload | None = None,
) -> RequestForm:
    """Keeps one mentor of the draft (`number` from 1, 0 for a new one), with the files that came along.

    Without a new file the one that the answer names stays. Raises `ValidationError` when the content of a
    file is refused; nothing is kept then.
    """
    form = lock_draft(form_id, actor=actor)
    if extract is not None:
        kept = keep_document(form, DocumentKind.EXTRACT, extract, actor=actor, on=on)
        mentor = replace(mentor, extract_document=kept.pk)
    if proof is not None:
        kept = keep_document(form, DocumentKind.PRIOR_TRAINING, proof, actor=actor, on=on)
        mentor = replace(mentor, prior_training_document=kept.pk)
    named = list(RequestAnswers.from_json(form.answers).mentors)
    if 1 <= number <= len(named):
        named[number - 1] = mentor
    else:
        named.append(mentor)
    return keep(form_id, actor=actor, mentors=tuple(named))


@transaction.atomic
def keep_papers(
    form_id: int, *, actor: Actor, on: date, papers: Mapping[str, tuple[str, Upload]]
) -> RequestForm:
    """Keeps documents of the undertaking: per requirement the kind of document and the file.

    What was there for the same requirement goes. Raises `ValidationError` when the content of a file is
    refused; nothing is kept then.
    """
    form = lock_draft(form_id, actor=actor)
    kept = {paper.requirement: paper for paper in RequestAnswers.from_json(form.answers).papers}
    for requirement, (kind, file) in papers.items():
        document = keep_document(form, kind, file, actor=actor, on=on)
        kept[requirement] = PaperAnswer(requirement, document.pk)
    return keep(form_id, actor=actor, papers=tuple(kept.values()))


def _let_go_of_files(form: RequestForm, answers: RequestAnswers) -> None:
    """Lets go of the uploads that no answer names any more; the periodic job erases them."""
    form.documents.exclude(document_id__in=answers.documents).delete()


def keep_document(form: RequestForm, kind: str, file: Upload, *, actor: Actor, on: date) -> Document:
    """Stores a file with a locked draft; an answer has to name it, or it is let go of."""
    document = store(kind=kind, name=file.name, data=file.data, actor=actor, on=on)
    FormDocument.objects.create(request_form=form, document=document)
    return document


def discard_idle_since(day: date) -> int:
    """Deletes the forms that nobody sent or touched since the day; gives how many. For the periodic job."""
    _deleted, per_model = RequestForm.objects.filter(
        submitted_on__isnull=True, updated_at__date__lt=day
    ).delete()
    return per_model.get(RequestForm._meta.label, 0)
