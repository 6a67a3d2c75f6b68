"""States and steps of the checks around an agreement: holds, student jobs, what is told."""

from enum import StrEnum

from duaal.casework.agreements.states import (
    NEW,
    REASON_NEEDED,
    RUNNING,
    SIDES,
    STAFF,
    AgreementStanding,
    AgreementState,
)
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step

DECIDES = frozenset({Role.DEPARTMENT})
HEARS = frozenset({Role.FLEMISH_PARTNERSHIP})
STATUS_HOLDS = "STATUS_HOLDS"
HOLD_EXISTS = "HOLD_EXISTS"
TEXT_IS_OLD = "TEXT_IS_OLD"
NOTHING_TO_TELL = "NOTHING_TO_TELL"
TOLD_ALREADY = "TOLD_ALREADY"
LODGED_ALREADY = "LODGED_ALREADY"


class HoldState(StrEnum):
    """State of a question to the department about an agreement without the status (`voorgelegd geval`)."""

    HELD = "HELD"
    RELEASED = "RELEASED"
    REJECTED = "REJECTED"


class JobState(StrEnum):
    """State of a student job (`studentenjob`)."""

    KEPT = "KEPT"
    STOPPED = "STOPPED"


class EndAppealState(StrEnum):
    """State of an appeal against the end of an agreement (`beroep tegen het einde`)."""

    LODGED = "LODGED"
    INADMISSIBLE = "INADMISSIBLE"
    JUSTIFIED = "JUSTIFIED"
    NOT_JUSTIFIED = "NOT_JUSTIFIED"


def blockers_to_hold(standing: AgreementStanding, on: object) -> tuple[str, ...]:
    """Every criterion holds, the question is there already, or the agreement began or is over."""
    return standing.found


def blockers_to_decide(standing: AgreementStanding, on: object) -> tuple[str, ...]:
    """No reasons are given, or the text was replaced meanwhile."""
    return standing.found if standing.reason_given else (REASON_NEEDED, *standing.found)


def blockers_to_lodge(standing: AgreementStanding, on: object) -> tuple[str, ...]:
    """No appeal exists against this end, it was lodged already, or no reasons are given."""
    return standing.found if standing.reason_given else (REASON_NEEDED, *standing.found)


def blockers_of_job(standing: AgreementStanding, on: object) -> tuple[str, ...]:
    """What the rules on student work and working time find."""
    return standing.found


def blockers_to_tell(standing: AgreementStanding, on: object) -> tuple[str, ...]:
    """There is nothing to tell, or it was told already."""
    return standing.found


HOLD: Step[AgreementStanding] = Step(
    name="hold_for_department",
    sources=frozenset({NEW}),
    target=HoldState.HELD,
    roles=STAFF,
    blockers=blockers_to_hold,
)
RELEASE: Step[AgreementStanding] = Step(
    name="release_hold",
    sources=frozenset({HoldState.HELD}),
    target=HoldState.RELEASED,
    roles=DECIDES,
    blockers=blockers_to_decide,
)
REJECT: Step[AgreementStanding] = Step(
    name="reject_hold",
    sources=frozenset({HoldState.HELD}),
    target=HoldState.REJECTED,
    roles=DECIDES,
    blockers=blockers_to_decide,
)
ENTER_JOB: Step[AgreementStanding] = Step(
    name="enter_student_job",
    sources=frozenset({NEW}),
    target=JobState.KEPT,
    roles=SIDES | STAFF,
    blockers=blockers_of_job,
)
STOP_JOB: Step[AgreementStanding] = Step(
    name="stop_student_job",
    sources=frozenset({JobState.KEPT}),
    target=JobState.STOPPED,
    roles=SIDES | STAFF,
)
TELL: Step[AgreementStanding] = Step(
    name="tell",
    sources=RUNNING | {AgreementState.ENDED},
    target=None,
    roles=STAFF | {Role.COMPANY},
    blockers=blockers_to_tell,
)

LODGE: Step[AgreementStanding] = Step(
    name="lodge_end_appeal",
    sources=frozenset({NEW}),
    target=EndAppealState.LODGED,
    roles=SIDES,
    blockers=blockers_to_lodge,
)


def _decision(name: str, target: EndAppealState) -> Step[AgreementStanding]:
    return Step(
        name=name,
        sources=frozenset({EndAppealState.LODGED}),
        target=target,
        roles=HEARS,
        blockers=blockers_to_decide,
    )


FIND_INADMISSIBLE = _decision("find_appeal_inadmissible", EndAppealState.INADMISSIBLE)
FIND_JUSTIFIED = _decision("find_end_justified", EndAppealState.JUSTIFIED)
FIND_NOT_JUSTIFIED = _decision("find_end_not_justified", EndAppealState.NOT_JUSTIFIED)

HOLD_STEPS = (HOLD, RELEASE, REJECT)
JOB_STEPS = (ENTER_JOB, STOP_JOB)
TELL_STEPS = (TELL,)
END_APPEAL_STEPS = (LODGE, FIND_INADMISSIBLE, FIND_JUSTIFIED, FIND_NOT_JUSTIFIED)
