"""What has to be ready before an agreement begins, and by when it has to be registered.

The law of the sector partnership counts where it has its own: in construction another Dimona is accepted.
"""

from dataclasses import dataclass
from datetime import date

from duaal.casework.agreements.actions.steps import newest
from duaal.casework.agreements.assessing import PAID, StatusFound, status_of
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.models import Agreement, Preparation, StatusHold
from duaal.casework.agreements.rules.duration import premium_limit, registration_due
from duaal.casework.agreements.rules.law import DurationLaw, SecurityLaw, law_on
from duaal.casework.agreements.rules.outcomes import Day
from duaal.casework.agreements.rules.security import (
    Checklist,
    ChecklistFacts,
    Dimona,
    DimonaFacts,
    check_dimona,
    checklist,
    limited_contributions_until,
)
from duaal.casework.agreements.states.checks import HoldState
from duaal.foundation.lawbook.book import BOOK

INSURED, ASSESSED = "accident_insurance", "health_assessment"
NOT_READY = "NOT_READY_"
STATUS_NOT_DECIDED = "STATUS_NOT_DECIDED"


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is ready and what is not: the checklist, the Dimona, and the days that count.

    `status` and `limited_until` are there for the kinds with the status of alternating learner; `holds` are
    the questions to the department about this text, the newest last.
    """

    checklist: Checklist
    dimona: Dimona
    register_by: Day
    premium_by: Day
    status: StatusFound | None = None
    limited_until: Day | None = None
    holds: tuple[StatusHold, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What holds up the registration: items that have to be confirmed before the start."""
        return tuple(
            f"{NOT_READY}{item.name}"
            for item in self.checklist.items
            if item.confirmed_hard and not item.done
        )

    @property
    def against_start(self) -> tuple[str, ...]:
        """What holds up the start: the same, the Dimona, and a status that the department did not release."""
        held = (STATUS_NOT_DECIDED,) if self.lacks_status and not self.is_released else ()
        return (*self.missing, *self.dimona.check.refusals, *held)

    @property
    def lacks_status(self) -> bool:
        """Whether one of the six criteria fails where they have to hold."""
        return self.status is not None and not self.status.status.is_alternating

    @property
    def is_released(self) -> bool:
        return any(one.state == HoldState.RELEASED for one in self.holds)


def readiness_of(agreement: Agreement, *, starts_on: date, on: date) -> Readiness:
    """What is ready for an agreement that starts on the day; `on` is the day whose law holds."""
    assert agreement.trajectory is not None
    kind = Kind(agreement.kind)
    birth_date = agreement.trajectory.learner.person.birth_date
    law = law_on(SecurityLaw, on, agreement.recognition.partnership_id)
    duration = law_on(DurationLaw, on)
    own = Preparation.objects.filter(agreement=agreement).first() or Preparation()
    items = checklist(
        ChecklistFacts(
            kind=kind,
            starts_on=starts_on,
            birth_date=birth_date,
            risk_found=own.risk_found,
            sole_trader_without_staff=own.without_staff,
            done=done_of(own),
        ),
        law,
    )
    facts = DimonaFacts(kind, starts_on, own.dimona_type or None, own.dimona_on)
    types = BOOK.value(f"agreements.dimona.{kind.value.lower()}")
    has_status = kind in PAID
    return Readiness(
        items,
        check_dimona(facts, law, types),
        registration_due(starts_on, duration),
        premium_limit(starts_on, duration),
        _status(agreement, own.exempted_hours, on=on) if has_status else None,
        limited_contributions_until(birth_date, law) if has_status else None,
        tuple(agreement.status_holds.filter(version=agreement.version)) if has_status else (),
    )


def _status(agreement: Agreement, exempted: int, *, on: date) -> StatusFound:
    assert agreement.trajectory is not None
    return status_of(
        newest(agreement).terms,
        trajectory=agreement.trajectory,
        recognition=agreement.recognition,
        on=on,
        exempted=exempted,
    )


def done_of(own: Preparation) -> frozenset[str]:
    """The items that are done: those that were ticked, and those that follow from a field."""
    found = {name for name in own.done if name not in {INSURED, ASSESSED}}
    if own.insurer and own.insurance_policy:
        found.add(INSURED)
    if own.health_assessed_on is not None:
        found.add(ASSESSED)
    return frozenset(found)
