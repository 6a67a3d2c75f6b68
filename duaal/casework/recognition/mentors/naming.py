"""Naming one more mentor for recognitions that exist: each gives a small case at its own partnership.

The decree has no procedure for it, so the case follows that of art. 7 § 2 of the decree of 10 June 2016, with
the conditions on the mentor only (`recognition.md` 10).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.drafting import Upload
from duaal.casework.recognition.actions.steps import APPLICATION_FILE, move
from duaal.casework.recognition.actions.submission import REFERENCE, next_number
from duaal.casework.recognition.assessing import law_for
from duaal.casework.recognition.facts import LegalBasis
from duaal.casework.recognition.mentors import queries
from duaal.casework.recognition.mentors.checking import CheckedNumber, Named, what_rules_out
from duaal.casework.recognition.models import (
    OPEN_STATES,
    Application,
    AssignmentDocument,
    MentorAssignment,
    Recognition,
)
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.terms import decision_deadline
from duaal.casework.recognition.standing import RECOGNITION_ENDED
from duaal.casework.recognition.states import (
    LIVE,
    ROUTE,
    RUNNING,
    SUBMIT_MENTOR,
    ApplicationKind,
    ApplicationState,
    AssignmentState,
)
from duaal.foundation.audit.ledger import record
from duaal.foundation.documents.actions import store
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.kernel.actor import SYSTEM, Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.foundation.people.actions import find_or_register_protected
from duaal.foundation.people.models import Person
from duaal.foundation.people.national_numbers import protect
from duaal.register.organisations.models import Company


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody whom the company did not name before."""

    given_name: str
    family_name: str
    number: CheckedNumber


@dataclass(frozen=True, slots=True)
class NewMentor:
    """Who becomes mentor: a new person, or the number of one whom the company named before.

    Without a new `extract` or `proof`, what the company sent before goes along where it still serves.
    """

    person: NewPerson | int
    said: Named
    extract: Upload | None = None
    proof: Upload | None = None


@transaction.atomic
def name_mentor(
    recognition_ids: Sequence[int],
    *,
    actor: Actor,
    on: date,
    mentor: NewMentor,
    replaces: int | None = None,
) -> tuple[Application, ...]:
    """Names a mentor for these recognitions of one company; a case for each, all or nothing.

    `replaces` is the assignment that ends when the mentor is accepted. Raises `Refused` with every reason,
    and `ValidationError` when nothing is chosen, or somebody whom the company does not know.
    """
    recognitions = _locked(recognition_ids)
    company = recognitions[0].company
    policy.require_apply_for(actor, company)
    for recognition in recognitions:
        policy.require(actor, SUBMIT_MENTOR, recognition)
    person = _person(mentor, company)
    replaced = _replaced(replaces, recognitions)
    reasons = [code for one in recognitions for code in _blockers(one, person, mentor, on=on)]
    if reasons:
        raise Refused(tuple(dict.fromkeys(reasons)))
    documents = _documents(mentor, company, person, recognitions[0], actor=actor, on=on)
    return tuple(
        _apply(one, person, mentor.said, documents, replaced.get(one.pk), actor=actor, on=on)
        for one in recognitions
    )


def _locked(recognition_ids: Sequence[int]) -> list[Recognition]:
    """The recognitions, locked by number; they are of one company."""
    recognitions = list(
        Recognition.objects.select_for_update(of=("self",))
        .select_related("company", "application", "partnership", "programme")
        .filter(pk__in=set(recognition_ids))
        .order_by("pk")
    )
    if not recognitions:
        raise ValidationError({"recognitions": _("Kies minstens één erkenning waar de mentor komt werken.")})
    if len(recognitions) < len(set(recognition_ids)):
        raise Recognition.DoesNotExist
    if len({recognition.company_id for recognition in recognitions}) > 1:
        raise ValidationError({"recognitions": _("Deze erkenningen zijn niet van één onderneming.")})
    return recognitions


def _person(mentor: NewMentor, company: Company) -> Person:
    if isinstance(mentor.person, int):
        known = queries.persons_of(company).filter(pk=mentor.person).first()
        if known is None:
            raise ValidationError(
                {"person": _("Deze persoon was nog geen mentor bij uw onderneming. Vul de gegevens in.")}
            )
        return known
    return find_or_register_protected(
        given_name=mentor.person.given_name,
        family_name=mentor.person.family_name,
        birth_date=mentor.person.number.birth_date,
        protected=protect(mentor.person.number.number),
    )


def _replaced(replaces: int | None, recognitions: list[Recognition]) -> dict[int, MentorAssignment]:
    """The assignment to replace, by its recognition; `Refused` when it is of none of these, or over."""
    if replaces is None:
        return {}
    running = MentorAssignment.objects.filter(
        recognition__in=recognitions, state__in=[state.value for state in RUNNING]
    )
    assignment = running.filter(pk=replaces).first()
    if assignment is None or assignment.recognition_id is None:
        raise Refused(("other_replaced",))
    return {assignment.recognition_id: assignment}


