"""What has to be told about an agreement, and what was: the duties with the rows of this package."""

from dataclasses import dataclass
from datetime import date

from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.rules.duties import TOLD_HERE, Due, Duty, DutyFacts, duties
from duaal.casework.agreements.rules.law import EndingLaw, SuspensionLaw, law_on
from duaal.casework.agreements.rules.suspension import Ground, Suspension
from duaal.casework.agreements.states import RUNNING, AgreementState
from duaal.casework.agreements.suspensions import suspensions_of


@dataclass(frozen=True, slots=True)
class DutyDone:
    """One duty, and the day on which it was done; None as long as it was not."""

    due: Due
    told_on: date | None

    @property
    def is_open(self) -> bool:
        return self.told_on is None

    @property
    def was_late(self) -> bool:
        return self.told_on is not None and self.told_on > self.due.last.day


def duties_of(agreement: Agreement, *, on: date) -> tuple[DutyDone, ...]:
    """Everything that had to be told by the day.

    No query once `interruptions`, `told` and `end_reports` are read.
    """
    if agreement.state not in RUNNING | {AgreementState.ENDED} or agreement.starts_on is None:
        return ()
    suspension = law_on(SuspensionLaw, on)
    facts = DutyFacts(
        kind=Kind(agreement.kind),
        suspensions=_suspensions(agreement, suspension),
        ended_on=agreement.ended_on if agreement.state == AgreementState.ENDED else None,
        ended_as=agreement.ended_as,
    )
    found = duties(facts, suspension, law_on(EndingLaw, on), on=on)
    told = {(one.duty, one.about_on): one.told_on for one in agreement.told.all()}
    reported = {one.by: one.reported_on for one in agreement.end_reports.all()}
    return tuple(
        DutyDone(
            due,
            told.get((due.duty.value, due.about)) if due.duty in TOLD_HERE else reported.get(due.by.value),
        )
        for due in found
    )


def open_duty(agreement: Agreement, duty: Duty, about: date, *, on: date) -> DutyDone | None:
    """The duty of that kind about that day; None when there is none."""
    for one in duties_of(agreement, on=on):
        if one.due.duty == duty and one.due.about == about:
            return one
    return None


def _suspensions(agreement: Agreement, law: SuspensionLaw) -> tuple[Suspension, ...]:
    """Those that were recorded; school holidays only where the law counts them."""
    if law.holidays_are_long_suspensions.value:
        return suspensions_of(agreement)
    rows = agreement.interruptions.all()
    return tuple(Suspension(Ground(one.ground), one.first_on, one.last_on) for one in rows)
