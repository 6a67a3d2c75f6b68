"""What the steps of a company look at."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.period import Period


class EmployerKind(StrEnum):
    """Kind of employer (`soort werkgever`), as routing sees it."""

    PRIVATE = "private"
    LOCAL_AUTHORITY = "local_authority"


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A company that someone wants to act for, and whether that person represents it on the day."""

    active: Period
    represented_by_claimant: bool


@dataclass(frozen=True, slots=True)
class CommitteeFacts:
    """A change in the joint committees of a company.

    `asked` is the period of the new or ending membership, `others` those that the company has of the same
    committee, the changed one left out.
    """

    active: Period
    asked: Period
    others: tuple[Period, ...] = ()


def is_active(active: Period, on: date) -> bool:
    """Whether the business register has the company as active on the day."""
    return active.contains(on)
