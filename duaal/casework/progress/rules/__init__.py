"""Pure decisions on training plans: complete or not, the hours, the hash, what is still open."""

from duaal.casework.progress.rules.completeness import Finding, Option, PlanCheck, check_plan, where_else
from duaal.casework.progress.rules.content import content_hash
from duaal.casework.progress.rules.hours import YearHours
from duaal.casework.progress.rules.law import PlanLaw, plan_law
from duaal.casework.progress.rules.progress import is_reached, open_of

__all__ = [
    "Finding",
    "Option",
    "PlanCheck",
    "PlanLaw",
    "YearHours",
    "check_plan",
    "content_hash",
    "is_reached",
    "open_of",
    "plan_law",
    "where_else",
]
