"""The dated values that guidance and sanctions stand on."""

from datetime import date
from typing import Any

from duaal.casework.recognition.sanctions.rules import EffectLaw
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version


def value_on(name: str, partnership: str, day: date) -> Version[Any]:
    """A dated value of recognition on a day, as the partnership has it."""
    return BOOK.value(f"recognition.{name}").for_partnership(partnership).on(day)


def effect_law(partnership: str, decided_on: date) -> EffectLaw:
    """The dated values behind the day of effect, on the day of the decision."""
    return EffectLaw(
        receipt_working_days=value_on("receipt_working_days", partnership, decided_on),
        effect_days=value_on("withdrawal_effect_days", partnership, decided_on),
        effect_days_in_danger=value_on("withdrawal_effect_days_in_danger", partnership, decided_on),
    )
