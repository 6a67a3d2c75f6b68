"""States of a decision of a partnership on school holidays for one company and school year. Pure."""

from datetime import date
from enum import StrEnum

from duaal.casework.agreements.states import AgreementStanding
from duaal.casework.agreements.states.cooperation import BODIES
from duaal.foundation.kernel.workflow import Step


class HolidayDecisionState(StrEnum):
    """State of a decision (`beslissing`) on work in school holidays."""

    KEPT = "KEPT"
    REVOKED = "REVOKED"


def blockers_of_the_decision(standing: AgreementStanding, on: date) -> tuple[str, ...]:
    """The same decision stands already."""
    return standing.found


KEEP_HOLIDAY_DECISION: Step[AgreementStanding] = Step(
    name="keep_holiday_decision",
    sources=frozenset({""}),
    target=HolidayDecisionState.KEPT,
    roles=BODIES,
    blockers=blockers_of_the_decision,
)
REVOKE_HOLIDAY_DECISION: Step[AgreementStanding] = Step(
    name="revoke_holiday_decision",
    sources=frozenset({HolidayDecisionState.KEPT}),
    target=HolidayDecisionState.REVOKED,
    roles=BODIES,
)

HOLIDAY_DECISION_STEPS = (KEEP_HOLIDAY_DECISION, REVOKE_HOLIDAY_DECISION)
