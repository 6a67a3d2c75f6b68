"""Published places and contacts with companies, before they become rows.

The fields after the first ones are the columns of the row; `matching_rows.py` writes them, with the deeds of
each as its trail.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from duaal.casework.matching.states import Cause, ContactState, OfferState
from duaal.synthetic.deeds import Deed

if TYPE_CHECKING:
    from duaal.synthetic.world import Case, Pupil


@dataclass(slots=True, eq=False, repr=False)
class Offered:
    """What a company publishes for a recognition. `is_open` says whether a school finds a place there."""

    case: Case
    places: int
    published_on: date
    starts_from: date
    description: str
    confirmed_on: date
    state: OfferState = OfferState.PUBLISHED
    warned_on: date | None = None
    is_open: bool = True
    deeds: list[Deed] = field(default_factory=list)
    pk: int = 0


@dataclass(slots=True, eq=False, repr=False)
class Contacted:
    """A contact about a pupil with the company of a recognition."""

    pupil: Pupil
    case: Case
    message: str
    consented_on: date
    sent_on: date
    answer_by: date
    state: ContactState = ContactState.SENT
    remind_on: date | None = None
    intake_on: date | None = None
    reason: str = ""
    cause: Cause | None = None
    closed_on: date | None = None
    deeds: list[Deed] = field(default_factory=list)
    pk: int = 0
