"""The steps on a company in the register. It has no states of its own: it is active or stopped by date."""

from datetime import date

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step
from duaal.register.organisations.facts import ClaimFacts, CommitteeFacts

UNKNOWN_NUMBER = "unknown_number"
COMPANY_STOPPED = "company_stopped"
COMPANY_NOT_STARTED = "company_not_started"
NOT_A_REPRESENTATIVE = "not_a_representative"
ALREADY_IN_COMMITTEE = "already_in_committee"
REASONS = (
    UNKNOWN_NUMBER,
    COMPANY_STOPPED,
    COMPANY_NOT_STARTED,
    NOT_A_REPRESENTATIVE,
    ALREADY_IN_COMMITTEE,
)


def blockers_to_claim(facts: ClaimFacts, on: date) -> tuple[str, ...]:
    """Why someone may not act for the company on this day (`recognition.md` 2, legal representative)."""
    found = []
    if on < facts.active.first:
        found.append(COMPANY_NOT_STARTED)
    if facts.active.last is not None and on > facts.active.last:
        found.append(COMPANY_STOPPED)
    if not facts.represented_by_claimant:
        found.append(NOT_A_REPRESENTATIVE)
    return tuple(found)


def blockers_to_join(facts: CommitteeFacts, on: date) -> tuple[str, ...]:
    """Why a company cannot belong to a joint committee in the period asked: it already does then."""
    taken = any(facts.asked.overlaps(other) for other in facts.others)
    return (ALREADY_IN_COMMITTEE,) if taken else ()


CLAIM: Step[ClaimFacts] = Step(
    name="claim",
    sources=frozenset(),
    target=None,
    roles=frozenset(Role) - {Role.SYSTEM},
    blockers=blockers_to_claim,
)
"""Taking on the capacity of a company: any logged-in user may try, the register decides."""

JOIN_COMMITTEE: Step[CommitteeFacts] = Step(
    name="join_committee",
    sources=frozenset(),
    target=None,
    roles=frozenset({Role.DEPARTMENT}),
    blockers=blockers_to_join,
)
LEAVE_COMMITTEE: Step[CommitteeFacts] = Step(
    name="leave_committee", sources=frozenset(), target=None, roles=frozenset({Role.DEPARTMENT})
)
