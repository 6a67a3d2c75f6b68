"""Rows of guidance, hearings, precautions, sanctions, proposals and appeals."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.models import (
    Exclusion,
    Guidance,
    GuidanceAction,
    Hearing,
    MentorBar,
    Precaution,
    SanctionDecision,
    Withdrawal,
    WithdrawalProposal,
)
from duaal.casework.recognition.sanctions.states import BarState
from duaal.casework.recognition.states import DecisionMode
from duaal.foundation.kernel.actor import Actor
from duaal.synthetic.deeds import Who
from duaal.synthetic.measures import (
    Barred,
    Decided,
    Excluded,
    Guided,
    Invited,
    Lifted,
    Measures,
    Proposed,
    Protest,
    Warned,
)
from duaal.synthetic.officers import Officers, submitter
from duaal.synthetic.tables import Row, Table

T = TypeVar("T")

GUIDANCE = (
    "id",
    "recognition_id",
    "state",
    "shortcoming",
    "description",
    "opened_on",
    "opened_by_id",
    "opened_by_name",
    "closed_on",
    "closing_remark",
)
ACTION = (
    "id",
    "guidance_id",
    "description",
    "responsible",
    "due_on",
    "result",
    "result_remark",
    "closed_on",
    "report",
    "reported_on",
    "overdue_since",
)
HEARING = (
    "id",
    "recognition_id",
    "reason",
    "invited_on",
    "invited_by_name",
    "react_by",
    "reaction",
    "reacted_on",
    "heard_on",
    "report",
    "closed_on",
)
PRECAUTION = ("recognition_id", "danger", "since", "until", "taken_by_name", "state_before", "resolution")
DECISION = (
    "id",
    "company_id",
    "partnership_id",
    "reference",
    "reasons",
    "in_danger",
    "decided_on",
    "decided_by_id",
    "decided_by_name",
    "decision_mode",
    "read_on",
)
WITHDRAWAL = (
    "id",
    "decision_id",
    "recognition_id",
    "state",
    "ground",
    "code",
    "reason",
    "effect_on",
    "annulled_on",
)
EXCLUSION = (
    "id",
    "decision_id",
    "company_id",
    "site_id",
    "kind",
    "state",
    "reason",
    "from_day",
    "until",
    "ended_on",
)
BAR = ("id", "decision_id", "company_id", "person_id", "programmes", "state", "reason", "from_day")
PROPOSAL = (
    "id",
    "recognition_id",
    "provider_number",
    "proposed_by_name",
    "agreement_number",
    "state",
    "reasons",
    "proposed_on",
    "answer_by",
    "answered_on",
    "answer_reason",
)
APPEAL = (
    "id",
    "application_id",
    "withdrawal_id",
    "exclusion_id",
    "company_id",
    "partnership_id",
    "state",
    "way",
    "sent_on",
    "received_on",
    "reasons",
    "decision_received_on",
    "last_day_on",
    "acknowledge_by",
    "acknowledged_on",
    "decide_by",
    "is_extended",
    "inadmissible_ground",
    "outcome_reason",
    "remaining_grounds",
    "decided_on",
)


def measure_tables(measures: Measures, officers: Officers) -> list[Table]:
    """Everything of guidance, sanctions and appeals."""

    def rows(make: Callable[[T, Officers], Row], found: Iterable[T]) -> Iterator[Row]:
        return (make(one, officers) for one in found)

    return [
        Table(Guidance, GUIDANCE, rows(_guidance, measures.guidances)),
        Table(GuidanceAction, ACTION, _actions(measures)),
        Table(Hearing, HEARING, rows(_hearing, measures.hearings)),
        Table(Precaution, PRECAUTION, rows(_precaution, measures.precautions)),
        Table(SanctionDecision, DECISION, rows(_decision, measures.decisions)),
        Table(Withdrawal, WITHDRAWAL, map(_withdrawal, measures.withdrawals)),
        Table(Exclusion, EXCLUSION, map(_exclusion, measures.exclusions)),
        Table(MentorBar, BAR, map(_bar, measures.bars)),
        Table(WithdrawalProposal, PROPOSAL, map(_proposal, measures.proposals)),
        Table(Appeal, APPEAL, map(_appeal, measures.appeals)),
    ]


def _guidance(one: Guided, officers: Officers) -> Row:
    officer = officers.of(one.case)
    who = (one.opened_on, officer.user_id, officer.name)
    words = (one.state.value, one.shortcoming, one.description)
    return one.pk, one.case.recognition_pk, *words, *who, one.closed_on, one.closing_remark


def _actions(measures: Measures) -> Iterator[Row]:
    for guidance in measures.guidances:
        responsible = submitter(guidance.case).name
        for one in guidance.actions:
            agreed = (one.description, responsible, one.due_on)
            closed = (one.result, one.result_remark, one.closed_on)
            yield one.pk, guidance.pk, *agreed, *closed, one.report, one.reported_on, one.overdue_since


def _hearing(one: Invited, officers: Officers) -> Row:
    invited = (one.reason, one.invited_on, officers.of(one.case).name, one.react_by)
    said = (one.reaction, one.reacted_on, one.heard_on, one.report)
    return one.pk, one.case.recognition_pk, *invited, *said, one.closed_on


def _precaution(one: Warned, officers: Officers) -> Row:
    by = officers.of(one.case).name
    return one.case.recognition_pk, one.danger, one.since, one.until, by, one.state_before, ""


def _decision(one: Decided, officers: Officers) -> Row:
    by = _decider(one, officers)
    body = (one.case.company.pk, one.partnership, one.reference, one.reasons, False)
    mode = DecisionMode.BODY_VOTE.value
    return one.pk, *body, one.decided_on, by.user_id, by.name, mode, one.read_on


def _decider(one: Decided, officers: Officers) -> Actor:
    return officers.flemish(one.case.pk) if one.by == Who.FLEMISH else officers.of(one.case)


def _withdrawal(one: Lifted) -> Row:
    ground = (one.state.value, one.ground.value, one.code, one.reason)
    return one.pk, one.decision.pk, one.case.recognition_pk, *ground, one.effect_on, one.annulled_on


def _exclusion(one: Excluded) -> Row:
    site = one.site.pk if one.site else None
    what = (one.kind.value, one.state.value, one.reason)
    days = (one.from_day, one.until, one.ended_on)
    return one.pk, one.decision.pk, one.decision.case.company.pk, site, *what, *days


def _bar(one: Barred) -> Row:
    who = (one.decision.case.company.pk, one.guide.person.pk, json.dumps([]))
    return one.pk, one.decision.pk, *who, BarState.IN_FORCE.value, one.reason, one.from_day


def _proposal(one: Proposed) -> Row:
    by = (one.school.number, one.by_name, one.contract.pk)
    words = (one.state.value, one.reasons, one.proposed_on, one.answer_by)
    return one.pk, one.case.recognition_pk, *by, *words, one.answered_on, one.answer_reason


def _appeal(one: Protest) -> Row:
    against = one.against
    objects = (
        one.case.pk if against is None else None,
        against.pk if isinstance(against, Lifted) else None,
        against.pk if isinstance(against, Excluded) else None,
    )
    received = (one.decision_received_on, one.last_day_on, one.acknowledge_by, one.acknowledged_on)
    return (
        one.pk,
        *objects,
        one.case.company.pk,
        one.partnership,
        one.state.value,
        one.way.value,
        one.sent_on,
        one.received_on,
        one.reasons,
        *received,
        one.decide_by,
        one.is_extended,
        one.inadmissible_ground,
        one.outcome_reason,
        json.dumps(one.remaining_grounds),
        one.decided_on,
    )
