"""Who acts in one request, and in which capacity."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The capacity (`hoedanigheid`) in which someone acts; a user with two capacities picks one."""

    ANYONE = "anyone"
    COMPANY = "company"
    LEARNER = "learner"
    GUARDIAN = "guardian"
    COUNSELLOR = "counsellor"
    SECTOR = "sector"
    PARTNERSHIP = "partnership"
    FLEMISH_PARTNERSHIP = "flemish_partnership"
    DEPARTMENT = "department"
    INSPECTOR = "inspector"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """One capacity of one user (`gebruiker`): the only thing rights are decided on.

    `organisation` is the enterprise number of a company, the number of the provider of a counsellor, the code
    of a partnership (also of its sector employees), of the department or of the inspection, and the learner
    number for a learner or a legal representative; empty for anyone and for the system.
    """

    role: Role
    organisation: str = ""
    user_id: int | None = None
    person_id: int | None = None
    name: str = ""

    @property
    def is_logged_in(self) -> bool:
        return self.user_id is not None


ANYONE = Actor(role=Role.ANYONE)
SYSTEM = Actor(role=Role.SYSTEM, name="systeem")
