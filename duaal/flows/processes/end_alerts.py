"""Recognitions that end soon while agreements run on them: whoever has one of these is told once.

Law: `recognition.md` 8: the end of the term does not end an agreement, but blocks a new one and an
extension. The recorded step is what provider, learner and company are told from.
"""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from duaal.casework.agreements.queries import running
from duaal.casework.recognition.actions.upkeep_clocks import alert_of_end
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.queries import LIVE_STATES
from duaal.foundation.lawbook.book import BOOK


def alert_of_ends(*, on: date) -> int:
    """Records the alert for each recognition that is due one; how many. A second run does nothing."""
    days = BOOK.value("recognition.expiry_alert_days").on(on)
    used_now = running(on=on).filter(recognition=OuterRef("pk"))
    due = (
        Recognition.objects.filter(
            state__in=LIVE_STATES,
            valid_to__gte=on,
            valid_to__lte=on + timedelta(days=days.value),
            end_alerted_on__isnull=True,
        )
        .filter(Exists(used_now))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    done = 0
    for pk in list(due):
        agreements = running(on=on).filter(recognition_id=pk).count()
        done += alert_of_end(pk, agreements=agreements, days=days, on=on)
    return done
