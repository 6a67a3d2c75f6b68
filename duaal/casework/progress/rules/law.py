"""The dated values of training plans in force on the day a plan starts."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from duaal.casework.trajectories.facts import SpecialForm
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version

OF_OV3 = "min_total_hours_ov3"


@dataclass(frozen=True, slots=True)
class PlanLaw:
    """What the law and its assumed defaults ask of a training plan."""

    min_total_hours: Version[int]
    min_workplace_hours: Version[int]
    lesson_minutes: Version[int]
    evaluations_per_year: Version[int]


def plan_law(on: date, *, special_form: SpecialForm | None = None) -> PlanLaw:
    """The values in force on the first day of the plan. Raises `NotInForce` before 1 September 2019."""
    found = {field.name: _version(field.name, on) for field in fields(PlanLaw)}
    if special_form == SpecialForm.OV3:
        found["min_total_hours"] = _version(OF_OV3, on)
    return PlanLaw(**found)


def _version(name: str, on: date) -> Version[Any]:
    """Hours are those that agreements are checked against as well."""
    own = name == "evaluations_per_year"
    return BOOK.value(f"progress.{name}" if own else f"agreements.{name}").on(on)
