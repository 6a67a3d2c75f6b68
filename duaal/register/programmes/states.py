"""Steps on the table of replaced programmes (`omzettingstabel`, `recognition.md` 15.2). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.period import Period
from duaal.foundation.kernel.workflow import Step

ALREADY_REPLACED = "already_replaced"
GOES_ROUND = "goes_round"
ENDED_ALREADY = "ended_already"
NOT_ENDED = "not_ended"
REASONS = (ALREADY_REPLACED, GOES_ROUND, ENDED_ALREADY, NOT_ENDED)

DECIDING = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})


class ReplacementState(StrEnum):
    """State of a replacement (`vervanging`): it stands, or it was struck out as a mistake."""

    STANDS = "STANDS"
    STRUCK = "STRUCK"


@dataclass(frozen=True, slots=True)
class ReplacementFacts:
    """A replacement of the table: its period, those of the same two programmes that stand beside it, and
    whether the new programme was itself replaced, in the end, by the old one.
    """

    period: Period
    others: tuple[Period, ...] = ()
    goes_round: bool = False


def blockers_to_stand(facts: ReplacementFacts, on: date) -> tuple[str, ...]:
    """Two programmes stand together once in a period, and no programme takes its own place."""
    twice = any(facts.period.overlaps(other) for other in facts.others)
    return (*((ALREADY_REPLACED,) if twice else ()), *((GOES_ROUND,) if facts.goes_round else ()))


def blockers_to_end(facts: ReplacementFacts, on: date) -> tuple[str, ...]:
    """What has a last day ends on it; open it again to choose another."""
    return () if facts.period.last is None else (ENDED_ALREADY,)


def blockers_to_reopen(facts: ReplacementFacts, on: date) -> tuple[str, ...]:
    """Only what has a last day can be opened again, where no other one stands after it."""
    if facts.period.last is None:
        return (NOT_ENDED,)
    return blockers_to_stand(
        ReplacementFacts(Period(facts.period.first, None), facts.others, facts.goes_round), on
    )


ADD_REPLACEMENT: Step[ReplacementFacts] = Step(
    name="add_replacement",
    sources=frozenset(),
    target=ReplacementState.STANDS,
    roles=DECIDING,
    blockers=blockers_to_stand,
)
END_REPLACEMENT: Step[ReplacementFacts] = Step(
    name="end_replacement",
    sources=frozenset({ReplacementState.STANDS}),
    target=None,
    roles=DECIDING,
    blockers=blockers_to_end,
)
REOPEN_REPLACEMENT: Step[ReplacementFacts] = Step(
    name="reopen_replacement",
    sources=frozenset({ReplacementState.STANDS}),
    target=None,
    roles=DECIDING,
    blockers=blockers_to_reopen,
)
STRIKE_REPLACEMENT: Step[ReplacementFacts] = Step(
    name="strike_replacement",
    sources=frozenset({ReplacementState.STANDS}),
    target=ReplacementState.STRUCK,
    roles=DECIDING,
)

REPLACEMENT_STEPS = (ADD_REPLACEMENT, END_REPLACEMENT, REOPEN_REPLACEMENT, STRIKE_REPLACEMENT)
