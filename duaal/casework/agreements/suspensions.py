"""The suspensions of an agreement as the rules look at them: recorded ones, and school holidays."""

from duaal.casework.agreements.assessing import form_of
from duaal.casework.agreements.facts import Kind
from duaal.casework.agreements.models import Agreement
from duaal.casework.agreements.rules.holidays import HolidayFacts
from duaal.casework.agreements.rules.holidays import suspensions as holidays
from duaal.casework.agreements.rules.law import HolidayLaw, law_on
from duaal.casework.agreements.rules.suspension import Ground, Suspension
from duaal.foundation.kernel.period import Period


def suspensions_of(agreement: Agreement) -> tuple[Suspension, ...]:
    """Every suspension, the school holidays within the agreement included, the oldest first."""
    assert agreement.trajectory is not None
    assert agreement.starts_on is not None
    facts = HolidayFacts(
        kind=Kind(agreement.kind),
        period=Period(agreement.starts_on, agreement.planned_end_on),
        form=form_of(agreement.trajectory),
    )
    law = law_on(HolidayLaw, agreement.starts_on, agreement.recognition.partnership_id)
    free = [Suspension(Ground.SCHOOL_HOLIDAY, one.first, one.last) for one in holidays(facts, law)]
    rows = agreement.interruptions.all()
    kept = [Suspension(Ground(one.ground), one.first_on, one.last_on) for one in rows]
    return tuple(sorted((*free, *kept), key=lambda one: one.first))
