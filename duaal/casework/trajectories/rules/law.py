"""The rule set on learners on one day: the dated values that the rules here take as argument."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import MappingProxyType
from typing import Any

from duaal.casework.trajectories.facts import AdmissionFacts, SpecialForm
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version

ENTRY = "trajectories.entry."
OF_A_YEAR = "year_"
OV3_ENTRY = "ov3_year_1"
OF_ENTRY = ("last_day", "first_lesson_from")


@dataclass(frozen=True, slots=True)
class AdmissionLaw:
    """What decides on admission (`toelating`) on one day of entry."""

    full_time_age: Version[int]
    full_time_age_after_two_years: Version[int]
    early_entry_dual: Version[str]
    upper_age: Version[int]
    upper_age_special: Version[int]
    extra_years_special: Version[int]
    years_without_upper_age: Version[tuple[int, ...]]
    last_day: Version[str]
    first_lesson_from: Version[str]
    entry: Mapping[str, Version[str]]

    def entry_rule(self, facts: AdmissionFacts) -> Version[str]:
        """The rule on the moment of entry (`trajectory.md` 2.2); `KeyError` for a year that has none."""
        return self.entry[OV3_ENTRY if facts.special_form == SpecialForm.OV3 else f"{OF_A_YEAR}{facts.year}"]


@dataclass(frozen=True, slots=True)
class SearchLaw:
    """What decides on the days to find a workplace and to screen, on the first day of the count."""

    search_days: Version[int]
    extension_days: Version[int]
    extension_days_special: Version[int]
    max_extensions: Version[int]
    extension_needs_ground: Version[bool]
    search_budget_scope: Version[str]
    search_restart: Version[str]
    search_warning_days: Version[tuple[int, ...]]
    screening_days: Version[int]
    screening_count_first_day: Version[bool]
    adult_search_budget: Version[bool]


def admission_law(on: date) -> AdmissionLaw:
    """The values in force on the day of entry. Raises `NotInForce` before 1 September 2020."""
    entry = {key.removeprefix(ENTRY): BOOK.value(key).on(on) for key in BOOK.values if key.startswith(ENTRY)}
    own = {field.name for field in fields(AdmissionLaw)} - {"entry", *OF_ENTRY}
    return AdmissionLaw(
        **{name: _version(name, on) for name in own},
        **{name: entry.pop(name) for name in OF_ENTRY},
        entry=MappingProxyType(entry),
    )


def years_of_entry() -> tuple[int, ...]:
    """The years of secondary education in which a learner can enter."""
    years = (key.removeprefix(ENTRY + OF_A_YEAR) for key in BOOK.values if key.startswith(ENTRY + OF_A_YEAR))
    return tuple(sorted(int(year) for year in years))


def search_law(on: date) -> SearchLaw:
    """The values in force on the first day of the count. Raises `NotInForce` before 1 September 2022."""
    return SearchLaw(**{field.name: _version(field.name, on) for field in fields(SearchLaw)})


def majority_age(on: date) -> Version[int]:
    """The age from which nobody represents a learner any more."""
    return _version("majority_age", on)


def invitation_days(on: date) -> Version[int]:
    """How many days the link of an invitation works."""
    return _version("invitation_days", on)


def readable_after_end_months(on: date) -> Version[int]:
    """How long a learner and the parents still read a trajectory that is over."""
    return _version("readable_after_end_months", on)


def late_loss(on: date) -> tuple[Version[str], Version[tuple[int, ...]]]:
    """From when in a school year a loss is late, and in which years of the programme that matters."""
    return _version("late_loss_from", on), _version("late_loss_years", on)


def school_hours_while_searching(on: date, *, special_form: SpecialForm | None) -> Version[int]:
    """The training hours a week that the provider gives as long as there is no agreement (art. 357/22)."""
    name = "school_hours_while_searching"
    return _version(f"{name}_ov3" if special_form == SpecialForm.OV3 else name, on)


def _version(name: str, on: date) -> Version[Any]:
    return BOOK.value(f"trajectories.{name}").on(on)
