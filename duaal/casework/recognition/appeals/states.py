"""States of an appeal, and the steps between them (`recognition.md` 12 and 14.4).

What an outcome does to a sanction stands in `effects.py`, with its own steps below.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.casework.recognition.sanctions.states import BarState, ExclusionState, WithdrawalState
from duaal.casework.recognition.states import APPEAL_OFFICE, LIVE, RecognitionState
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


class AppealKind(StrEnum):
    """What an appeal is against (`waartegen het beroep gericht is`); the first three by law."""

    REFUSAL = "REFUSAL"
    WITHDRAWAL = "WITHDRAWAL"
    EXCLUSION = "EXCLUSION"
    BAR = "BAR"


SANCTIONS = frozenset({AppealKind.WITHDRAWAL, AppealKind.EXCLUSION, AppealKind.BAR})
PARTLY = frozenset({AppealKind.REFUSAL, AppealKind.EXCLUSION, AppealKind.BAR})
"""A withdrawal stands or falls as a whole; the others can stand for a part."""

RUNNING = frozenset({AppealState.LODGED, AppealState.ADMISSIBLE})
ANSWERED = frozenset({AppealState.UPHELD, AppealState.PARTLY_UPHELD, AppealState.REJECTED})


@dataclass(frozen=True, slots=True)
class AppealStanding:
    """How the decision and the appeal against it stand on one day.

    `open_to_appeal` says whether the decision is there and stands; `last_day` is the last day to appeal,
    `sent_on` the day on which the appeal was sent, `decide_by` the last day to decide on it.
    `blocks_upholding` are reasons why what was refused or taken away cannot be given (back) on this day.
    """

    kind: AppealKind
    open_to_appeal: bool
    last_day: date
    sent_on: date
    runs: bool = False
    was_answered: bool = False
    decide_by: date | None = None
    is_extended: bool = False
    by_who_decided: bool = False
    is_suspended: bool = False
    blocks_upholding: tuple[str, ...] = ()

    @property
    def is_late(self) -> bool:
        return self.sent_on > self.last_day


def blockers_to_register(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """Why no appeal can be entered; a late one can, because it has to be answered."""
    if standing.runs:
        return ("appeal_runs",)
    if standing.was_answered:
        return ("appeal_answered",)
    return () if standing.open_to_appeal else ("nothing_to_appeal",)


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
    return ("decided_by_who_refused",) if standing.by_who_decided else ()


def blockers_to_uphold(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """As every decision on an appeal; and what is given (back) must still be possible on the day."""
    return (*blockers_to_decide(standing, on), *standing.blocks_upholding)


def blockers_to_uphold_partly(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """As every decision on an appeal; a withdrawal has no parts."""
    found = blockers_to_decide(standing, on)
    return found if standing.kind in PARTLY else (*found, "no_parts")


def blockers_to_suspend(standing: AppealStanding, on: date) -> tuple[str, ...]:
    """The effect of a sanction is suspended once; a refusal has no effect that can wait."""
    if standing.kind not in SANCTIONS:
        return ("nothing_to_suspend",)
    found = ["already_suspended"] if standing.is_suspended else []
    return (*blockers_to_decide(standing, on), *found, *standing.blocks_upholding)


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
    blockers=blockers_to_decide,
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
    blockers=blockers_to_uphold_partly,
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

SUSPEND_EFFECT: Step[AppealStanding] = Step(
    name="suspend_effect",
    sources=RUNNING,
    target=None,
    roles=APPEAL_OFFICE | {Role.SYSTEM},
    blockers=blockers_to_suspend,
)

APPEAL_STEPS = (
    LODGE,
    REGISTER,
    ADMIT,
    DISMISS,
    EXTEND,
    UPHOLD,
    UPHOLD_PARTLY,
    REJECT,
    RETRACT,
    SUSPEND_EFFECT,
)

OUTCOME = APPEAL_OFFICE | {Role.COMPANY, Role.SYSTEM}
"""Who can bring about what follows from an appeal: the office, a company that retracts, a setting."""

WITHDRAWAL_STANDS = frozenset({WithdrawalState.DECIDED, WithdrawalState.IN_EFFECT})
EXCLUSION_STANDS = frozenset({ExclusionState.IN_FORCE, ExclusionState.ENDED})

RESTORE: Step[None] = Step(
    name="restore",
    sources=LIVE | {RecognitionState.WITHDRAWN},
    target=RecognitionState.ACTIVE,
    roles=OUTCOME,
)
RESTORE_EXPIRED: Step[None] = Step(
    name="restore_expired",
    sources=frozenset({RecognitionState.WITHDRAWN}),
    target=RecognitionState.EXPIRED,
    roles=OUTCOME,
)
ANNUL_WITHDRAWAL: Step[None] = Step(
    name="annul_withdrawal",
    sources=WITHDRAWAL_STANDS | {WithdrawalState.SUSPENDED},
    target=WithdrawalState.ANNULLED,
    roles=APPEAL_OFFICE,
)
SUSPEND_WITHDRAWAL: Step[None] = Step(
    name="suspend_withdrawal",
    sources=WITHDRAWAL_STANDS,
    target=WithdrawalState.SUSPENDED,
    roles=OUTCOME,
)
RESUME_WITHDRAWAL: Step[None] = Step(
    name="resume_withdrawal",
    sources=frozenset({WithdrawalState.SUSPENDED}),
    target=WithdrawalState.DECIDED,
    roles=OUTCOME,
)
ANNUL_EXCLUSION: Step[None] = Step(
    name="annul_exclusion",
    sources=EXCLUSION_STANDS | {ExclusionState.SUSPENDED},
    target=ExclusionState.ANNULLED,
    roles=APPEAL_OFFICE,
)
SHORTEN_EXCLUSION: Step[None] = Step(
    name="shorten_exclusion",
    sources=ANNUL_EXCLUSION.sources,
    target=ExclusionState.IN_FORCE,
    roles=APPEAL_OFFICE,
)
SUSPEND_EXCLUSION: Step[None] = Step(
    name="suspend_exclusion",
    sources=frozenset({ExclusionState.IN_FORCE}),
    target=ExclusionState.SUSPENDED,
    roles=OUTCOME,
)
RESUME_EXCLUSION: Step[None] = Step(
    name="resume_exclusion",
    sources=frozenset({ExclusionState.SUSPENDED}),
    target=ExclusionState.IN_FORCE,
    roles=OUTCOME,
)
ANNUL_BAR: Step[None] = Step(
    name="annul_bar",
    sources=frozenset({BarState.IN_FORCE, BarState.SUSPENDED}),
    target=BarState.ANNULLED,
    roles=APPEAL_OFFICE,
)
LIMIT_BAR: Step[None] = Step(
    name="limit_bar", sources=ANNUL_BAR.sources, target=BarState.IN_FORCE, roles=APPEAL_OFFICE
)
SUSPEND_BAR: Step[None] = Step(
    name="suspend_bar",
    sources=frozenset({BarState.IN_FORCE}),
    target=BarState.SUSPENDED,
    roles=OUTCOME,
)
RESUME_BAR: Step[None] = Step(
    name="resume_bar", sources=frozenset({BarState.SUSPENDED}), target=BarState.IN_FORCE, roles=OUTCOME
)

EFFECT_STEPS = (
    RESTORE,
    RESTORE_EXPIRED,
    ANNUL_WITHDRAWAL,
    SUSPEND_WITHDRAWAL,
    RESUME_WITHDRAWAL,
    ANNUL_EXCLUSION,
    SHORTEN_EXCLUSION,
    SUSPEND_EXCLUSION,
    RESUME_EXCLUSION,
    ANNUL_BAR,
    LIMIT_BAR,
    SUSPEND_BAR,
    RESUME_BAR,
)
"""What follows for a sanction and its recognitions from an appeal."""
