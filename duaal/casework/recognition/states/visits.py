"""Steps of a visit (`plaatsbezoek`) for a case, or to a recognised workplace (`recognition.md` 7 P5).

A visit changes the state of no file. Once it was held or cancelled nothing more can be done with it.
"""

from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition.states.applications import DECIDERS, UNDER_DECISION
from duaal.casework.recognition.states.recognitions import LIVE
from duaal.foundation.kernel.workflow import Step


@dataclass(frozen=True, slots=True)
class VisitStanding:
    """How a visit stands: whether it was held, with a report, or cancelled."""

    held: bool = False
    cancelled: bool = False


def blockers_of_visit(standing: VisitStanding, on: date) -> tuple[str, ...]:
    """What is against changing, cancelling or reporting the visit."""
    if standing.held:
        return ("visit_held",)
    return ("visit_cancelled",) if standing.cancelled else ()


PLAN_VISIT: Step[VisitStanding] = Step(name="plan_visit", sources=UNDER_DECISION, target=None, roles=DECIDERS)
PLAN_VISIT_THERE: Step[VisitStanding] = Step(name="plan_visit", sources=LIVE, target=None, roles=DECIDERS)
"""The same step for a recognised workplace."""

MOVE_VISIT: Step[VisitStanding] = Step(
    name="move_visit", sources=frozenset(), target=None, roles=DECIDERS, blockers=blockers_of_visit
)
CANCEL_VISIT: Step[VisitStanding] = Step(
    name="cancel_visit", sources=frozenset(), target=None, roles=DECIDERS, blockers=blockers_of_visit
)
REPORT_VISIT: Step[VisitStanding] = Step(
    name="report_visit", sources=frozenset(), target=None, roles=DECIDERS, blockers=blockers_of_visit
)

VISIT_STEPS = (PLAN_VISIT, PLAN_VISIT_THERE, MOVE_VISIT, CANCEL_VISIT, REPORT_VISIT)
