"""States of an application and of a recognition, and the steps between them (`recognition.md` 14.1 to 14.3).

Not covered yet: transfer, visits, guidance, sanctions, renewal and appeal.
"""

from enum import StrEnum


class ApplicationState(StrEnum):
    """State of an application (`erkenningsaanvraag`)."""

    SUBMITTED = "SUBMITTED"
    IN_REVIEW = "IN_REVIEW"
    INFO_REQUESTED = "INFO_REQUESTED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"
    DISCONTINUED = "DISCONTINUED"


OPEN = frozenset({ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW, ApplicationState.INFO_REQUESTED})


class RecognitionState(StrEnum):
    """State of a recognition (`erkenning`)."""

    ACTIVE = "ACTIVE"
    EXPIRED = "EXPIRED"
    ENDED_BY_UNDERTAKING = "ENDED_BY_UNDERTAKING"
    ENDED_CLOSED = "ENDED_CLOSED"


LIVE = frozenset({RecognitionState.ACTIVE})


class AssignmentState(StrEnum):
    """State of the assignment of a mentor (`aanwijzing van een mentor`)."""

    PROPOSED = "PROPOSED"
    ACTIVE_UNTRAINED = "ACTIVE_UNTRAINED"
    ACTIVE = "ACTIVE"
    REFUSED = "REFUSED"
    LAPSED = "LAPSED"
    ENDED = "ENDED"
