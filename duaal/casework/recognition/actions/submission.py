"""Sending a request form: one application per programme and site, each at the partnership that decides."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, connection, transaction

from duaal.casework.recognition.actions.drafting import lock_draft
from duaal.casework.recognition.actions.steps import APPLICATION_FILE, move
from duaal.casework.recognition.answers import MentorAnswer, RequestAnswers, UndertakingAnswer
from duaal.casework.recognition.mandates.drafts import lock_mandate_of
from duaal.casework.recognition.models import (
    Application,
    AssignmentDocument,
    FormDocument,
    MentorAssignment,
    RequestForm,
)
from duaal.casework.recognition.papers import attach
from duaal.casework.recognition.proposals import Proposal, propose
from duaal.casework.recognition.states import ROUTE, SUBMIT, ApplicationState, AssignmentState
from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.foundation.people.actions import find_or_register_protected
from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import Protected

REFERENCE = "E{year}-{number:08d}"
"""Twelve digits: with eleven a reference could pass for a national number, which the ledger refuses."""


def submit(form_id: int, *, actor: Actor, on: date) -> tuple[Application, ...]:
    """Sends the form: makes the applications, names the mentors, and routes each case at once.

    All or nothing: `Refused` with every reason when a section is missing or one of the places is blocked. The
    term to decide runs from this day, the day of receipt.
    """
    try:
        with transaction.atomic():
            return _submit(form_id, actor=actor, on=on)
    except IntegrityError as error:
        if "recognition_one_open_application" not in str(error):
            raise
        # Another form asked the same between our look and our write.
        raise Refused(("open_application",)) from error


def _submit(form_id: int, *, actor: Actor, on: date) -> tuple[Application, ...]:
    form = lock_draft(form_id, actor=actor)
    answers = RequestAnswers.from_json(form.answers)
    mandate = lock_mandate_of(form, actor=actor, on=on)
    proposals = propose(form.company, answers, on=on, with_papers=mandate is not None)
    unknown = ("unknown_place",) if len(proposals.cases) != len(answers.places) else ()
    reasons = [*proposals.missing, *unknown, *(code for case in proposals.cases for code in case.blockers)]
    if reasons:
        raise Refused(tuple(dict.fromkeys(reasons)))
    persons = [(mentor, _person(mentor)) for mentor in answers.mentors]
    form.mandate = mandate or form.mandate
    applications = tuple(_apply(form, answers, case, persons, actor=actor, on=on) for case in proposals.cases)
    FormDocument.objects.filter(request_form=form).delete()
    form.submitted_on = on
    form.answers, form.typed = {}, {}
    form.save(update_fields=["submitted_on", "answers", "typed", "mandate", "updated_at"])
    return applications


def _person(mentor: MentorAnswer) -> Person:
    return find_or_register_protected(
        given_name=mentor.given_name,
        family_name=mentor.family_name,
        birth_date=mentor.birth_date,
        protected=Protected.from_text(mentor.national_number_protected),
    )


def _apply(
    form: RequestForm,
    answers: RequestAnswers,
    case: Proposal,
    persons: Sequence[tuple[MentorAnswer, Person]],
    *,
    actor: Actor,
    on: date,
) -> Application:
    application = _new_application(form, answers, case, actor=actor, on=on)
    named = [(mentor, person) for mentor, person in persons if mentor.is_named_for(case.place)]
    assignments = MentorAssignment.objects.bulk_create(
        MentorAssignment(
            application=application,
            person=person,
            state=AssignmentState.PROPOSED,
            named_on=on,
            position=mentor.position,
            experience_since=mentor.experience_since,
            prior_training=mentor.prior_training,
            derogation_asked=mentor.derogation_asked,
            extract_model=mentor.extract_model,
            extract_issued_on=mentor.extract_issued_on,
            employer_number=mentor.employer_number,
        )
        for mentor, person in named
    )
    AssignmentDocument.objects.bulk_create(
        AssignmentDocument(assignment=assignment, document_id=document)
        for assignment, (mentor, _person) in zip(assignments, named, strict=True)
        for document in mentor.documents
    )
    attach(application, {paper.requirement: paper.document for paper in answers.papers}, on=on)
    record(
        file_kind=APPLICATION_FILE,
        file_id=application.pk,
        step=SUBMIT.name,
        from_state="",
        to_state=ApplicationState.SUBMITTED,
        actor=actor,
        on=on,
        rule_versions=as_rule_versions(case.deadline.because) if case.deadline else (),
    )
    grounds = [ground.as_rule_version() for ground in case.route.because] if case.route else []
    return move(application, ROUTE, actor=SYSTEM, on=on, rule_versions=grounds)


def _new_application(
    form: RequestForm, answers: RequestAnswers, case: Proposal, *, actor: Actor, on: date
) -> Application:
    if case.route is None or case.deadline is None or answers.contact is None or answers.undertaking is None:
        raise ValueError("an application is made of a complete form with a route")
    said: UndertakingAnswer = answers.undertaking
    number = next_number()
    return Application.objects.create(
        pk=number,
        reference=REFERENCE.format(year=on.year, number=number),
        request_form=form,
        company=form.company,
        site=case.site,
        programme=case.programme,
        legal_basis=case.programme.legal_basis,
        joint_committee_id=case.committee,
        partnership_id=case.route.partnership,
        kind=case.kind,
        recognition_concerned=case.follows,
        state=ApplicationState.SUBMITTED,
        submitted_by_id=actor.user_id,
        **_papers(form, answers, case),
        received_on=on,
        deadline_on=case.deadline.last_day,
        contact_name=answers.contact.name,
        contact_email=answers.contact.email,
        contact_phone=answers.contact.phone,
        organisation_and_equipment=said.organisation_and_equipment,
        organisation_and_equipment_remark=said.organisation_and_equipment_remark,
        financial_strength=said.financial_strength,
        financial_strength_remark=said.financial_strength_remark,
        conviction=said.conviction,
        conviction_remark=said.conviction_remark,
    )


def _papers(form: RequestForm, answers: RequestAnswers, case: Proposal) -> dict[str, Any]:
    """Who sent it, with the mandate and the declaration of this case; nothing when the company did itself."""
    if form.mandate is None or form.handed_over_on is not None:
        return {}
    return {
        "submitter_kind": form.mandate.holder_kind,
        "mandate": form.mandate,
        "declaration_id": answers.declaration_of(case.place),
    }


def next_number() -> int:
    """The next number of the sequence behind the table, so that reference and row carry the same number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Application._meta.db_table])
        (number,) = cursor.fetchone()
    return int(number)
