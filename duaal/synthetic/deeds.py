"""Steps beyond the usual ones, as they stand in the trail of a request or of a recognition.

Whoever invents a history hangs its deeds on the case; the trail gives them their actor, moment and number.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from duaal.foundation.kernel.workflow import Step

Versions = tuple[dict[str, object], ...]


class Who(StrEnum):
    """In which capacity somebody did it."""

    COMPANY = "COMPANY"
    OFFICER = "OFFICER"
    FLEMISH = "FLEMISH"
    DEPARTMENT = "DEPARTMENT"
    SCHOOL = "SCHOOL"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Deed:
    """One step on one file. `target` None: the state stays. `mentor` is the place of the mentor of the case
    that the remark names by the number of the assignment; `source` the state before it, when the file is not
    in the state of the deed before this one.
    """

    step: str
    target: str | None
    who: Who
    on: date
    reasons: tuple[str, ...] = ()
    rule_versions: Versions = ()
    remark: str = ""
    mentor: int | None = None
    source: str | None = None


def deed(
    step: Step[Any],
    who: Who,
    on: date,
    *,
    target: str | None = None,
    reasons: tuple[str, ...] = (),
    versions: Versions = (),
    remark: str = "",
    mentor: int | None = None,
    source: str | None = None,
) -> Deed:
    """A deed of a step of the platform; `target` for a step that gives a recognition back its rest."""
    after = target or (None if step.target is None else str(step.target))
    return Deed(step.name, after, who, on, reasons, versions, remark, mentor, source)
