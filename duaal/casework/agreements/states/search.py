"""The search for a new workplace after the recognition under an agreement ended. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class SearchState(StrEnum):
    """State of the search for a new workplace (`zoektocht naar een nieuwe werkplek`) of one learner."""

    SEARCHING = "SEARCHING"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class SearchStanding:
    """Whether the learner lost the workplace of this agreement by the end of its recognition."""

    is_lost: bool = True


def blockers_to_end_search(standing: SearchStanding, on: date) -> tuple[str, ...]:
    """Only for a workplace that was lost."""
    return () if standing.is_lost else ("place_not_lost",)


END_SEARCH: Step[SearchStanding] = Step(
    name="end_search",
    sources=frozenset({SearchState.SEARCHING}),
    target=SearchState.ENDED,
    roles=frozenset({Role.COUNSELLOR}),
    blockers=blockers_to_end_search,
)

SEARCH_STEPS = (END_SEARCH,)
