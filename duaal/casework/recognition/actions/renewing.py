"""Starting a request form from the files of earlier recognitions, so that nothing is typed twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.drafting import Upload, keep, keep_document, lock_draft, new_form
from duaal.casework.recognition.answers import ContactAnswer, MentorAnswer, Place, RequestAnswers
from duaal.casework.recognition.mandates.holding import against_holder, mandate_from
from duaal.casework.recognition.models import AssignmentDocument, MentorAssignment, Recognition, RequestForm
from duaal.casework.recognition.proposals import own_committees
from duaal.casework.recognition.states import LIVE, WORKING, AssignmentState, EndReason
from duaal.casework.recognition.upkeep.following import sources_for
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.people.national_numbers import Protected
from duaal.register.organisations.models import Company

KNOWN_NUMBER = "•••••••••••"
"""What stands for a number that is known already; nobody typed it, so nobody reads it."""


@transaction.atomic
def start_from(
    company_id: int, recognition_ids: Sequence[int], *, actor: Actor, on: date, site_id: int | None = None
) -> RequestForm:
    """A draft of the company with the places, mentors and contact of these recognitions.

    With `site_id` the same programmes are asked at that site of the company. What it declares about itself it
    declares anew. `Refused` when a recognition is not one that the company may start from, or when the
    mandate of who acts in its name does not count; a file that is taken over is for the company itself only.
    """
    company = Company.objects.get(pk=company_id)
    policy.require_apply_for(actor, company)
    if reasons := against_holder(actor, company.pk, on=on):
        raise Refused(reasons)
    mandate = mandate_from(actor, company.pk)
    sources = sources_for(company, recognition_ids, on=on)
    if not recognition_ids or set(recognition_ids) - set(sources):
        raise Refused(("not_to_start_from",))
    ordered = [sources[pk] for pk in dict.fromkeys(recognition_ids)]
    moves = [one for one in ordered if one.company_id != company.pk]
    if moves and mandate is not None:
        raise Refused(("not_to_start_from",))
    if site_id is None and moves:
        raise Refused(("site_not_chosen",))
    if site_id is not None and not company.sites.filter(pk=site_id).exists():
        raise Refused(("unknown_place",))
    places = tuple(Place(site_id or one.site_id, one.programme_id, one.pk) for one in ordered)
    form = new_form(company, actor=actor, mandate=mandate)
    last = ordered[-1].application
    committees = {committee.code for committee in own_committees(company, on=on)}
    known = last.joint_committee_id if last.joint_committee_id in committees else None
    own = last.company_id == company.pk and last.erased_on is None
    answers = RequestAnswers(
        places=tuple(dict.fromkeys(places)),
        committee=known,
        mentors=tuple(mentors_of(ordered)),
        contact=ContactAnswer(last.contact_name, last.contact_email, last.contact_phone) if own else None,
    )
    form.answers = answers.to_json()
    form.save(update_fields=["answers", "updated_at"])
    return form


def mentors_of(recognitions: Iterable[Recognition]) -> list[MentorAnswer]:
    """The mentors who work at these recognitions, or worked there until the end; each once.

    Of a person with several assignments the last extract counts. Somebody whose national number is not
    known any more cannot be named again from the file.
    """
    found: dict[int, tuple[MentorAssignment, list[int]]] = {}
    for recognition in recognitions:
        for assignment in _still_there(recognition):
            known = found.get(assignment.person_id)
            both = [*(known[1] if known else ()), recognition.pk]
            newest = known[0] if known else assignment
            if assignment.extract_issued_on > newest.extract_issued_on:
                newest = assignment
            found[assignment.person_id] = (newest, both)
    return [_answer(assignment, tuple(only_for)) for assignment, only_for in found.values()]


def _still_there(recognition: Recognition) -> list[MentorAssignment]:
    rows = recognition.assignments.select_related("person").exclude(person__national_number_key=None)
    if recognition.state in LIVE:
        return list(rows.filter(state__in=WORKING).order_by("id"))
    last_day = recognition.ended_on or recognition.valid_to
    stayed = rows.filter(state=AssignmentState.ENDED, end_reason=EndReason.NONE, ended_on=last_day)
    return list(stayed.order_by("id"))


def _answer(assignment: MentorAssignment, only_for: tuple[int, ...]) -> MentorAnswer:
    person = assignment.person
    protected = Protected(
        bytes(person.national_number_cipher or b""), bytes(person.national_number_key or b"")
    )
    held = {
        row.document.kind: row.document_id
        for row in AssignmentDocument.objects.filter(
            assignment=assignment, replaced_on__isnull=True, document__erased_on__isnull=True
        ).select_related("document")
    }
    return MentorAnswer(
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        national_number_protected=protected.as_text(),
        national_number_shown=KNOWN_NUMBER,
        position=assignment.position,
        experience_since=assignment.experience_since,
        extract_model=assignment.extract_model,
        extract_issued_on=assignment.extract_issued_on,
        prior_training=assignment.prior_training,
        derogation_asked=assignment.derogation_granted,
        extract_document=held.get(DocumentKind.EXTRACT),
        prior_training_document=held.get(DocumentKind.PRIOR_TRAINING),
        employer_number=assignment.employer_number,
        only_for=only_for,
    )


@transaction.atomic
def confirm(
    form_id: int,
    *,
    actor: Actor,
    on: date,
    answers: RequestAnswers,
    extracts: Sequence[tuple[int, Upload]] = (),
) -> RequestForm:
    """Keeps what the company confirmed on a draft that reuses files; `extracts` are new ones, by the place
    of their mentor in `answers.mentors`.
    """
    form = lock_draft(form_id, actor=actor)
    mentors = list(answers.mentors)
    for place, upload in extracts:
        document = keep_document(form, DocumentKind.EXTRACT, upload, actor=actor, on=on)
        mentors[place] = replace(mentors[place], extract_document=document.pk)
    return keep(
        form_id,
        actor=actor,
        places=answers.places,
        mentors=tuple(mentors),
        undertaking=answers.undertaking,
        contact=answers.contact,
    )
