"""Pure decisions on recognition: deadline, conditions, what blocks a grant, validity, mentor training."""

from duaal.casework.recognition.rules.grant import (
    GRANT_BLOCKERS,
    SUBMITTER,
    VOTERS,
    allowed_voters,
    assess_case,
    because_of_grant,
    blockers_to_grant,
    failed_conditions,
)
from duaal.casework.recognition.rules.law import RecognitionLaw, TrainingLaw, law_on, training_law
from duaal.casework.recognition.rules.mentors import (
    assess_mentor,
    birth_date_is_plausible,
    qualifies,
    what_is_wrong_with_extract,
)
from duaal.casework.recognition.rules.outcomes import (
    Assessment,
    Deadline,
    FactUsed,
    Term,
    TrainingDeadline,
    Validity,
)
from duaal.casework.recognition.rules.reform import (
    conditions_dropped,
    covers,
    granted_in_principle,
    mentor_may_follow,
    mentor_needed_to_apply,
    not_covered,
)
from duaal.casework.recognition.rules.terms import (
    Overdue,
    answer_deadline,
    answer_reminder,
    appeal_deadline,
    decision_deadline,
    overdue_flag,
    receipt_of_decision,
)
from duaal.casework.recognition.rules.training import CourseFacts, course_refused_because, training_deadline
from duaal.casework.recognition.rules.undertaking import assess_undertaking
from duaal.casework.recognition.rules.validity import expiry_notices, validity

__all__ = [
    "GRANT_BLOCKERS",
    "SUBMITTER",
    "VOTERS",
    "Assessment",
    "CourseFacts",
    "Deadline",
    "FactUsed",
    "Overdue",
    "RecognitionLaw",
    "Term",
    "TrainingDeadline",
    "TrainingLaw",
    "Validity",
    "allowed_voters",
    "answer_deadline",
    "answer_reminder",
    "appeal_deadline",
    "assess_case",
    "assess_mentor",
    "assess_undertaking",
    "because_of_grant",
    "birth_date_is_plausible",
    "blockers_to_grant",
    "conditions_dropped",
    "course_refused_because",
    "covers",
    "decision_deadline",
    "expiry_notices",
    "failed_conditions",
    "granted_in_principle",
    "law_on",
    "mentor_may_follow",
    "mentor_needed_to_apply",
    "not_covered",
    "overdue_flag",
    "qualifies",
    "receipt_of_decision",
    "training_deadline",
    "training_law",
    "validity",
    "what_is_wrong_with_extract",
]
