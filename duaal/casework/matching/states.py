"""States of a published workplace and of a contact between a learner and a company, and their steps. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class OfferState(StrEnum):
    """State of what a company publishes for one recognition (`aanbod`)."""

    PUBLISHED = "PUBLISHED"
    PAUSED = "PAUSED"
    STALE = "STALE"


class ContactState(StrEnum):
    """State of a contact (`contact`) about one learner with one company."""

    SENT = "SENT"
    INTERESTED = "INTERESTED"
    INTAKE = "INTAKE"
    PROPOSED = "PROPOSED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"
    CLOSED = "CLOSED"


OPEN = frozenset({ContactState.SENT, ContactState.INTERESTED, ContactState.INTAKE, ContactState.PROPOSED})

COMPANY = frozenset({Role.COMPANY})
STAFF = frozenset({Role.COUNSELLOR})

CONSENT_MISSING = "learner_consent_missing"
NOT_SEARCHING = "learner_not_searching"
NO_REASON = "contact_reason_missing"


@dataclass(frozen=True, slots=True)
class ContactStanding:
    """What the guards look at: whether the learner agreed, still searches, and a reason is given."""

    consents: bool = True
    searches: bool = True
    reason_given: bool = True


def blockers_to_send(standing: ContactStanding, on: date) -> tuple[str, ...]:
    """The learner did not agree that the company sees who he is, or has a workplace by now."""
    found = () if standing.consents else (CONSENT_MISSING,)
    return found if standing.searches else (*found, NOT_SEARCHING)


def blockers_to_decline(standing: ContactStanding, on: date) -> tuple[str, ...]:
    """A refusal without a reason."""
    return () if standing.reason_given else (NO_REASON,)


PUBLISH: Step[None] = Step(
    name="publish_offer", sources=frozenset(), target=OfferState.PUBLISHED, roles=COMPANY
)
PAUSE: Step[None] = Step(
    name="pause_offer",
    sources=frozenset({OfferState.PUBLISHED, OfferState.STALE}),
    target=OfferState.PAUSED,
    roles=COMPANY,
)
RESUME: Step[None] = Step(
    name="resume_offer",
    sources=frozenset({OfferState.PAUSED, OfferState.STALE}),
    target=OfferState.PUBLISHED,
    roles=COMPANY,
)
CAP: Step[None] = Step(name="cap_offer", sources=frozenset(OfferState), target=None, roles=COMPANY)
GO_STALE: Step[None] = Step(
    name="offer_went_stale",
    sources=frozenset({OfferState.PUBLISHED}),
    target=OfferState.STALE,
    roles=frozenset({Role.SYSTEM}),
)

OFFER_STEPS = (PUBLISH, PAUSE, RESUME, CAP, GO_STALE)

SEND: Step[ContactStanding] = Step(
    name="send_contact",
    sources=frozenset(),
    target=ContactState.SENT,
    roles=STAFF,
    blockers=blockers_to_send,
)
REMIND: Step[ContactStanding] = Step(
    name="remind_contact",
    sources=frozenset({ContactState.SENT}),
    target=None,
    roles=frozenset({Role.SYSTEM}),
)
SHOW_INTEREST: Step[ContactStanding] = Step(
    name="show_interest",
    sources=frozenset({ContactState.SENT}),
    target=ContactState.INTERESTED,
    roles=COMPANY,
)
PLAN_INTAKE: Step[ContactStanding] = Step(
    name="plan_intake",
    sources=frozenset({ContactState.SENT, ContactState.INTERESTED, ContactState.INTAKE}),
    target=ContactState.INTAKE,
    roles=STAFF | COMPANY,
)
PROPOSE: Step[ContactStanding] = Step(
    name="propose_learner",
    sources=frozenset({ContactState.INTERESTED, ContactState.INTAKE}),
    target=ContactState.PROPOSED,
    roles=COMPANY | STAFF,
)
DECLINE: Step[ContactStanding] = Step(
    name="decline_contact",
    sources=OPEN,
    target=ContactState.DECLINED,
    roles=COMPANY,
    blockers=blockers_to_decline,
)
WITHDRAW: Step[ContactStanding] = Step(
    name="withdraw_contact",
    sources=OPEN,
    target=ContactState.WITHDRAWN,
    roles=STAFF,
    blockers=blockers_to_decline,
)
CLOSE: Step[ContactStanding] = Step(
    name="close_contact",
    sources=OPEN,
    target=ContactState.CLOSED,
    roles=frozenset({Role.SYSTEM}),
)

CONTACT_STEPS = (SEND, REMIND, SHOW_INTEREST, PLAN_INTAKE, PROPOSE, DECLINE, WITHDRAW, CLOSE)
