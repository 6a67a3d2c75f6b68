"""The hours a week at school as long as there is no agreement (`trajectory.md` 5, E10d).

Law: arts. 357/22, 357/58 and 357/66 of the Codex Secundair Onderwijs. One lesson counts as one hour; adult
education has no such number.
"""

from dataclasses import dataclass

from duaal.casework.trajectories.facts import Population
from duaal.foundation.lawbook.dated import Version


@dataclass(frozen=True, slots=True)
class SchoolHours:
    """Whether the hours a week at school are enough, and how many are needed; None where no number holds."""

    is_enough: bool
    least: Version[int] | None


def school_hours(hours: int, law: Version[int], *, population: Population) -> SchoolHours:
    """Whether so many hours a week at school are enough for a learner without an agreement."""
    if population == Population.ADULT:
        return SchoolHours(True, None)
    return SchoolHours(hours >= law.value, law)
