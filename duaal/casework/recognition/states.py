"""States of an application, a recognition and a mentor assignment, and the steps between them.

`recognition.md` 14.1 to 14.3. Not covered yet: transfer, visits, guidance, sanctions, renewal and appeal.
"""

from enum import StrEnum

from duaal.casework.recognition.standing import (
    CaseStanding,
    blockers_to_discontinue,
    blockers_to_grant,
    blockers_to_refuse,
)
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class ApplicationState(StrEnum):
    """State of an application (`erkenningsaanvraag`)."""

    SUBMITTED = "SUBMITTED"
    IN_REVIEW = "IN_REVIEW"
    INFO_REQUESTED = "INFO_REQUESTED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"
    DISCONTINUED = "DISCONTINUED"


class RecognitionState(StrEnum):
    """State of a recognition (`erkenning`)."""

    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    ENDED_BY_UNDERTAKING = "ENDED_BY_UNDERTAKING"
    ENDED_CLOSED = "ENDED_CLOSED"


class AssignmentState(StrEnum):
    """State of the assignment of a mentor (`aanwijzing van een mentor`)."""

    PROPOSED = "PROPOSED"
    ACTIVE_UNTRAINED = "ACTIVE_UNTRAINED"
    ACTIVE = "ACTIVE"
    REFUSED = "REFUSED"
    LAPSED = "LAPSED"
    ENDED = "ENDED"


OPEN = frozenset({ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW, ApplicationState.INFO_REQUESTED})
UNDER_DECISION = frozenset({ApplicationState.IN_REVIEW, ApplicationState.INFO_REQUESTED})
LIVE = frozenset({RecognitionState.ACTIVE})
DECIDERS = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})

SUBMIT: Step[CaseStanding] = Step(
    name="submit", sources=frozenset(), target=ApplicationState.SUBMITTED, roles=frozenset({Role.COMPANY})
)
ROUTE: Step[CaseStanding] = Step(
    name="route",
    sources=frozenset({ApplicationState.SUBMITTED}),
    target=ApplicationState.IN_REVIEW,
    roles=frozenset({Role.SYSTEM}),
)
ASK: Step[CaseStanding] = Step(
    name="ask",
    sources=frozenset({ApplicationState.IN_REVIEW}),
    target=ApplicationState.INFO_REQUESTED,
    roles=DECIDERS,
)
ANSWER: Step[CaseStanding] = Step(
    name="answer",
    sources=frozenset({ApplicationState.INFO_REQUESTED}),
    target=ApplicationState.IN_REVIEW,
    roles=frozenset({Role.COMPANY}),
)
JUDGE: Step[CaseStanding] = Step(name="judge", sources=UNDER_DECISION, target=None, roles=DECIDERS)
GRANT: Step[CaseStanding] = Step(
    name="grant",
    sources=frozenset({ApplicationState.IN_REVIEW}),
    target=ApplicationState.APPROVED,
    roles=DECIDERS,
    blockers=blockers_to_grant,
)
REFUSE: Step[CaseStanding] = Step(
    name="refuse",
    sources=UNDER_DECISION,
    target=ApplicationState.REFUSED,
    roles=DECIDERS,
    blockers=blockers_to_refuse,
)
WITHDRAW: Step[CaseStanding] = Step(
    name="withdraw", sources=OPEN, target=ApplicationState.CANCELLED, roles=frozenset({Role.COMPANY})
)
DISCONTINUE: Step[CaseStanding] = Step(
    name="discontinue",
    sources=frozenset({ApplicationState.INFO_REQUESTED}),
    target=ApplicationState.DISCONTINUED,
    roles=frozenset({Role.SYSTEM}),
    blockers=blockers_to_discontinue,
)
FLAG: Step[CaseStanding] = Step(name="flag", sources=OPEN, target=None, roles=frozenset({Role.SYSTEM}))

APPLICATION_STEPS = (SUBMIT, ROUTE, ASK, ANSWER, JUDGE, GRANT, REFUSE, WITHDRAW, DISCONTINUE, FLAG)

RECOGNISE: Step[None] = Step(
    name="recognise", sources=frozenset(), target=RecognitionState.ACTIVE, roles=DECIDERS
)
EXPIRE: Step[None] = Step(
    name="expire",
    sources=LIVE,
    target=RecognitionState.EXPIRED,
    roles=frozenset({Role.SYSTEM}),
)
LAPSE_MENTOR: Step[None] = Step(
    name="lapse_mentor", sources=LIVE, target=None, roles=frozenset({Role.SYSTEM})
)

RECOGNITION_STEPS = (RECOGNISE, EXPIRE, LAPSE_MENTOR)
