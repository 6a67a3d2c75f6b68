"""Steps of a proposal of withdrawal (`voorstel tot opheffing`), `recognition.md` 14.6. Pure."""

from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition.sanctions.states import ProposalState
from duaal.casework.recognition.states import DECIDERS
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step

PROVIDERS = frozenset({Role.COUNSELLOR})


@dataclass(frozen=True, slots=True)
class ProposalStanding:
    """What the guards need to know: `has_agreement` of the provider with that undertaking, `is_live` of the
    recognition, `is_open` when a proposal of the provider about it waits already.
    """

    has_agreement: bool = True
    is_live: bool = True
    is_open: bool = False


def blockers_to_propose(standing: ProposalStanding, on: date) -> tuple[str, ...]:
    """A provider proposes about an undertaking with which it had an agreement, once at a time."""
    found = [] if standing.has_agreement else ["no_own_agreement"]
    if not standing.is_live:
        found.append("recognition_not_live")
    if standing.is_open:
        found.append("proposal_open")
    return tuple(found)


OPEN_ONLY = frozenset({ProposalState.OPEN})

PROPOSE_WITHDRAWAL: Step[ProposalStanding] = Step(
    name="propose_withdrawal",
    sources=frozenset(),
    target=ProposalState.OPEN,
    roles=PROVIDERS,
    blockers=blockers_to_propose,
)
TAKE_UP_PROPOSAL: Step[ProposalStanding] = Step(
    name="take_up_proposal", sources=OPEN_ONLY, target=ProposalState.TAKEN_UP, roles=DECIDERS
)
DISMISS_PROPOSAL: Step[ProposalStanding] = Step(
    name="dismiss_proposal", sources=OPEN_ONLY, target=ProposalState.DISMISSED, roles=DECIDERS
)
MOOT_PROPOSAL: Step[ProposalStanding] = Step(
    name="moot_proposal",
    sources=OPEN_ONLY,
    target=ProposalState.MOOT,
    roles=frozenset({Role.SYSTEM}),
)

PROPOSAL_STEPS = (PROPOSE_WITHDRAWAL, TAKE_UP_PROPOSAL, DISMISS_PROPOSAL, MOOT_PROPOSAL)
