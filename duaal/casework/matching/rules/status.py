"""Whether a published workplace has a place for a learner now: the one computed status used everywhere.

Not covered: whether the place suits a learner, see `ranking.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from duaal.casework.matching.states import OfferState

NO_OFFER = "no_offer"
PAUSED = "offer_paused"
STALE = "offer_stale"
FULL = "offer_full"
LEFT_OUT = "place_left_out"


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """One recognition on a day: what is published, who learns there, and what stands in the way.

    `offer` is None when nothing is published. `most` is how many learners the mentors at work there may guide
    together, None without a maximum. `obstacles` are the codes of the availability of the recognition.
    """

    offer: OfferState | None
    places: int = 0
    learners: int = 0
    most: int | None = None
    obstacles: tuple[str, ...] = ()
    recognition_state: str = ""


@dataclass(frozen=True, slots=True)
class PlaceStatus:
    """How many places are free (`vrije plaatsen`), and every reason why no learner can come now."""

    free: int
    reasons: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return not self.reasons


def place_status(facts: PlaceFacts, *, left_out: Iterable[str]) -> PlaceStatus:
    """The status; `left_out` are the states of a recognition in which a place is not proposed to learners."""
    free = free_places(facts)
    reasons = list(facts.obstacles)
    if facts.recognition_state in set(left_out):
        reasons.append(LEFT_OUT)
    match facts.offer:
        case None:
            reasons.append(NO_OFFER)
        case OfferState.PAUSED:
            reasons.append(PAUSED)
        case OfferState.STALE:
            reasons.append(STALE)
    taken = facts.learners >= facts.places
    if facts.offer is not None and (taken or (not free and not reasons)):
        reasons.append(FULL)
    return PlaceStatus(0 if reasons else free, tuple(reasons))


def free_places(facts: PlaceFacts) -> int:
    """The places of the offer, never more than the mentors may guide, less the learners who are there."""
    held = facts.places if facts.most is None else min(facts.places, facts.most)
    return max(0, held - facts.learners)
