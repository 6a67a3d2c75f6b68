"""The clock of a recognition: how long it still counts."""

from datetime import date

from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import LIVE
from duaal.foundation.kernel.anniversary import add_months
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.parts import Clock

THEN = gettext_lazy("Daarna kan er geen nieuwe overeenkomst meer. Lopende overeenkomsten gaan door.")


def notice_months(*, on: date) -> tuple[int, ...]:
    """How many months before the end the holder is told so, the longest first."""
    months: tuple[int, ...] = BOOK.value("recognition.expiry_notice_months").on(on).value
    return tuple(sorted(months, reverse=True))


def clock_of_end(recognition: Recognition, *, on: date) -> Clock | None:
    """The clock of a recognition that ends within the months in which its holder is told so; else None."""
    if recognition.state not in LIVE or recognition.valid_to > add_months(on, notice_months(on=on)[0]):
        return None
    alert = BOOK.value("recognition.expiry_alert_days").on(on).value
    return Clock.until(recognition.valid_to, on=on, warn_days=alert)


def full_clock_of_end(recognition: Recognition, *, on: date) -> Clock | None:
    """The same clock with what happens after the last day."""
    clock = clock_of_end(recognition, on=on)
    return None if clock is None else Clock(clock.text, clock.tone, clock.word, THEN)
