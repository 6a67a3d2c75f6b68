"""Rows as the API gives them. What a company that waits may not see yet, it does not get here either."""

from datetime import date

from duaal.casework.recognition import policy
from duaal.casework.recognition.actions.judging import LEFT_TO_THE_OFFICER
from duaal.casework.recognition.assessing import assess
from duaal.casework.recognition.labels import CONDITION, STEP, state_words
from duaal.casework.recognition.models import Application, AssignmentDocument, CaseDocument, Recognition
from duaal.casework.recognition.papers import papers_of
from duaal.casework.recognition.states import OPEN
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.lawbook.dated import as_rule_versions
from duaal.interfaces.api.schemas import (
    Clock,
    Condition,
    Detail,
    DocumentOut,
    HistoryLine,
    Mentor,
    PaperOut,
    Question,
    RecognitionOut,
    Row,
    Rule,
)


def row(application: Application) -> Row:
    """The application as it stands in a list."""
    return Row(
        reference=application.reference,
        kind=application.kind,
        recognition=application.recognition_concerned_id,
        state=application.state,
        state_words=str(state_words(application.kind, application.state)),
        company_number=application.company.enterprise_number,
        company_name=application.company.name,
        site_number=application.site.establishment_number,
        site_name=application.site.name,
        programme_code=application.programme_id,
        programme_name=application.programme.name,
        partnership=application.partnership_id,
        received_on=application.received_on,
        deadline_on=application.deadline_on,
        flag=application.flag,
        decided_on=application.decided_on,
        submitter=application.submitter_kind,
        taken_over_on=application.taken_over_on,
    )


def detail(application: Application, *, actor: Actor, on: date) -> Detail:
    """The application with its clock, mentors, questions and conditions, for this reader."""
    is_open = application.state in OPEN
    sees_all = policy.may_see_judgements(actor)
    clock = Clock(last_day=application.deadline_on, days_left=(application.deadline_on - on).days)
    return Detail(
        **row(application).dict(),
        clock=clock if is_open else None,
        complete_on=application.complete_on,
        decision_reason=application.decision_reason if sees_all else "",
        mentors=[
            Mentor(
                id=a.pk,
                name=str(a.person),
                state=a.state if sees_all else "",
                training_deadline_on=a.training_deadline_on if sees_all else None,
            )
            for a in application.assignments.all()
        ],
        questions=[
            Question(
                items=q.items,
                asked_on=q.asked_on,
                due_on=q.due_on,
                answer=q.answer,
                answered_on=q.answered_on,
                reminded_on=q.reminded_on,
            )
            for q in application.information_requests.all()
        ],
        papers=[
            PaperOut(
                requirement=paper.asked.requirement,
                kinds=list(paper.asked.kinds),
                obligatory=paper.asked.obligatory,
                is_there=paper.is_there,
            )
            for paper in papers_of(application)
        ],
        documents=documents(application) if policy.may_open_documents(actor, application) else [],
        conditions=conditions(application, waits=is_open and actor.role == Role.COMPANY, on=on)
        if sees_all
        else [],
    )


def documents(application: Application) -> list[DocumentOut]:
    """What came with the case: about each mentor, then of the undertaking."""
    about = [(one, mentor.pk) for mentor in application.assignments.all() for one in mentor.documents.all()]
    rows: list[tuple[AssignmentDocument | CaseDocument, int | None]] = [*about]
    rows += [(one, None) for one in application.documents.all()]
    return [
        DocumentOut(
            id=one.document_id,
            kind=one.document.kind,
            name=one.document.file_name,
            mentor=mentor,
            uploaded_on=one.document.uploaded_on,
            replaced_on=one.replaced_on,
            erased_on=one.document.erased_on,
        )
        for one, mentor in rows
    ]


def conditions(application: Application, *, waits: bool, on: date) -> list[Condition]:
    """Every condition in the order of the law; who waits sees no judgement, nor what only a person judges."""
    judged = {(j.condition, j.assignment_id): j for j in application.judgements.all()}
    found = []
    for assessment in assess(application, on=on):
        mentor = int(assessment.reference) if assessment.reference else None
        judgement = None if waits else judged.get((assessment.code, mentor))
        hidden = waits and assessment.code in LEFT_TO_THE_OFFICER
        found.append(
            Condition(
                code=assessment.code,
                words=str(CONDITION[assessment.code]),
                mentor=mentor,
                found=None if hidden else assessment.verdict.value,
                verdict=judgement.verdict if judgement else None,
                reason=judgement.reason if judgement else "",
                proof=judgement.proof if judgement else "",
                certainty=assessment.certainty.value,
                rules=[
                    Rule.model_validate({**version, "value": str(version["value"])})
                    for version in as_rule_versions(assessment.because)
                ],
            )
        )
    return found


def history_line(entry: Entry) -> HistoryLine:
    """One step, without names, remarks and rule versions: those stand in the audit trail."""
    return HistoryLine(
        on=entry.on,
        step=entry.step,
        words=str(STEP.get(entry.step, entry.step)),
        from_state=entry.from_state,
        to_state=entry.to_state,
        by=entry.actor_role,
    )


def recognition_row(recognition: Recognition) -> RecognitionOut:
    """One recognition."""
    return RecognitionOut(
        id=recognition.pk,
        reference=recognition.application.reference,
        state=recognition.state,
        company_number=recognition.company.enterprise_number,
        site_number=recognition.site.establishment_number,
        programme_code=recognition.programme_id,
        partnership=recognition.partnership_id,
        valid_from=recognition.valid_from,
        valid_to=recognition.valid_to,
        ended_on=recognition.ended_on,
    )
