"""What has to be ready before an agreement begins, and by when it has to be registered."""

from dataclasses import dataclass
from datetime import date

from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.models import Agreement, Preparation
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
)
from duaal.foundation.lawbook.book import BOOK

INSURED, ASSESSED = "accident_insurance", "health_assessment"
NOT_READY = "NOT_READY_"


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is ready and what is not: the checklist, the Dimona, and the days that count."""

    checklist: Checklist
    dimona: Dimona
    register_by: Day
    premium_by: Day

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
        """What holds up the start: the same, and the Dimona."""
        return (*self.missing, *self.dimona.check.refusals)


def readiness_of(agreement: Agreement, *, starts_on: date, on: date) -> Readiness:
    """What is ready for an agreement that starts on the day; `on` is the day whose law holds."""
    assert agreement.trajectory is not None
    kind = Kind(agreement.kind)
    law = law_on(SecurityLaw, on)
    duration = law_on(DurationLaw, on)
    own = Preparation.objects.filter(agreement=agreement).first() or Preparation()
    items = checklist(
        ChecklistFacts(
            kind=kind,
            starts_on=starts_on,
            birth_date=agreement.trajectory.learner.person.birth_date,
            risk_found=own.risk_found,
            sole_trader_without_staff=own.without_staff,
            done=done_of(own),
        ),
        law,
    )
    facts = DimonaFacts(kind, starts_on, own.dimona_type or None, own.dimona_on)
    types = BOOK.value(f"agreements.dimona.{kind.value.lower()}")
    return Readiness(
        items,
        check_dimona(facts, law, types),
        registration_due(starts_on, duration),
        premium_limit(starts_on, duration),
    )


def done_of(own: Preparation) -> frozenset[str]:
    """The items that are done: those that were ticked, and those that follow from a field."""
    found = {name for name in own.done if name not in {INSURED, ASSESSED}}
    if own.insurer and own.insurance_policy:
        found.add(INSURED)
    if own.health_assessed_on is not None:
        found.add(ASSESSED)
    return frozenset(found)
