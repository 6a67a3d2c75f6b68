"""Who sits in the class council (`klassenraad`) for which decision (`trajectory.md` 8, E15 and E20b).

Law: art. 357/14 of the Codex Secundair Onderwijs: counsellor and mentor vote by right; when the council
decides on admission the mentor is not a member of it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from duaal.casework.trajectories.facts import Seat

MENTOR_IN_ADMISSION = "MENTOR_IN_ADMISSION"
EMPTY_SEAT = {Seat.COUNSELLOR: "COUNSELLOR_NOT_IN_COUNCIL", Seat.MENTOR: "MENTOR_NOT_IN_COUNCIL"}


class Matter(StrEnum):
    """What a class council decides about (`waarover de klassenraad beslist`)."""

    ADMISSION = "admission"
    COMPLETION = "completion"


@dataclass(frozen=True, slots=True)
class CouncilCheck:
    """What keeps a council from deciding, and what only has to be seen: a seat that stayed empty."""

    refused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def check_council(matter: Matter, seats: Collection[Seat]) -> CouncilCheck:
    """Whether a council of these members can decide on the matter."""
    if matter == Matter.ADMISSION:
        return CouncilCheck((MENTOR_IN_ADMISSION,) if Seat.MENTOR in seats else ())
    return CouncilCheck(warnings=tuple(code for seat, code in EMPTY_SEAT.items() if seat not in seats))
