"""The clock of an application, as every page shows it."""

from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import OPEN
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.parts import Clock

WEEK = timedelta(weeks=1)
"""What a reader of a list calls "this week": today and the seven days after it."""

AFTER_THE_TERM: dict[str, Promise] = {
    "ESCALATE": gettext_lazy(
        "Is er dan nog geen beslissing, dan is het dossier te laat en weet het Vlaams Partnerschap dat. "
        "Er wordt niets stilzwijgend toegekend."
    ),
    "TACIT_GRANT": gettext_lazy("Is er dan nog geen beslissing, dan geldt de erkenning als toegekend."),
}
"""What happens when the term to decide lapses, by the dated value `recognition.lapse_policy`."""


def clock_of(application: Application, *, on: date) -> Clock | None:
    """The clock of an open application, in one line; None once nothing runs any more."""
    if application.state not in OPEN:
        return None
    return Clock.until(application.deadline_on, on=on, warn_days=WEEK.days)


def full_clock_of(application: Application, *, on: date) -> Clock | None:
    """The clock with what happens after the last day."""
    if application.state not in OPEN:
        return None
    policy = BOOK.value("recognition.lapse_policy").on(application.received_on).value
    then = AFTER_THE_TERM[policy]
    return Clock.until(application.deadline_on, on=on, warn_days=WEEK.days, then=then)
