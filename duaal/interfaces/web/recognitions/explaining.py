"""The dated values that a recognition stands on."""

from typing import Any

from duaal.casework.recognition.models import Recognition
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import NotInForce, Version

BEHIND_A_RECOGNITION = ("validity_years", "validity_days_before_anniversary", "training_months")
"""The dated values that a valid recognition and its mentors stand on."""


def versions_behind(recognition: Recognition) -> tuple[Version[Any], ...]:
    """The values in force on the day the recognition began; older than the lawbook, they are left out."""
    found = []
    for name in BEHIND_A_RECOGNITION:
        dated = BOOK.value(f"recognition.{name}").for_partnership(recognition.partnership_id)
        try:
            found.append(dated.on(recognition.valid_from))
        except NotInForce:
            continue
    return tuple(found)
