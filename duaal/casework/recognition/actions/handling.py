"""Handling an application: ask, answer, judge, grant, refuse, withdraw (`recognition.md` 7 and 14.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from duaal.casework.recognition.actions.ending import supersede
from duaal.casework.recognition.actions.joining import assign_mentors, join
from duaal.casework.recognition.actions.steps import RECOGNITION_FILE, lock_for, move
from duaal.casework.recognition.assessing import (
    UNDER_MANDATE,
    assess,
    body_of,
    law_for_outcome,
    law_of,
    questions_of,
    standing_of,
)
from duaal.casework.recognition.models import (
    Application,
    AssignmentDocument,
    CaseDocument,
    InformationRequest,
    MentorAssignment,
    Recognition,
)
from duaal.casework.recognition.papers import requirement_of
from duaal.casework.recognition.rules.documents import PROVES, asked_of_undertaking
from duaal.casework.recognition.rules.reform import granted_in_principle
from duaal.casework.recognition.rules.terms import answer_deadline, decision_deadline
from duaal.casework.recognition.rules.validity import validity
from duaal.casework.recognition.rules.votes import Ballot, DecisionMode
from duaal.casework.recognition.standing import failed_conditions
from duaal.casework.recognition.states import (
    ANSWER,
    ASK,
    GRANT,
    GRANT_MENTOR,
    RECOGNISE,
    RECOGNISE_IN_PRINCIPLE,
    REFUSE,
    REFUSE_MENTOR,
    WITHDRAW,
    ApplicationKind,
    AssignmentState,
    RecognitionState,
)
from duaal.foundation.audit.ledger import record
from duaal.foundation.documents.actions import store
from duaal.foundation.documents.models import DocumentKind
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.dated import Version, as_rule_versions

DECISION = frozenset({"decided_on", "decision_reason", "decision_mode", "voters"})
"""The columns that a decision fills in."""


@dataclass(frozen=True, slots=True)
class NewExtract:
    """An extract of a mentor that the company got anew, given with an answer."""

    assignment_id: int
    model: str
    issued_on: date
    file_name: str = ""
    data: bytes = b""


@transaction.atomic
def ask(application_id: int, *, actor: Actor, on: date, items: str) -> Application:
    """Asks the company for missing items; it gets a term to answer, the term to decide goes on by default.

    Raises `ValidationError` when nothing is asked.
    """
    application = lock_for(ASK, application_id, actor=actor, on=on)
    if not items.strip():
        raise ValidationError({"items": _("Schrijf op wat er ontbreekt. Nu is het veld leeg.")})
    law = law_of(application)
    term = answer_deadline(on, law)
    InformationRequest.objects.create(
        application=application, items=items.strip(), asked_on=on, due_on=term.last_day
    )
    return move(
        application,
        ASK,
        actor=actor,
        on=on,
        rule_versions=as_rule_versions(term.because),
        remark=items.strip(),
    )


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A document of the undertaking, given with an answer: its kind, and its file."""

    kind: str
    file_name: str
    data: bytes


@transaction.atomic
def answer(
    application_id: int,
    *,
    actor: Actor,
    on: date,
    text: str,
    extracts: Sequence[NewExtract] = (),
    papers: Sequence[NewPaper] = (),
) -> Application:
    """Gives the answer of the company to the open question, with new extracts of mentors where asked, and
    documents of the undertaking that its partnership asks.

    When the law lets the clock stop, the last day to decide moves by the days that the question was open.
    Raises `ValidationError` when the answer is empty or an extract belongs to a mentor of another case.
    """
    application = lock_for(ANSWER, application_id, actor=actor, on=on)
    if not text.strip():
        raise ValidationError({"text": _("Schrijf uw antwoord op. Nu is het veld leeg.")})
    question = application.information_requests.get(answered_on__isnull=True)
    question.answer, question.answered_on = text.strip(), on
    question.save(update_fields=["answer", "answered_on"])
    for extract in extracts:
        _replace_extract(application, extract, actor=actor, on=on)
    for paper in papers:
        _add_paper(application, paper, actor=actor, on=on)
    law = law_of(application)
    deadline = decision_deadline(application.received_on, law, on=on, questions=questions_of(application))
    application.deadline_on = deadline.last_day
    return move(
        application,
        ANSWER,
        actor=actor,
        on=on,
        changed={"deadline_on"},
        rule_versions=as_rule_versions(deadline.because),
        remark=text.strip(),
    )


