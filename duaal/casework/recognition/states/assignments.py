"""States of the assignment of a mentor (`recognition.md` 14.3)."""

from enum import StrEnum


class AssignmentState(StrEnum):
    """State of the assignment of a mentor (`aanwijzing van een mentor`)."""

    PROPOSED = "PROPOSED"
    ACTIVE_UNTRAINED = "ACTIVE_UNTRAINED"
    ACTIVE = "ACTIVE"
    REFUSED = "REFUSED"
    LAPSED = "LAPSED"
    ENDED = "ENDED"
    BARRED = "BARRED"


class EndReason(StrEnum):
    """Why an assignment ended (`reden van het einde`); empty when only its case or recognition ended."""

    NONE = ""
    LEFT = "LEFT"
    DIED = "DIED"
    REPLACED = "REPLACED"
    BARRED = "BARRED"


WORKING = frozenset({AssignmentState.ACTIVE, AssignmentState.ACTIVE_UNTRAINED})
"""States in which a mentor can guide a learner."""

RUNNING = WORKING | {AssignmentState.LAPSED}
"""States in which the assignment still runs: a lapsed mentor works again once the training is followed."""
