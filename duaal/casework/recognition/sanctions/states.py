"""States of guidance, hearing, decisions and what they decide (`recognition.md` 11, 14.2, 14.4 and 14.6).

The steps between them stand in `steps.py`.
"""

from enum import StrEnum


class GuidanceState(StrEnum):
    """State of a guidance file (`begeleidingsdossier`)."""

    RUNNING = "RUNNING"
    MET = "MET"
    FAILED = "FAILED"
    MOOT = "MOOT"


class ActionResult(StrEnum):
    """Result of one guidance action (`resultaat van een begeleidingsactie`); empty while it runs."""

    OPEN = ""
    POSITIVE = "POSITIVE"
    NEGATIVE = "NEGATIVE"


class WithdrawalGround(StrEnum):
    """Ground of a withdrawal (`grond van een opheffing`), art. 7 § 4."""

    CONDITION_LOST = "CONDITION_LOST"
    DUTY_BREACH = "DUTY_BREACH"


class WithdrawalState(StrEnum):
    """State of a withdrawal (`opheffing`): decided, in effect, or annulled on appeal.

    SUSPENDED: the appeals committee ordered that it has no effect until the outcome.
    """

    DECIDED = "DECIDED"
    IN_EFFECT = "IN_EFFECT"
    SUSPENDED = "SUSPENDED"
    ANNULLED = "ANNULLED"


class ExclusionKind(StrEnum):
    """Kind of exclusion (`uitsluiting`), art. 7 § 6."""

    TEMPORARY = "TEMPORARY"
    DEFINITIVE = "DEFINITIVE"


class ExclusionState(StrEnum):
    """State of an exclusion (`uitsluiting`)."""

    IN_FORCE = "IN_FORCE"
    SUSPENDED = "SUSPENDED"
    ENDED = "ENDED"
    ANNULLED = "ANNULLED"


class BarState(StrEnum):
    """State of the bar of a mentor (`weigering van een mentor`)."""

    IN_FORCE = "IN_FORCE"
    SUSPENDED = "SUSPENDED"
    ANNULLED = "ANNULLED"


class ProposalState(StrEnum):
    """State of a proposal of withdrawal by a provider (`voorstel tot opheffing`), art. 27."""

    OPEN = "OPEN"
    TAKEN_UP = "TAKEN_UP"
    DISMISSED = "DISMISSED"
    MOOT = "MOOT"
