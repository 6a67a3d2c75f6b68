"""States of a recognition (`recognition.md` 14.2) and the steps that make it and end it by its own clock."""

from enum import StrEnum

from duaal.casework.recognition.states.applications import APPEAL_OFFICE, DECIDERS
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class RecognitionState(StrEnum):
    """State of a recognition (`erkenning`)."""

    ACTIVE = "ACTIVE"
    INCOMPLETE = "INCOMPLETE"
    UNDER_GUIDANCE = "UNDER_GUIDANCE"
    SANCTION_PROPOSED = "SANCTION_PROPOSED"
    SUSPENDED = "SUSPENDED"
    WITHDRAWN = "WITHDRAWN"
    SUPERSEDED = "SUPERSEDED"
    EXPIRED = "EXPIRED"
    ENDED_BY_UNDERTAKING = "ENDED_BY_UNDERTAKING"
    ENDED_CLOSED = "ENDED_CLOSED"


LIVE = frozenset(
    {
        RecognitionState.ACTIVE,
        RecognitionState.INCOMPLETE,
        RecognitionState.UNDER_GUIDANCE,
        RecognitionState.SANCTION_PROPOSED,
        RecognitionState.SUSPENDED,
    }
)
"""States in which the recognition stands; whether it can take a learner is another question."""

TAKES_AGREEMENTS = LIVE - {RecognitionState.INCOMPLETE}
"""States in which a new agreement may be concluded (14.2), in two of them with a warning."""

RECOGNISE: Step[None] = Step(
    name="recognise",
    sources=frozenset(),
    target=RecognitionState.ACTIVE,
    roles=DECIDERS | APPEAL_OFFICE,
)
RECOGNISE_IN_PRINCIPLE: Step[None] = Step(
    name="recognise_in_principle",
    sources=frozenset(),
    target=RecognitionState.INCOMPLETE,
    roles=DECIDERS | APPEAL_OFFICE,
)
"""The first of two steps, where the law has them: no mentor yet, so no agreements."""
EXPIRE: Step[None] = Step(
    name="expire",
    sources=LIVE,
    target=RecognitionState.EXPIRED,
    roles=frozenset({Role.SYSTEM}),
)
LAPSE_MENTOR: Step[None] = Step(
    name="lapse_mentor", sources=LIVE, target=None, roles=frozenset({Role.SYSTEM})
)

RECOGNITION_STEPS = (RECOGNISE, RECOGNISE_IN_PRINCIPLE, EXPIRE, LAPSE_MENTOR)
