"""Which columns of a file hold personal data: names, contact, free text in which persons can be named.

What is not here stays: dates, programme, site, states, codes of conditions and grounds, votes by group. A
test keeps the table complete: a new column with text has to be named here or get a reason to stay.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Model, Q, Value, When

from duaal.casework.recognition.models import (
    Appeal,
    Application,
    ConditionJudgement,
    Control,
    Exclusion,
    ExclusionProposal,
    Finding,
    Guidance,
    GuidanceAction,
    Hearing,
    InformationRequest,
    Mandate,
    MentorAssignment,
    MentorBar,
    Precaution,
    ReportedChange,
    SanctionDecision,
    TrainingCertificate,
    Transfer,
    Visit,
    Withdrawal,
    WithdrawalProposal,
)
from duaal.foundation.people.actions import ERASED

NOBODY = 0
"""In the place of a user where a column always has one."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one model in a file: by which look-ups, and which columns are erased.

    `words` become the word for what was erased when something stood there, `others` get the value given here.
    """

    model: type[Model]
    paths: tuple[str, ...]
    words: tuple[str, ...]
    others: Mapping[str, Any] = field(default_factory=dict)

    def erase(self, keys: Iterable[int]) -> None:
        """Erases the columns in the rows of the files with these numbers, in one query."""
        keys = list(keys)
        rows = Q()
        for path in self.paths:
            rows |= Q(**{f"{path}__in": keys})
        changes: dict[str, Any] = {
            column: Case(When(**{column: ""}, then=Value("")), default=Value(ERASED)) for column in self.words
        }
        self.model._default_manager.filter(rows).update(**changes, **self.others)


APPEAL_WORDS = ("reasons", "outcome_reason", "suspension_reason")

APPLICATION_PARTS = (
    Part(
        Application,
        ("pk",),
        (
            "contact_name",
            "contact_phone",
            "decision_reason",
            "organisation_and_equipment_remark",
            "financial_strength_remark",
            "conviction_remark",
        ),
        {"contact_email": "", "submitted_by_id": None},
    ),
    Part(InformationRequest, ("application",), ("items", "answer")),
    Part(Transfer, ("application",), ("reason", "asked_by_name", "answered_by_name", "answer_reason")),
    Part(ConditionJudgement, ("application",), ("reason", "proof", "judged_by_name"), {"judged_by_id": None}),
    Part(MentorAssignment, ("application",), ("prior_training",), {"extract_entries": ""}),
    Part(TrainingCertificate, ("assignment__application",), ("judged_by_name", "reason")),
    Part(Appeal, ("application",), APPEAL_WORDS),
    Part(
        Visit,
        ("application",),
        ("visitor_name", "purpose", "report", "reported_by_name", "cancelled_because"),
        {"planned_by_id": None},
    ),
)
RECOGNITION_PARTS = (
    Part(
        Visit,
        ("recognition",),
        ("visitor_name", "purpose", "report", "reported_by_name", "cancelled_because"),
        {"planned_by_id": None},
    ),
    Part(
        Guidance,
        ("recognition",),
        ("description", "opened_by_name", "closing_remark"),
        {"opened_by_id": None},
    ),
    Part(
        GuidanceAction,
        ("guidance__recognition",),
        ("description", "responsible", "result_remark", "report"),
    ),
    Part(Hearing, ("recognition",), ("reason", "invited_by_name", "reaction", "report")),
    Part(Precaution, ("recognition",), ("danger", "taken_by_name", "resolution")),
    Part(
        ExclusionProposal,
        ("recognition",),
        ("reason", "proposed_by_name", "answered_by_name", "answer_reason"),
    ),
    Part(
        WithdrawalProposal,
        ("recognition",),
        ("proposed_by_name", "reasons", "answer_reason"),
        {"proposed_by_id": None},
    ),
)
SANCTION_PARTS = (
    Part(SanctionDecision, ("pk",), ("reasons", "decided_by_name"), {"decided_by_id": None}),
    Part(Withdrawal, ("decision",), ("reason",)),
    Part(Exclusion, ("decision",), ("reason",)),
    Part(MentorBar, ("decision",), ("reason",)),
    Part(Appeal, ("withdrawal__decision", "exclusion__decision", "bar__decision"), APPEAL_WORDS),
)
MANDATE_PARTS = (
    Part(Mandate, ("pk",), ("holder_name", "signed_by_name", "revoked_by_name"), {"holder_id": NOBODY}),
)
CHANGE_PARTS = (
    Part(
        ReportedChange,
        ("pk",),
        (
            *("description", "reported_by_name", "seen_by_name", "outcome"),
            *("visit_waived_because", "visit_waived_by_name"),
        ),
        {"reported_by_id": None},
    ),
)
CONTROL_PARTS = (
    Part(Control, ("pk",), ("inspector_name", "reason"), {"inspector_id": NOBODY}),
    Part(Finding, ("control",), ("text",)),
)
