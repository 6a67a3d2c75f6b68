"""What is offered on a recognition, on its page: for the company with the way to change it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from duaal.casework.matching.places import held
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.states import LIVE
from duaal.foundation.kernel.actor import Role
from duaal.interfaces.web.matching.offers import Row, with_status
from duaal.interfaces.web.recognitions.sections import Reading, Section


@dataclass(frozen=True, slots=True)
class Shown:
    """The offer with its status; `is_company` when the reader can change it."""

    row: Row
    is_company: bool


def offer_section(reading: Reading) -> Section | None:
    """For a recognition that still stands."""
    recognition = reading.recognition
    if recognition.state not in LIVE:
        return None
    rows = held(Recognition.objects.filter(pk=recognition.pk))
    (row,) = with_status([recognition], recognitions=rows, on=reading.on)
    shown = Shown(row, reading.actor.role == Role.COMPANY)
    return Section("aanbod", gettext_lazy("Aanbod"), "matching/section.html", shown)
