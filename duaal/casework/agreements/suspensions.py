"""The suspensions of an agreement as the rules look at them: recorded ones, and school holidays."""

from collections.abc import Iterator
from datetime import date

from duaal.casework.agreements.assessing import form_of
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.rules.holidays import HolidayFacts
from duaal.casework.agreements.rules.holidays import suspensions as holidays
from duaal.casework.agreements.rules.law import HolidayLaw, law_on
from duaal.casework.agreements.rules.suspension import Ground, Suspension
from duaal.foundation.kernel.period import ONE_DAY, Period


def suspensions_of(agreement: Agreement) -> tuple[Suspension, ...]:
    """Every suspension, the school holidays within the agreement included, the oldest first.

    A day in a school holiday on which the learner works by the annex of the text is no suspension.
    """
    assert agreement.trajectory is not None
    assert agreement.starts_on is not None
    text = agreement.versions.filter(number=agreement.version).first()
    annex = text.terms.holidays if text is not None else None
    facts = HolidayFacts(
        kind=Kind(agreement.kind),
        period=Period(agreement.starts_on, agreement.planned_end_on),
        form=form_of(agreement.trajectory),
        free_weeks=frozenset(annex.free_weeks if annex else ()),
        reduction_asked=annex is not None and annex.reduced,
        reduction_decided=annex is not None and annex.reduced,
    )
    worked = frozenset(annex.worked if annex else ())
    law = law_on(HolidayLaw, agreement.starts_on, agreement.recognition.partnership_id)
    free = [
        Suspension(Ground.SCHOOL_HOLIDAY, one.first, one.last)
        for whole in holidays(facts, law)
        for one in _without(whole, worked)
    ]
    rows = agreement.interruptions.all()
    kept = [Suspension(Ground(one.ground), one.first_on, one.last_on) for one in rows]
    return tuple(sorted((*free, *kept), key=lambda one: one.first))


def _without(period: Period, worked: frozenset[date]) -> Iterator[Period]:
    """The stretches of a period between the days that are worked."""
    first = period.first
    assert period.last is not None
    for day in sorted(worked):
        if period.contains(day):
            if first < day:
                yield Period(first, day - ONE_DAY)
            first = day + ONE_DAY
    if first <= period.last:
        yield Period(first, period.last)
