"""The dated values that the rules on workplaces and contacts take as argument."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version

WEIGHTS = "weights."


@dataclass(frozen=True, slots=True)
class RankingLaw:
    """What decides on the order of workplaces (`rangschikking`) on one day; all choices of this project."""

    speed_km_per_hour: Version[int]
    travel_overhead_minutes: Version[int]
    missing_competences: Version[int]
    travel_minute: Version[int]
    day_late: Version[int]
    refused_before: Version[int]
    worked_before: Version[int]

    @property
    def all(self) -> tuple[Version[Any], ...]:
        return tuple(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class ContactLaw:
    """The terms of a contact with a company (`contact`), in days."""

    contact_answer_days: Version[int]
    contact_reminder_days: Version[int]
    contact_intake_days: Version[int]
    contact_after_intake_days: Version[int]


def ranking_law(on: date) -> RankingLaw:
    """The values in force on the day."""
    weights = {key.removeprefix(f"matching.{WEIGHTS}") for key in BOOK.values if f".{WEIGHTS}" in key}
    return RankingLaw(
        **{
            field.name: version(WEIGHTS + field.name if field.name in weights else field.name, on)
            for field in fields(RankingLaw)
        }
    )


def contact_law(on: date) -> ContactLaw:
    """The values in force on the day on which the term starts."""
    return ContactLaw(**{field.name: version(field.name, on) for field in fields(ContactLaw)})


def version(name: str, on: date) -> Version[Any]:
    """One value of this subject on the day."""
    found: Version[Any] = BOOK.value(f"matching.{name}").on(on)
    return found
