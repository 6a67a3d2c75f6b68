"""States of an authorisation (`machtiging`) and the steps between them (`recognition.md` 2, 6.2). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class MandateState(StrEnum):
    """State of an authorisation: it counts until somebody ends it, or its last day is over."""

    LIVE = "LIVE"
    ENDED = "ENDED"


HOLDERS = frozenset({Role.COUNSELLOR, Role.SECTOR})
"""Who may act in the name of a company, each with an authorisation of his own."""

NO_MANDATE = "no_mandate"
MANDATE_EXPIRED = "mandate_expired"
MANDATE_NOT_SIGNED = "mandate_not_signed"


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """What the guards need to know of one authorisation."""

    signed_on: date
    valid_to: date | None


def blockers_to_act(mandate: MandateFacts | None, on: date) -> tuple[str, ...]:
    """Why nobody can act on this authorisation on the day; None when there is none that counts."""
    if mandate is None:
        return (NO_MANDATE,)
    if mandate.signed_on > on:
        return (MANDATE_NOT_SIGNED,)
    if mandate.valid_to is not None and mandate.valid_to < on:
        return (MANDATE_EXPIRED,)
    return ()


def blockers_to_lapse(mandate: MandateFacts, on: date) -> tuple[str, ...]:
    """An authorisation ends by itself only after its last day."""
    is_over = mandate.valid_to is not None and mandate.valid_to < on
    return () if is_over else ("mandate_runs",)


REGISTER: Step[None] = Step(
    name="register_mandate", sources=frozenset(), target=MandateState.LIVE, roles=HOLDERS
)
REVOKE: Step[None] = Step(
    name="revoke_mandate",
    sources=frozenset({MandateState.LIVE}),
    target=MandateState.ENDED,
    roles=HOLDERS | {Role.COMPANY},
)
REPLACE: Step[None] = Step(
    name="replace_mandate",
    sources=frozenset({MandateState.LIVE}),
    target=MandateState.ENDED,
    roles=HOLDERS,
)
LAPSE: Step[MandateFacts] = Step(
    name="lapse_mandate",
    sources=frozenset({MandateState.LIVE}),
    target=MandateState.ENDED,
    roles=frozenset({Role.SYSTEM}),
    blockers=blockers_to_lapse,
)
OPEN_PAPER: Step[None] = Step(
    name="open_mandate", sources=frozenset(), target=None, roles=HOLDERS | {Role.COMPANY}
)

MANDATE_STEPS = (REGISTER, REVOKE, REPLACE, LAPSE, OPEN_PAPER)

HAND_OVER: Step[None] = Step(
    name="hand_over_draft", sources=frozenset(), target=None, roles=HOLDERS | {Role.COMPANY}
)
"""A draft goes from who made it to the company: he gives it, or the company takes it."""