def _replace_extract(application: Application, extract: NewExtract, *, actor: Actor, on: date) -> None:
    """Puts a new extract in the place of the old one; what was judged on the old one is judged again."""
    changed = MentorAssignment.objects.filter(pk=extract.assignment_id, application=application).update(
        extract_model=extract.model, extract_issued_on=extract.issued_on, extract_entries=""
    )
    if not changed:
        raise ValidationError(
            {
                "extracts": _("Mentor %(number)s hoort niet bij dit dossier.")
                % {"number": extract.assignment_id}
            }
        )
    application.judgements.filter(assignment_id=extract.assignment_id, condition__in=("M1", "M1a")).delete()
    AssignmentDocument.objects.filter(
        assignment_id=extract.assignment_id, document__kind=DocumentKind.EXTRACT, replaced_on__isnull=True
    ).update(replaced_on=on)
    if extract.data:
        document = store(
            kind=DocumentKind.EXTRACT, name=extract.file_name, data=extract.data, actor=actor, on=on
        )
        AssignmentDocument.objects.create(assignment_id=extract.assignment_id, document=document)


def _add_paper(application: Application, paper: NewPaper, *, actor: Actor, on: date) -> None:
    """Puts a document of the undertaking at the case, in the place of what was there; U1 and U2 are judged
    anew when it proves one of them.
    """
    asked = asked_of_undertaking(application.partnership_id, application.received_on)
    requirement = requirement_of(paper.kind, asked)
    if not requirement:
        raise ValidationError({"papers": _("Dit stuk wordt bij dit dossier niet gevraagd. Laat het weg.")})
    document = store(kind=paper.kind, name=paper.file_name, data=paper.data, actor=actor, on=on)
    held = application.documents.filter(requirement=requirement, replaced_on__isnull=True)
    held.update(replaced_on=on)
    CaseDocument.objects.create(application=application, requirement=requirement, document=document)
    application.judgements.filter(condition=PROVES.get(requirement, "")).delete()


@transaction.atomic
def grant(
    application_id: int,
    *,
    actor: Actor,
    on: date,
    remark: str = "",
    ballot: Ballot = UNDER_MANDATE,
    covered: Sequence[str] = (),
) -> Recognition:
    """Grants the recognition, from today on, for the years of art. 7 § 3 of the base decree.

    Mentors who meet the conditions are assigned, with their deadline for the training; the others are not.
    `covered` are the competences that the place can teach, where the law lets it teach a part; empty for all.
    `ballot` says how the body decided. Raises `ValidationError` when its votes contradict themselves.
    """
    application = lock_for(GRANT, application_id, actor=actor, on=on, ballot=ballot)
    law = law_of(application)
    if covered and not law.partial_plan.value:
        raise Refused(("partial_plan_off",))
    adds_mentor = application.kind == ApplicationKind.ADD_MENTOR
    valid = () if adds_mentor else validity(on, law).because
    assessments = assess(application, on=on)
    versions = as_rule_versions(
        (*valid, *(v for a in assessments for v in a.because), *_keep_ballot(application, ballot))
    )
    application.decided_on, application.decision_reason = on, remark.strip()
    mentors = standing_of(application, actor=actor, on=on).mentors
    move(
        application,
        GRANT_MENTOR if adds_mentor else GRANT,
        actor=actor,
        on=on,
        changed=DECISION,
        reasons=ballot.as_codes(),
        rule_versions=versions,
        remark=remark.strip(),
    )
    accepted = {mentor.assignment_id: mentor.qualifies for mentor in mentors}
    return recognise(application, accepted, actor=actor, on=on, covered=covered)


