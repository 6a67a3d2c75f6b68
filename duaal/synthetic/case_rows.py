"""Rows of requests, recognitions, mentors and agreements."""

from collections.abc import Iterator
from datetime import date

from duaal.casework.agreements.models import Agreement
from duaal.casework.recognition.actions.submission import REFERENCE
from duaal.casework.recognition.models import (
    Application,
    ExtractEntries,
    InformationRequest,
    MentorAssignment,
    MentorPosition,
    MentorTraining,
    Recognition,
)
from duaal.casework.recognition.rules.training import training_deadline
from duaal.casework.recognition.states import (
    LIVE,
    ApplicationState,
    AssignmentState,
    EndReason,
)
from duaal.foundation.kernel.sorting import sort_key
from duaal.synthetic import troubles
from duaal.synthetic.agreement_rows import KEPT, kept_columns
from duaal.synthetic.contracts import learner_number
from duaal.synthetic.judging import is_judged, judgement_table
from duaal.synthetic.measure_rows import measure_tables
from duaal.synthetic.numbers import phone_number
from duaal.synthetic.officers import Officers
from duaal.synthetic.ruling import Ruling
from duaal.synthetic.tables import Row, Table
from duaal.synthetic.world import REFUSALS, Case, Contract, Guide, World

APPLICATION = (
    "id",
    "reference",
    "request_form_id",
    "company_id",
    "site_id",
    "programme_id",
    "legal_basis",
    "joint_committee_id",
    "partnership_id",
    "kind",
    "recognition_concerned_id",
    "state",
    "submitted_by_id",
    "received_on",
    "deadline_on",
    "flag",
    "flagged_on",
    "decided_on",
    "decision_reason",
    "decision_read_on",
    "contact_name",
    "contact_email",
    "contact_phone",
    "organisation_and_equipment",
    "organisation_and_equipment_remark",
    "financial_strength",
    "financial_strength_remark",
    "conviction",
    "conviction_remark",
)
QUESTION = ("application_id", "items", "asked_on", "due_on", "reminded_on", "answer", "answered_on")
RECOGNITION = (
    "id",
    "application_id",
    "company_id",
    "site_id",
    "programme_id",
    "legal_basis",
    "partnership_id",
    "state",
    "valid_from",
    "valid_to",
    "ended_on",
    "incomplete_since",
    "vacancy_alerted_on",
    "vacancy_over_on",
    "end_notice_months",
    "end_alerted_on",
)
ASSIGNMENT = (
    "id",
    "application_id",
    "recognition_id",
    "person_id",
    "state",
    "named_on",
    "position",
    "experience_since",
    "prior_training",
    "derogation_asked",
    "derogation_granted",
    "extract_model",
    "extract_issued_on",
    "extract_entries",
    "training_deadline_on",
    "ended_on",
    "end_reason",
)
TRAINING = (
    "person_id",
    "partnership_id",
    "reporting_sector_id",
    "followed_on",
    "course",
    "provider",
    "provider_registered",
    "hours",
)
AGREEMENT = (
    "id",
    "kind",
    "recognition_id",
    "company_id",
    "site_id",
    "programme_id",
    "provider_id",
    "learner_number",
    "concluded_on",
    "starts_on",
    "planned_end_on",
    "ended_on",
    "end_reason",
    *KEPT,
)

COURSE, PROVIDER, HOURS = "Mentor op de werkplek", "Opleidingscentrum Lantaarn", 8
ENDED = frozenset({ApplicationState.CANCELLED, ApplicationState.DISCONTINUED})


def case_tables(world: World, ruling: Ruling, officers: Officers, *, today: date) -> list[Table]:
    """Everything of recognition and agreements."""
    return [
        Table(Application, APPLICATION, map(_application, world.cases)),
        Table(InformationRequest, QUESTION, _questions(world)),
        Table(Recognition, RECOGNITION, _recognitions(world)),
        Table(MentorAssignment, ASSIGNMENT, _assignments(world, ruling, today)),
        judgement_table(world, officers, today=today),
        *measure_tables(world.measures, officers),
        Table(MentorTraining, TRAINING, _trainings(world, ruling)),
        Table(Agreement, AGREEMENT, map(_agreement, world.contracts)),
    ]


def reference_of(case: Case) -> str:
    """The reference under which everyone knows the request."""
    return REFERENCE.format(year=case.received_on.year, number=case.pk)


def assignment_state(case: Case, guide: Guide, term: date | None, today: date) -> AssignmentState:
    """The state of a mentor in a case today; `term` is the last day to follow the training, if any."""
    if case.outcome is None:
        if case.state in REFUSALS:
            return AssignmentState.REFUSED
        return AssignmentState.ENDED if case.state in ENDED else AssignmentState.PROPOSED
    if guide is case.barred:
        return AssignmentState.BARRED
    if case.outcome not in LIVE or has_left(case):
        return AssignmentState.ENDED
    if guide.trained_on is not None and guide.trained_on <= today:
        return AssignmentState.ACTIVE
    late = term is not None and term < today
    return AssignmentState.LAPSED if late else AssignmentState.ACTIVE_UNTRAINED


