"""Steps of a transfer (`overdracht`) of a case to another partnership (`recognition.md` 13 rule 7 and 14.1).

A partnership wishes it, the other accepts or declines. A further wish is for the Flemish Partnership, and
after a refusal it may order who handles the case. The day of receipt and the term to decide stay what they
were.
"""

from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition.states.applications import DECIDERS, ApplicationState
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step

IN_REVIEW = frozenset({ApplicationState.IN_REVIEW})
ORDERING = frozenset({Role.FLEMISH_PARTNERSHIP})


@dataclass(frozen=True, slots=True)
class TransferStanding:
    """How a case stands for a transfer.

    `is_asked`: a wish waits for an answer; `needs_order`: that answer is for the Flemish Partnership;
    `is_declined`: the last wish was declined; `target_recognises`: the partnership it would go to has the
    power to recognise for these learners on the day.
    """

    is_asked: bool = False
    needs_order: bool = False
    is_declined: bool = False
    target_recognises: bool = True
    target_is_here: bool = False


def blockers_to_ask(standing: TransferStanding, on: date) -> tuple[str, ...]:
    """One wish at a time, to another partnership that may recognise."""
    asked = ("transfer_asked",) if standing.is_asked else ()
    return (*asked, *_against_target(standing))


def blockers_to_accept(standing: TransferStanding, on: date) -> tuple[str, ...]:
    """Only the first wish is for the other partnership to answer."""
    return (*blockers_to_decline(standing, on), *_against_target(standing))


def blockers_to_decline(standing: TransferStanding, on: date) -> tuple[str, ...]:
    if not standing.is_asked:
        return ("no_transfer_asked",)
    return ("transfer_needs_order",) if standing.needs_order else ()


def blockers_to_order(standing: TransferStanding, on: date) -> tuple[str, ...]:
    """The Flemish Partnership orders on a further wish, or once a partnership declined."""
    order = standing.needs_order if standing.is_asked else standing.is_declined
    return (*(() if order else ("nothing_to_order",)), *_against_target(standing))


def blockers_to_keep(standing: TransferStanding, on: date) -> tuple[str, ...]:
    return () if standing.is_asked and standing.needs_order else ("nothing_to_order",)


def _against_target(standing: TransferStanding) -> tuple[str, ...]:
    if standing.target_is_here:
        return ("transfer_to_itself",)
    return () if standing.target_recognises else ("transfer_no_power",)


ASK_TRANSFER: Step[TransferStanding] = Step(
    name="ask_transfer", sources=IN_REVIEW, target=None, roles=DECIDERS, blockers=blockers_to_ask
)
ACCEPT_TRANSFER: Step[TransferStanding] = Step(
    name="accept_transfer", sources=IN_REVIEW, target=None, roles=DECIDERS, blockers=blockers_to_accept
)
DECLINE_TRANSFER: Step[TransferStanding] = Step(
    name="decline_transfer", sources=IN_REVIEW, target=None, roles=DECIDERS, blockers=blockers_to_decline
)
ORDER_TRANSFER: Step[TransferStanding] = Step(
    name="order_transfer", sources=IN_REVIEW, target=None, roles=ORDERING, blockers=blockers_to_order
)
KEEP_CASE: Step[TransferStanding] = Step(
    name="keep_case", sources=IN_REVIEW, target=None, roles=ORDERING, blockers=blockers_to_keep
)

TRANSFER_STEPS = (ASK_TRANSFER, ACCEPT_TRANSFER, DECLINE_TRANSFER, ORDER_TRANSFER, KEEP_CASE)
