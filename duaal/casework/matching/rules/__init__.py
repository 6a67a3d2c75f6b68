"""Pure decisions that bring workplaces and learners together."""

from duaal.casework.matching.rules.law import ContactLaw, RankingLaw, contact_law, ranking_law
from duaal.casework.matching.rules.ranking import (
    CandidateFacts,
    LeftOut,
    Ranked,
    Ranking,
    SeekerFacts,
    rank,
    travel_minutes,
)
from duaal.casework.matching.rules.status import PlaceFacts, PlaceStatus, free_places, place_status

__all__ = [
    "CandidateFacts",
    "ContactLaw",
    "LeftOut",
    "PlaceFacts",
    "PlaceStatus",
    "Ranked",
    "Ranking",
    "RankingLaw",
    "SeekerFacts",
    "contact_law",
    "free_places",
    "place_status",
    "rank",
    "ranking_law",
    "travel_minutes",
]
