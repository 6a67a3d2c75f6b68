"""Agreements that are kept on the platform from draft to end: what happened to each, before it becomes rows.

`kept_histories.py` tells the histories; `agreement_rows.py` writes rows and trail.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from duaal.casework.agreements.facts import Party
from duaal.casework.agreements.models import SignerRole
from duaal.casework.agreements.rules.ending import Reason
from duaal.casework.agreements.rules.suspension import Ground
from duaal.casework.agreements.states import AgreementState
from duaal.synthetic.deeds import Versions

if TYPE_CHECKING:
    from duaal.synthetic.world import Contract, Pupil


@dataclass(frozen=True, slots=True)
class Act:
    """One step on a kept agreement. `by` None: the platform did it by rule; `names_text` puts the hash of the
    text in the remark.
    """

    step: str
    target: str | None
    by: SignerRole | None
    on: date
    reasons: tuple[str, ...] = ()
    remark: str = ""
    names_text: bool = False
    versions: Versions = ()


@dataclass(slots=True)
class Text:
    """The text that was drafted and, perhaps, offered: who signed it, and who refused to."""

    made_on: date
    proposed_on: date | None = None
    concluded_on: date | None = None
    signed: dict[SignerRole, date] = field(default_factory=dict)
    refused: tuple[SignerRole, date, str] | None = None
    voided_on: date | None = None
    voided_because: str = ""


@dataclass(frozen=True, slots=True)
class LyingStill:
    """A suspension."""

    ground: Ground
    first_on: date
    last_on: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class Mediated:
    """A mediation."""

    by: Party
    reason: Reason
    words: str
    received_on: date
    until: date
    closed_on: date | None = None
    is_reconciled: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Kept:
    """One agreement of a pupil that is kept here. `first` and `last` are the days in its text."""

    contract: Contract
    pupil: Pupil
    first: date
    last: date
    text: Text
    state: AgreementState
    registered_on: date | None = None
    notice_ends_on: date | None = None
    ended_as: str = ""
    owes_month: bool = False
    is_prepared: bool = False
    acts: list[Act] = field(default_factory=list)
    still: list[LyingStill] = field(default_factory=list)
    mediations: list[Mediated] = field(default_factory=list)
    reports: list[tuple[Party, date, str]] = field(default_factory=list)

    def signers(self, *, of_age: int) -> tuple[SignerRole, ...]:
        """Who signs, in the order of the page: of age nobody signs with the learner."""
        found = [SignerRole.LEARNER]
        if self.pupil.parents and self.pupil.age_on(self.text.made_on) < of_age:
            found.append(SignerRole.GUARDIAN)
        found.append(SignerRole.COMPANY)
        return tuple(found) if self.contract.kind == "DAO" else (*found, SignerRole.SCHOOL)
