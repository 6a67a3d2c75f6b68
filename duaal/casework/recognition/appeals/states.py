"""States of an appeal against a refusal, and the steps between them (`recognition.md` 12 and 14.4).

Not covered yet: appeals against a withdrawal, an exclusion and the bar of a mentor.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.casework.recognition.states import APPEAL_OFFICE, APPEALABLE
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class AppealState(StrEnum):
    """State of an appeal (`beroep`)."""

    LODGED = "LODGED"
    ADMISSIBLE = "ADMISSIBLE"
    INADMISSIBLE = "INADMISSIBLE"
    UPHELD = "UPHELD"
    PARTLY_UPHELD = "PARTLY_UPHELD"
    REJECTED = "REJECTED"
    RETRACTED = "RETRACTED"


RUNNING = frozenset({AppealState.LODGED, AppealState.ADMISSIBLE})
ANSWERED = frozenset({AppealState.UPHELD, AppealState.PARTLY_UPHELD, AppealState.REJECTED})


@dataclass(frozen=True, slots=True)
class AppealStanding:
    """How the decision and the appeal against it stand on one day.

    `last_day` is the last day to appeal, `sent_on` the day on which the appeal was sent, `decide_by` the last
    day to decide on it.
    """

    application_state: str
    last_day: date
    sent_on: date
    runs: bool = False
    was_answered: bool = False
    decide_by: date | None = None
    is_extended: bool = False
    by_who_refused: bool = False
    already_recognised: bool = False

    @property
    def is_late(self) -> bool:
        return self.sent_on > self.last_day


def blockers_to_register(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """Why no appeal can be entered; a late one can, because it has to be answered."""
    if standing.runs:
        return ("appeal_runs",)
    if standing.was_answered:
        return ("appeal_answered",)
    return () if standing.application_state in APPEALABLE else ("nothing_to_appeal",)


def blockers_to_lodge(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """Why the company cannot lodge an appeal: also when the term is over."""
    found = blockers_to_register(standing, on)
    return ("appeal_late",) if not found and standing.is_late else found


def blockers_to_admit(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """A late appeal is not admissible."""
    return ("appeal_late",) if standing.is_late else ()


def blockers_to_extend(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """The term to decide is extended once, while it runs."""
    found = ["appeal_extended"] if standing.is_extended else []
    if standing.decide_by is not None and on > standing.decide_by:
        found.append("appeal_term_over")
    return tuple(found)


def blockers_to_decide(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """Whoever took the decision does not decide on the appeal against it."""
    return ("decided_by_who_refused",) if standing.by_who_refused else ()


def blockers_to_uphold(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """As every decision on an appeal; a place that is recognised by now is not recognised twice."""
    found = blockers_to_decide(standing, on)
    return (*found, "already_recognised") if standing.already_recognised else found


ADMISSIBLE_ONLY = frozenset({AppealState.ADMISSIBLE})

LODGE: Step[AppealStanding] = Step(
    name="lodge_appeal",
    sources=frozenset(),
    target=AppealState.LODGED,
    roles=frozenset({Role.COMPANY}),
    blockers=blockers_to_lodge,
)
REGISTER: Step[AppealStanding] = Step(
    name="register_appeal",
    sources=frozenset(),
    target=AppealState.LODGED,
    roles=APPEAL_OFFICE,
    blockers=blockers_to_register,
)
ADMIT: Step[AppealStanding] = Step(
    name="admit_appeal",
    sources=frozenset({AppealState.LODGED}),
    target=AppealState.ADMISSIBLE,
    roles=APPEAL_OFFICE,
    blockers=blockers_to_admit,
)
DISMISS: Step[AppealStanding] = Step(
    name="dismiss_appeal",
    sources=frozenset({AppealState.LODGED}),
    target=AppealState.INADMISSIBLE,
    roles=APPEAL_OFFICE,
)
EXTEND: Step[AppealStanding] = Step(
    name="extend_appeal",
    sources=ADMISSIBLE_ONLY,
    target=None,
    roles=APPEAL_OFFICE,
    blockers=blockers_to_extend,
)
UPHOLD: Step[AppealStanding] = Step(
    name="uphold_appeal",
    sources=ADMISSIBLE_ONLY,
    target=AppealState.UPHELD,
    roles=APPEAL_OFFICE,
    blockers=blockers_to_uphold,
)
UPHOLD_PARTLY: Step[AppealStanding] = Step(
    name="uphold_appeal_partly",
    sources=ADMISSIBLE_ONLY,
    target=AppealState.PARTLY_UPHELD,
    roles=APPEAL_OFFICE,
    blockers=blockers_to_decide,
)
REJECT: Step[AppealStanding] = Step(
    name="reject_appeal",
    sources=ADMISSIBLE_ONLY,
    target=AppealState.REJECTED,
    roles=APPEAL_OFFICE,
    blockers=blockers_to_decide,
)
RETRACT: Step[AppealStanding] = Step(
    name="retract_appeal",
    sources=RUNNING,
    target=AppealState.RETRACTED,
    roles=frozenset({Role.COMPANY}),
)

APPEAL_STEPS = (LODGE, REGISTER, ADMIT, DISMISS, EXTEND, UPHOLD, UPHOLD_PARTLY, REJECT, RETRACT)
