"""What an event is about, and the states of an address and of a delivery. Pure."""

from enum import StrEnum


class Subject(StrEnum):
    """What an event is about (`onderwerp`); the codes are those of the API."""

    LEARNER = "learner"
    PLAN = "plan"
    CALENDAR = "calendar"
    CONTACT = "contact"
    OFFER = "offer"
    AGREEMENT = "agreement"


class HookState(StrEnum):
    """State of an address: it gets messages, or it is paused."""

    ACTIVE = "active"
    PAUSED = "paused"


class PauseReason(StrEnum):
    """Why an address is paused: by its organisation, or by us after failures or because it is gone."""

    BY_HAND = "by_hand"
    FAILING = "failing"
    GONE = "gone"


class DeliveryState(StrEnum):
    """State of a delivery."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class Problem(StrEnum):
    """Why a try failed; an answer with a status that says no is `STATUS`."""

    STATUS = "status"
    REDIRECT = "redirect"
    GONE = "gone"
    UNKNOWN_HOST = "unknown_host"
    FORBIDDEN_ADDRESS = "forbidden_address"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "tls"
    NO_ANSWER = "no_answer"
