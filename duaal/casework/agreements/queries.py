"""What can be read of agreements."""

from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from duaal.casework.agreements.models import Agreement


def running(*, on: date) -> QuerySet[Agreement]:
    """Agreements that run on the day or begin later; on its last day an agreement still runs.

    One that was concluded but never began (no `starts_on`) does not run. `last_day` is the real end, or the
    planned one as long as there is none.
    """
    return Agreement.objects.annotate(last_day=Coalesce(F("ended_on"), F("planned_end_on"))).filter(
        concluded_on__lte=on, starts_on__isnull=False, last_day__gte=on
    )


def without_agreed_end(*, on: date) -> QuerySet[Agreement]:
    """Agreements that run and of which nobody agreed on a last day before the planned one."""
    return running(on=on).filter(ended_on__isnull=True)
