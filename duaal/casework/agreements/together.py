"""All agreements of one trajectory together: one total of hours, whatever the number of companies."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from duaal.casework.agreements.models import Agreement, Version
from duaal.casework.agreements.rules.hours import is_holiday, weekdays
from duaal.casework.agreements.states import CONCLUDED, AgreementState
from duaal.casework.agreements.terms import Terms
from duaal.foundation.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Share:
    """One agreement in the total: its first and last day, and the planned minutes at a workplace."""

    agreement: Agreement
    first: date
    last: date
    minutes: int


def shares_of(visible: QuerySet[Agreement], trajectory_id: int) -> tuple[Share, ...]:
    """The agreements of a trajectory that were concluded and began or will, the first on top. One query."""
    rows = Version.objects.filter(
        agreement__in=visible.filter(
            trajectory_id=trajectory_id,
            starts_on__isnull=False,
            state__in=sorted({*CONCLUDED, AgreementState.ENDED}),
        ),
        number=F("agreement__version"),
    )
    found = []
    for version in rows.select_related("agreement__company").order_by("agreement__starts_on", "pk"):
        one = version.agreement
        assert one.starts_on is not None
        last = one.ended_on or one.planned_end_on
        found.append(Share(one, one.starts_on, last, planned_minutes(version.terms, last)))
    return tuple(found)


def planned_minutes(terms: Terms, last: date) -> int:
    """The minutes that were planned at a workplace until a day, without school holidays and free days."""
    if last < terms.first:
        return 0
    whole = Period(terms.first, last)
    days = sum(_minutes(terms, whole))
    return days // calendar.SATURDAY


def _minutes(terms: Terms, whole: Period) -> Iterable[int]:
    """For every lesson day the minutes of its week; a week has as many of these days as weekdays."""
    for block in terms.blocks:
        within = block.period.intersection(whole)
        if within is not None:
            number = sum(1 for day in weekdays(within) if not is_holiday(day))
            yield number * (block.real + block.simulated)
