"""Guidance, hearings, precautions, sanctions, proposals and appeals, before they become rows.

Each names the case whose recognition (of an appeal: whose request) it is about. The fields that follow the
first ones are the columns of the row; `measure_rows.py` writes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from duaal.casework.recognition.appeals.models import AppealWay
from duaal.casework.recognition.appeals.states import AppealState
from duaal.casework.recognition.sanctions.states import (
    ExclusionKind,
    ExclusionState,
    GuidanceState,
    ProposalState,
    WithdrawalGround,
    WithdrawalState,
)
from duaal.synthetic.deeds import Deed, Who

if TYPE_CHECKING:
    from duaal.synthetic.schooling import School
    from duaal.synthetic.world import Case, Contract, Guide, Place


@dataclass(slots=True, eq=False)
class Guided:
    """A guidance file."""

    case: Case
    shortcoming: str
    description: str
    opened_on: date
    state: GuidanceState = GuidanceState.RUNNING
    closed_on: date | None = None
    closing_remark: str = ""
    actions: list[Action] = field(default_factory=list)
    pk: int = 0


@dataclass(slots=True, eq=False)
class Action:
    """An action of a guidance file."""

    guidance: Guided
    description: str
    due_on: date
    result: str = ""
    result_remark: str = ""
    closed_on: date | None = None
    report: str = ""
    reported_on: date | None = None
    overdue_since: date | None = None
    pk: int = 0


@dataclass(slots=True, eq=False)
class Invited:
    """An invitation to be heard."""

    case: Case
    reason: str
    invited_on: date
    react_by: date
    reaction: str = ""
    reacted_on: date | None = None
    heard_on: date | None = None
    report: str = ""
    closed_on: date | None = None
    pk: int = 0


@dataclass(slots=True, eq=False)
class Warned:
    """A precaution that runs."""

    case: Case
    danger: str
    since: date
    until: date
    state_before: str
    pk: int = 0


@dataclass(slots=True, eq=False)
class Decided:
    """A decision on a sanction; `by` is who decided: the partnership of the case, or the Flemish one."""

    case: Case
    by: Who
    partnership: str
    reasons: str
    decided_on: date
    reference: str
    read_on: date | None = None
    pk: int = 0


@dataclass(slots=True, eq=False)
class Lifted:
    """A withdrawal."""

    decision: Decided
    case: Case
    ground: WithdrawalGround
    code: str
    reason: str
    effect_on: date
    state: WithdrawalState = WithdrawalState.DECIDED
    annulled_on: date | None = None
    pk: int = 0


@dataclass(slots=True, eq=False)
class Excluded:
    """An exclusion, of the whole company or of one site."""

    decision: Decided
    site: Place | None
    kind: ExclusionKind
    reason: str
    from_day: date
    until: date | None
    state: ExclusionState = ExclusionState.IN_FORCE
    ended_on: date | None = None
    pk: int = 0


@dataclass(slots=True, eq=False)
class Barred:
    """A bar of a mentor at the company, for every programme."""

    decision: Decided
    guide: Guide
    reason: str
    from_day: date
    pk: int = 0


@dataclass(slots=True, eq=False)
class Proposed:
    """A proposal of withdrawal by a school that had an agreement there."""

    case: Case
    contract: Contract
    school: School
    by_name: str
    reasons: str
    proposed_on: date
    answer_by: date
    state: ProposalState = ProposalState.OPEN
    answered_on: date | None = None
    answer_reason: str = ""
    pk: int = 0


@dataclass(slots=True, eq=False)
class Protest:
    """An appeal, against the refusal of the case or one part of a sanction (`against`)."""

    case: Case
    against: Lifted | Excluded | None
    partnership: str
    way: AppealWay
    sent_on: date
    received_on: date
    decision_received_on: date
    last_day_on: date
    acknowledge_by: date
    reasons: str = ""
    state: AppealState = AppealState.LODGED
    acknowledged_on: date | None = None
    decide_by: date | None = None
    is_extended: bool = False
    inadmissible_ground: str = ""
    outcome_reason: str = ""
    remaining_grounds: tuple[str, ...] = ()
    decided_on: date | None = None
    deeds: list[Deed] = field(default_factory=list)
    pk: int = 0


@dataclass(slots=True, eq=False)
class Paper:
    """A file in the trail beside requests and recognitions: its kind, what it is about, and its deeds."""

    kind: str
    about: Decided | Excluded | Proposed | Protest | Contract
    case: Case
    deeds: list[Deed]


@dataclass(slots=True)
class Measures:
    """All of them."""

    guidances: list[Guided] = field(default_factory=list)
    hearings: list[Invited] = field(default_factory=list)
    precautions: list[Warned] = field(default_factory=list)
    decisions: list[Decided] = field(default_factory=list)
    withdrawals: list[Lifted] = field(default_factory=list)
    exclusions: list[Excluded] = field(default_factory=list)
    bars: list[Barred] = field(default_factory=list)
    proposals: list[Proposed] = field(default_factory=list)
    appeals: list[Protest] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
