"""Kinds of notices, and who can hear something. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from duaal.foundation.kernel.actor import Role


class Kind(StrEnum):
    """Kind of a notice (`soort bericht`); a reader turns off mails by kind, those of decisions never."""

    DECISION = "DECISION"
    QUESTION = "QUESTION"
    PROGRESS = "PROGRESS"
    TERM = "TERM"


class Hearer(StrEnum):
    """Who hears something, seen from the file: turned into an organisation or a user by `hearing.py`.

    SUBMITTER: who applied in the name of the company. HOLDER: whose authorisation it is. PARTNERSHIP: the
    one that decides on the file. ASKED: who is to answer the wish to transfer a case. FORMER_PARTNERSHIP: the
    one that had the case before. PROVIDER: every school or centre with an agreement there, or that of the
    trajectory. LEARNER, GUARDIAN: those of the trajectory.
    """

    COMPANY = "COMPANY"
    SUBMITTER = "SUBMITTER"
    HOLDER = "HOLDER"
    PARTNERSHIP = "PARTNERSHIP"
    ASKED = "ASKED"
    FORMER_PARTNERSHIP = "FORMER_PARTNERSHIP"
    FLEMISH_PARTNERSHIP = "FLEMISH_PARTNERSHIP"
    DEPARTMENT = "DEPARTMENT"
    PROVIDER = "PROVIDER"
    LEARNER = "LEARNER"
    GUARDIAN = "GUARDIAN"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a notice is for: an organisation in a role, or one user of it."""

    role: Role
    organisation: str
    user_id: int | None = None