def has_left(case: Case) -> bool:
    """Whether the mentor of the case left, and nobody else works there."""
    return case.vacancy is not None and case.vacancy.left_on is not None


def _last_day_of_mentor(case: Case) -> date:
    if case.vacancy is not None and case.vacancy.left_on is not None:
        return case.vacancy.left_on
    return case.last_day


def training_term(case: Case, guide: Guide, ruling: Ruling) -> date | None:
    """The last day to follow the training; None when it was followed before the recognition."""
    if case.outcome is None or case.decided_on is None:
        return None
    if guide.trained_on is not None and guide.trained_on <= case.decided_on:
        return None
    law = ruling.law(case.received_on, case.partnership, case.programme.legal_basis)
    return training_deadline(case.decided_on, case.received_on, law.training).follow_by


def _application(case: Case) -> Row:
    company = case.company
    person = company.representatives[0]
    convicted = case.trouble == troubles.CONVICTION.code
    return (
        case.pk,
        reference_of(case),
        None,
        company.pk,
        case.site.pk,
        case.programme.code,
        case.programme.legal_basis,
        case.committee,
        case.partnership,
        case.kind.value,
        case.follows.recognition_pk if case.follows else None,
        case.state.value,
        case.submitted_by,
        case.received_on,
        case.deadline_on,
        case.flag,
        case.flagged_on,
        case.refused_on or case.decided_on,
        "",
        None,
        person.name,
        f"info@{sort_key(company.trade_name).replace(' ', '-')}.example",
        phone_number(company.pk),
        True,
        "",
        True,
        "",
        convicted,
        troubles.CONVICTION_REMARK if convicted else "",
    )


def _questions(world: World) -> Iterator[Row]:
    for case in world.cases:
        for asked in case.questions:
            days = (asked.asked_on, asked.due_on, asked.reminded_on)
            yield case.pk, asked.items, *days, asked.answer, asked.answered_on


def _recognitions(world: World) -> Iterator[Row]:
    for case in world.cases:
        if case.outcome is None:
            continue
        yield (
            case.recognition_pk,
            case.pk,
            case.company.pk,
            case.site.pk,
            case.programme.code,
            case.programme.legal_basis,
            case.partnership,
            case.outcome.value,
            case.decided_on,
            case.valid_to,
            case.ended_on,
            case.vacancy.since if case.vacancy else None,
            case.vacancy.alerted_on if case.vacancy else None,
            case.vacancy.over_on if case.vacancy else None,
            case.notice_months,
            case.end_alerted_on,
        )


def _assignments(world: World, ruling: Ruling, today: date) -> Iterator[Row]:
    for case in world.cases:
        law = ruling.law(case.received_on, case.partnership, case.programme.legal_basis)
        for place, guide in enumerate(case.guides):
            term = training_term(case, guide, ruling)
            state = assignment_state(case, guide, term, today)
            judged = is_judged(case, "M1a") or case.outcome is not None
            ended_on = case.closed_on if case.outcome is None else _last_day_of_mentor(case)
            if state == AssignmentState.BARRED:
                ended_on = case.barred_on
            outside = case.trouble == troubles.OUTSIDE.code
            yield (
                case.first_assignment + place,
                case.pk,
                case.recognition_pk or None,
                guide.person.pk,
                state.value,
                case.received_on,
                MentorPosition.OUTSIDE.value if outside else guide.position,
                troubles.experience_since(case.trouble, guide.experience_since, case.received_on),
                troubles.prior_training(case.trouble),
                troubles.derogation_asked(case.trouble),
                "",
                law.extract_model.value,
                troubles.extract_issued_on(case.trouble, case.received_on, case.pk),
                (ExtractEntries.NONE if judged else ExtractEntries.UNKNOWN).value,
                term,
                ended_on if state in (AssignmentState.ENDED, AssignmentState.BARRED) else None,
                _end_reason(case, state).value,
            )


def _end_reason(case: Case, state: AssignmentState) -> EndReason:
    if state == AssignmentState.BARRED:
        return EndReason.BARRED
    return EndReason.LEFT if has_left(case) else EndReason.NONE


def _trainings(world: World, ruling: Ruling) -> Iterator[Row]:
    for company in world.companies:
        for guide in company.guides:
            if guide.trained_on is not None:
                partnership = ruling.decider(guide.sector, guide.trained_on)
                course = (COURSE, PROVIDER, True, HOURS)
                yield guide.person.pk, partnership, guide.sector, guide.trained_on, *course


def _agreement(contract: Contract) -> Row:
    case = contract.case
    is_on_paper = contract.kept is not None and contract.kept.text.concluded_on is None
    return (
        contract.pk,
        contract.kind,
        case.recognition_pk,
        case.company.pk,
        case.site.pk,
        case.programme.code,
        contract.school.pk if contract.school else None,
        learner_number(contract.learner),
        None if is_on_paper else contract.concluded_on,
        contract.starts_on,
        contract.planned_end_on,
        contract.ended_on,
        contract.end_reason,
        *kept_columns(contract),
    )