def _blockers(recognition: Recognition, person: Person, mentor: NewMentor, *, on: date) -> list[str]:
    """Everything that stands in the way at one recognition."""
    found = []
    if recognition.state not in LIVE or recognition.valid_to < on:
        found.append(RECOGNITION_ENDED)
    if recognition.assignments.filter(person=person, state__in=[state.value for state in RUNNING]).exists():
        found.append("mentor_here_already")
    asked = Application.objects.filter(
        recognition_concerned=recognition, kind=ApplicationKind.ADD_MENTOR, state__in=OPEN_STATES
    )
    if asked.filter(assignments__person=person).exists():
        found.append("mentor_asked_already")
    if queries.is_barred(recognition.company, person, recognition.programme_id, on=on):
        found.append("mentor_barred")
    law = _law(recognition, on=on)
    return [*found, *(obstacle.code for obstacle in what_rules_out(mentor.said, on=on, law=law))]


def _law(recognition: Recognition, *, on: date) -> RecognitionLaw:
    """The rules of the day for one more mentor: those of the committee that the first case came with."""
    basis, committee = LegalBasis(recognition.legal_basis), recognition.application.joint_committee_id
    return law_for(on, recognition.partnership_id, basis, committee or "")


def _documents(
    mentor: NewMentor, company: Company, person: Person, recognition: Recognition, *, actor: Actor, on: date
) -> list[Document]:
    """The files of the cases: what came along, and else what the company sent before and still serves."""
    law = _law(recognition, on=on)
    found = []
    if mentor.extract is not None:
        found.append(_store(DocumentKind.EXTRACT, mentor.extract, actor=actor, on=on))
    else:
        kept = queries.extract_on_file(company, person, on=on, law=law)
        if kept is not None and kept.assignment.extract_issued_on == mentor.said.extract_issued_on:
            found.append(kept.document)
    if mentor.proof is not None:
        found.append(_store(DocumentKind.PRIOR_TRAINING, mentor.proof, actor=actor, on=on))
    elif mentor.said.derogation_asked:
        proof = queries.proof_on_file(company, person)
        found += [proof.document] if proof is not None else []
    return found


def _store(kind: str, file: Upload, *, actor: Actor, on: date) -> Document:
    return store(kind=kind, name=file.name, data=file.data, actor=actor, on=on)


def _apply(
    recognition: Recognition,
    person: Person,
    said: Named,
    documents: Sequence[Document],
    replaced: MentorAssignment | None,
    *,
    actor: Actor,
    on: date,
) -> Application:
    """The small case; contact and declarations are those of the case that the recognition came from."""
    law = _law(recognition, on=on)
    deadline = decision_deadline(on, law, on=on)
    application = _new_application(recognition, deadline.last_day, actor=actor, on=on)
    assignment = MentorAssignment.objects.create(
        application=application,
        person=person,
        state=AssignmentState.PROPOSED,
        named_on=on,
        position=said.position,
        experience_since=said.experience_since,
        prior_training=said.prior_training.strip(),
        derogation_asked=said.derogation_asked,
        extract_model=said.extract_model,
        extract_issued_on=said.extract_issued_on,
        employer_number=said.employer_number,
        replaces=replaced,
    )
    AssignmentDocument.objects.bulk_create(
        AssignmentDocument(assignment=assignment, document=document) for document in documents
    )
    record(
        file_kind=APPLICATION_FILE,
        file_id=application.pk,
        step=SUBMIT_MENTOR.name,
        from_state="",
        to_state=ApplicationState.SUBMITTED,
        actor=actor,
        on=on,
        rule_versions=as_rule_versions(deadline.because),
        remark=f"erkenning {recognition.pk}",
    )
    return move(application, ROUTE, actor=SYSTEM, on=on)


def _new_application(recognition: Recognition, deadline_on: date, *, actor: Actor, on: date) -> Application:
    first, number = recognition.application, next_number()
    return Application.objects.create(
        pk=number,
        reference=REFERENCE.format(year=on.year, number=number),
        kind=ApplicationKind.ADD_MENTOR,
        recognition_concerned=recognition,
        company=recognition.company,
        site_id=recognition.site_id,
        programme=recognition.programme,
        legal_basis=recognition.legal_basis,
        joint_committee_id=first.joint_committee_id,
        partnership=recognition.partnership,
        state=ApplicationState.SUBMITTED,
        submitted_by_id=actor.user_id,
        received_on=on,
        deadline_on=deadline_on,
        contact_name=first.contact_name,
        contact_email=first.contact_email,
        contact_phone=first.contact_phone,
        organisation_and_equipment=first.organisation_and_equipment,
        organisation_and_equipment_remark=first.organisation_and_equipment_remark,
        financial_strength=first.financial_strength,
        financial_strength_remark=first.financial_strength_remark,
        conviction=first.conviction,
        conviction_remark=first.conviction_remark,
    )
