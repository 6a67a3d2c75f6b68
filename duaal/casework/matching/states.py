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


class Cause(StrEnum):
    """Why a contact was closed without anybody closing it (`oorzaak`)."""

    NO_ANSWER = "no_answer"
    NOT_PLANNED = "intake_not_planned"
    NOT_FOLLOWED = "intake_not_followed"
    FOUND_PLACE = "learner_found_place"
    SEARCH_STOPPED = "search_stopped"
    PLACE_GONE = "place_gone"


OPEN = frozenset({ContactState.SENT, ContactState.INTERESTED, ContactState.INTAKE, ContactState.PROPOSED})

IN_TALKS = frozenset({ContactState.INTAKE, ContactState.PROPOSED})
"""States in which learner and company meet: the trajectory is then in matching (`trajectory.md` 15.1)."""

WITH_A_TERM = frozenset({ContactState.SENT, ContactState.INTERESTED, ContactState.INTAKE})
"""States that end by themselves when nobody does anything; a proposal waits for the agreement."""

COMPANY = frozenset({Role.COMPANY})
STAFF = frozenset({Role.COUNSELLOR})
BY_RULE = frozenset({Role.SYSTEM})

CONSENT_MISSING = "learner_consent_missing"
NOT_SEARCHING = "learner_not_searching"
PLACE_NOT_OPEN = "place_not_open"
NO_REASON = "contact_reason_missing"
INTAKE_TO_COME = "intake_to_come"
CONTACT_RUNS = "contact_runs"
RECOGNITION_OVER = "recognition_over"
ALREADY_PUBLISHED = "already_published"


@dataclass(frozen=True, slots=True)
class OfferStanding:
    """What the guards look at: whether the recognition still stands, and whether it is published already."""

    is_recognised: bool = True
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class ContactStanding:
    """What the guards look at: whether the learner agreed, still searches, a place is free, a reason given.

    `runs_already` says that a contact of the learner with this place is open; `intake_on` is the day of the
    interview.
    """

    consents: bool = True
    searches: bool = True
    place_is_open: bool = True
    runs_already: bool = False
    reason_given: bool = True
    intake_on: date | None = None


def blockers_to_publish(standing: OfferStanding, on: date) -> tuple[str, ...]:
    """A recognition that does not stand any more, or a place that is published already."""
    found = () if standing.is_recognised else (RECOGNITION_OVER,)
    return (*found, ALREADY_PUBLISHED) if standing.is_published else found


def blockers_to_renew(standing: OfferStanding, on: date) -> tuple[str, ...]:
    """A recognition that does not stand any more."""
    return () if standing.is_recognised else (RECOGNITION_OVER,)


def blockers_to_send(standing: ContactStanding, on: date) -> tuple[str, ...]:
    """No consent of the learner, a learner who does not search, no free place, or a contact that runs."""
    against = (
        (not standing.consents, CONSENT_MISSING),
        (not standing.searches, NOT_SEARCHING),
        (not standing.place_is_open, PLACE_NOT_OPEN),
        (standing.runs_already, CONTACT_RUNS),
    )
    return tuple(code for applies, code in against if applies)


def blockers_to_meet(standing: ContactStanding, on: date) -> tuple[str, ...]:
    """A learner who found a place, or left, meanwhile."""
    return () if standing.searches else (NOT_SEARCHING,)


def blockers_to_propose(standing: ContactStanding, on: date) -> tuple[str, ...]:
    """An interview that did not take place yet, or a learner who does not search any more."""
    found = () if standing.searches else (NOT_SEARCHING,)
    to_come = standing.intake_on is None or standing.intake_on > on
    return (*found, INTAKE_TO_COME) if to_come else found


def blockers_to_decline(standing: ContactStanding, on: date) -> tuple[str, ...]:
    """A refusal without a reason."""
    return () if standing.reason_given else (NO_REASON,)


PUBLISH: Step[OfferStanding] = Step(
    name="publish_offer",
    sources=frozenset(),
    target=OfferState.PUBLISHED,
    roles=COMPANY,
    blockers=blockers_to_publish,
)
PAUSE: Step[OfferStanding] = Step(
    name="pause_offer",
    sources=frozenset({OfferState.PUBLISHED, OfferState.STALE}),
    target=OfferState.PAUSED,
    roles=COMPANY,
)
RESUME: Step[OfferStanding] = Step(
    name="resume_offer",
    sources=frozenset({OfferState.PAUSED}),
    target=OfferState.PUBLISHED,
    roles=COMPANY,
    blockers=blockers_to_renew,
)
CONFIRM: Step[OfferStanding] = Step(
    name="confirm_offer",
    sources=frozenset({OfferState.PUBLISHED, OfferState.STALE}),
    target=OfferState.PUBLISHED,
    roles=COMPANY,
    blockers=blockers_to_renew,
)
CAP: Step[OfferStanding] = Step(name="cap_offer", sources=frozenset(OfferState), target=None, roles=COMPANY)
WARN_STALE: Step[OfferStanding] = Step(
    name="warn_stale_offer", sources=frozenset({OfferState.PUBLISHED}), target=None, roles=BY_RULE
)
GO_STALE: Step[OfferStanding] = Step(
    name="offer_went_stale",
    sources=frozenset({OfferState.PUBLISHED}),
    target=OfferState.STALE,
    roles=BY_RULE,
)

OFFER_STEPS = (PUBLISH, PAUSE, RESUME, CONFIRM, CAP, WARN_STALE, GO_STALE)

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
    roles=BY_RULE,
)
SHOW_INTEREST: Step[ContactStanding] = Step(
    name="show_interest",
    sources=frozenset({ContactState.SENT}),
    target=ContactState.INTERESTED,
    roles=COMPANY,
    blockers=blockers_to_meet,
)
PLAN_INTAKE: Step[ContactStanding] = Step(
    name="plan_intake",
    sources=frozenset({ContactState.SENT, ContactState.INTERESTED, ContactState.INTAKE}),
    target=ContactState.INTAKE,
    roles=STAFF | COMPANY,
    blockers=blockers_to_meet,
)
PROPOSE: Step[ContactStanding] = Step(
    name="propose_learner",
    sources=frozenset({ContactState.INTAKE}),
    target=ContactState.PROPOSED,
    roles=COMPANY | STAFF,
    blockers=blockers_to_propose,
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
    roles=BY_RULE,
)

CONTACT_STEPS = (SEND, REMIND, SHOW_INTEREST, PLAN_INTAKE, PROPOSE, DECLINE, WITHDRAW, CLOSE)
