"""Pure decisions on learners: admission, the days to find a workplace, the screening."""

from duaal.casework.trajectories.rules.admission import admission, full_time_schooling_ends_on
from duaal.casework.trajectories.rules.law import (
    AdmissionLaw,
    SearchLaw,
    admission_law,
    late_loss,
    search_law,
)
from duaal.casework.trajectories.rules.outcomes import Admission, Condition, SearchTerm, Term, certainty_of
from duaal.casework.trajectories.rules.search import (
    blockers_to_extend,
    days_left,
    days_used,
    is_late_loss,
    screening_deadline,
    search_term,
    warning_days,
)

__all__ = [
    "Admission",
    "AdmissionLaw",
    "Condition",
    "SearchLaw",
    "SearchTerm",
    "Term",
    "admission",
    "admission_law",
    "blockers_to_extend",
    "certainty_of",
    "days_left",
    "days_used",
    "full_time_schooling_ends_on",
    "is_late_loss",
    "late_loss",
    "screening_deadline",
    "search_law",
    "search_term",
    "warning_days",
]
