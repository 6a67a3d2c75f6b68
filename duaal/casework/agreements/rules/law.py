"""The rule sets of agreements on one day: the dated values that the rules here take as argument.

Each is a dataclass of versions. A field is named after its value in the lawbook, `agreements.` left out; one
that stands elsewhere says where. Tests hand in invented values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import NotInForce, Version

Law = TypeVar("Law")

FOLDER = "folder"
KEY = "key"


def values_in(folder: str) -> Any:
    """A field with every value of a folder of the lawbook that is in force, by its name."""
    return field(metadata={FOLDER: f"agreements.{folder}."})


def value_at(key: str) -> Any:
    """A field of which the value stands elsewhere in the lawbook."""
    return field(metadata={KEY: key})


@dataclass(frozen=True, slots=True)
class KindLaw:
    """What the kind of an agreement depends on. `kinds` are the rows of the table that are in force."""

    hours_threshold: Version[int]
    hours_average_period: Version[str]
    min_total_hours: Version[int]
    min_total_hours_ov3: Version[int]
    min_workplace_hours: Version[int]
    lesson_minutes: Version[int]
    week_limit: Version[bool]
    needs_recognition: Version[bool] = value_at("recognition.agreements_need_recognition")
    site_regions: Version[tuple[str, ...]] = value_at("recognition.site_regions")
    kinds: Mapping[str, Version[bool]] = values_in("kinds")


@dataclass(frozen=True, slots=True)
class TimetableLaw:
    """The limits of a timetable: for young workers and for adults."""

    lesson_minutes: Version[int]
    minor_until_age: Version[int]
    minor_day_hours: Version[int]
    minor_week_hours: Version[int]
    minor_break_after_minutes: Version[int]
    minor_break_minutes: Version[int]
    minor_long_day_hours: Version[int]
    minor_long_break_minutes: Version[int]
    minor_daily_rest_hours: Version[int]
    minor_night_from: Version[str]
    minor_night_until: Version[str]
    minor_night_exception_age: Version[int]
    minor_shift_night_from: Version[str]
    minor_shift_late_night_from: Version[str]
    minor_shift_late_night_until: Version[str]
    minor_never_until: Version[str]
    minor_night_sectors: Version[tuple[str, ...]]
    minor_sunday_sectors: Version[tuple[str, ...]]
    minor_sunday_interval_weeks: Version[int]
    minor_inspection_notice_days: Version[int]
    minor_extra_rest: Version[bool]
    minor_free_public_holidays: Version[bool]
    adult_day_hours: Version[int]
    adult_week_hours: Version[int]
    adult_break_after_hours: Version[int]
    adult_break_minutes: Version[int]
    adult_daily_rest_hours: Version[int]
    adult_night_from: Version[str]
    adult_night_until: Version[str]


@dataclass(frozen=True, slots=True)
class HolidayLaw:
    """School holidays in an agreement, and the ways to deviate from them."""

    holiday_kinds: Version[tuple[str, ...]]
    holiday_weeks_seventh_year: Version[int]
    holiday_weeks_reduced: Version[int]
    holiday_reduction_kinds: Version[tuple[str, ...]]
    holiday_reduction_years: Version[tuple[int, ...]]
    holiday_deviation: Version[bool]
    holiday_made_up: Version[bool]
    summer_free_weeks: Version[int]
    summer_from: Version[str]
    summer_until: Version[str]


@dataclass(frozen=True, slots=True)
class IdentityLaw:
    """Of which kinds the text names more of the learner than the name."""

    identity_kinds: Version[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DurationLaw:
    """How long agreements last, when they are signed and registered, and who is old enough."""

    fixed_term: Version[bool]
    together_within_training: Version[bool]
    no_overlap: Version[bool]
    advised_max_years: Version[int]
    written_before_start: Version[bool]
    representative_signs: Version[bool]
    registration_due_days: Version[int]
    premium_limit_months: Version[int]
    min_age: Version[int]
    min_age_two_years: Version[int]
    max_age: Version[int]
    minor_until_age: Version[int]
    clauses: Version[bool]
    needs_recognition: Version[bool] = value_at("recognition.agreements_need_recognition")


@dataclass(frozen=True, slots=True)
class SuspensionLaw:
    """Suspensions and their terms. `grounds` says per ground who pays, for those in force."""

    suspension_notice_days: Version[int]
    resumption_report_days: Version[int]
    long_suspension_days: Version[int]
    holidays_are_long_suspensions: Version[bool]
    holidays_lengthen_window: Version[bool]
    early_end_window_days: Version[int]
    early_end_window_counting: Version[str]
    early_end_notice_days: Version[int]
    ending_kinds: Version[tuple[str, ...]]
    grounds: Mapping[str, Version[str]] = values_in("suspensions")


@dataclass(frozen=True, slots=True)
class EndingLaw:
    """Ways to end an agreement; `grounds` are the rows of the table that are in force."""

    mediation_days: Version[int]
    mediation_first_day: Version[str]
    end_report_days: Version[int]
    end_register_days: Version[int]
    month_owed: Version[bool]
    month_owed_kinds: Version[tuple[str, ...]]
    ending_kinds: Version[tuple[str, ...]]
    grounds: Mapping[str, Version[bool]] = values_in("endings")


@dataclass(frozen=True, slots=True)
class AppealLaw:
    """Grounds of an appeal against an end, for those in force."""

    grounds: Mapping[str, Version[bool]] = values_in("appeals")


@dataclass(frozen=True, slots=True)
class SecurityLaw:
    """Social security, Dimona and what has to be ready before the start."""

    hours_threshold: Version[int]
    limited_contributions_age: Version[int]
    compulsory_until_age: Version[int]
    minor_until_age: Version[int]
    learning_hours_compulsory: Version[int]
    learning_hours: Version[int]
    sao_insurer: Version[str]
    dimona: Mapping[str, Version[Any]] = values_in("dimona")
    criteria: Mapping[str, Version[bool]] = values_in("criteria")
    checklist: Mapping[str, Version[bool]] = values_in("checklist")


@dataclass(frozen=True, slots=True)
class StudentLaw:
    """Student contracts (`studentenovereenkomst`) of an alternating learner."""

    student_work: Version[bool]
    student_summer: Version[bool]
    student_hours: Version[int]
    summer_from: Version[str]
    summer_until: Version[str]


def law_on(rule_set: type[Law], day: date, partnership: str = "") -> Law:
    """The rule set as it holds that day; raises `NotInForce` when one of its single values does not."""
    found: dict[str, Any] = {}
    for one in fields(rule_set):  # type: ignore[arg-type]
        if folder := one.metadata.get(FOLDER):
            found[one.name] = _in_force(folder, day, partnership)
        else:
            key = one.metadata.get(KEY, f"agreements.{one.name}")
            found[one.name] = BOOK.value(key).for_partnership(partnership).on(day)
    return rule_set(**found)


def adult_mediation(law: EndingLaw, day: date) -> EndingLaw:
    """The rule set for adults: their three weeks of mediation start on another day."""
    own = BOOK.value("agreements.mediation_first_day_adult").on(day)
    changed = {one.name: getattr(law, one.name) for one in fields(law)}
    return EndingLaw(**{**changed, "mediation_first_day": own})


def _in_force(folder: str, day: date, partnership: str) -> Mapping[str, Version[Any]]:
    found = {}
    for key, dated in BOOK.values.items():
        if key.startswith(folder):
            try:
                found[key.removeprefix(folder)] = dated.for_partnership(partnership).on(day)
            except NotInForce:
                continue
    return MappingProxyType(found)