def recognise(
    application: Application,
    accepted: Mapping[int, bool],
    *,
    actor: Actor,
    on: date,
    covered: Sequence[str] = (),
) -> Recognition:
    """Makes the recognition of a locked application from the day on; `accepted` says which mentors it gets.

    For a step that has just granted it, within its transaction. Without a mentor it is one in principle,
    where the law grants in two steps. One more mentor makes no new recognition: it joins the one that its
    case is about, and that one comes back. A renewal ends the one it follows on, the day before.
    """
    if application.kind == ApplicationKind.ADD_MENTOR:
        return join(application, accepted, actor=actor, on=on)
    if application.kind == ApplicationKind.RENEWAL:
        supersede(application, actor=actor, on=on)
    law = law_for_outcome(application, on=on)
    valid = validity(on, law)
    in_principle = granted_in_principle(sum(accepted.values()), law)
    step = RECOGNISE_IN_PRINCIPLE if in_principle else RECOGNISE
    state = RecognitionState.INCOMPLETE if in_principle else RecognitionState.ACTIVE
    recognition = Recognition.objects.create(
        application=application,
        company_id=application.company_id,
        site_id=application.site_id,
        programme_id=application.programme_id,
        legal_basis=application.legal_basis,
        partnership_id=application.partnership_id,
        state=state,
        valid_from=valid.period.first,
        valid_to=valid.last_day,
        incomplete_since=on if in_principle else None,
        covered_competences=list(covered),
    )
    assign_mentors(application, recognition, accepted, on=on)
    record(
        file_kind=RECOGNITION_FILE,
        file_id=recognition.pk,
        step=step.name,
        from_state="",
        to_state=state,
        actor=actor,
        on=on,
        rule_versions=as_rule_versions(
            (*valid.because, *((law.stepwise_recognition,) if in_principle else ()))
        ),
        remark=application.reference,
    )
    return recognition


@transaction.atomic
def refuse(
    application_id: int, *, actor: Actor, on: date, remark: str = "", ballot: Ballot = UNDER_MANDATE
) -> Application:
    """Refuses the recognition; every failed condition is a reason, with the words of its judge.

    `ballot` says how the body decided. Raises `ValidationError` when its votes contradict themselves.
    """
    application = lock_for(REFUSE, application_id, actor=actor, on=on, ballot=ballot)
    failed = failed_conditions(standing_of(application, actor=actor, on=on))
    application.decided_on, application.decision_reason = on, remark.strip()
    application.assignments.update(state=AssignmentState.REFUSED)
    used = [v for a in assess(application, on=on) if a.code in failed for v in a.because]
    return move(
        application,
        REFUSE_MENTOR if application.kind == ApplicationKind.ADD_MENTOR else REFUSE,
        actor=actor,
        on=on,
        changed=DECISION,
        reasons=[*failed, *ballot.as_codes()],
        rule_versions=as_rule_versions([*used, *_keep_ballot(application, ballot)]),
        remark=remark.strip(),
    )


def _keep_ballot(application: Application, ballot: Ballot) -> tuple[Version[Any], ...]:
    """Puts on the locked application how the body decided; gives the dated values on who may vote."""
    check_ballot(ballot)
    application.decision_mode, application.voters = ballot.mode, ballot.as_rows()
    return (law_of(application).voters[body_of(application)],) if ballot.voters else ()


def check_ballot(ballot: Ballot) -> None:
    """Raises `ValidationError` when what was written down of a decision contradicts itself."""
    if ballot.names_a_group_twice:
        raise ValidationError({"votes": _("Een groep staat twee keer bij de stemmen. Laat er een weg.")})
    if ballot.mode == DecisionMode.ENTRUSTED_SERVICE and ballot.voters:
        raise ValidationError(
            {"votes": _("Besliste de dienst, dan stemden de leden niet. Laat de stemmen leeg.")}
        )
    if ballot.has_votes_only_against:
        raise ValidationError({"votes": _("Niemand stemde voor deze beslissing. Kijk de aantallen na.")})


@transaction.atomic
def withdraw(application_id: int, *, actor: Actor, on: date, remark: str = "") -> Application:
    """The company takes its application back before there is a decision."""
    application = lock_for(WITHDRAW, application_id, actor=actor, on=on)
    application.assignments.update(state=AssignmentState.ENDED, ended_on=on)
    return move(application, WITHDRAW, actor=actor, on=on, remark=remark.strip())
