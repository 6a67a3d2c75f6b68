"""What the steps of a company look at."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from duaal.foundation.kernel.period import Period

FOLDER = Path(__file__).parent / "reference"
"""Where the reference files of this package stand."""


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
    """A membership of a joint committee: the period asked, and those the company has of it already."""

    asked: Period
    others: tuple[Period, ...] = ()
