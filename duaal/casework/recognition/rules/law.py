"""The rule set of recognition on one day: the dated values that the rules here take as argument."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from duaal.casework.recognition.facts import Body, LegalBasis
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Dated, Version

WORKING = "WORKING"

NAMING = "NAMING"

UNDERTAKING_CONDITIONS = ("U1", "U2", "U3", "U4", "U5", "U6", "U7")
MENTOR_CONDITIONS = ("M1", "M1a", "M2", "M3", "M4", "M5")


@dataclass(frozen=True, slots=True)
class TrainingLaw:
    """What one partnership asks of the mentor training; looked up on the day of the recognition or the
    course.
    """

    months: Dated[int]
    anchor: Dated[str]
    plan_months: Dated[int]
    min_hours: Dated[int]
    registered_provider: Dated[bool]
    content_version: Dated[int]


@dataclass(frozen=True, slots=True)
class RecognitionLaw:
    """The rule set (`regelset`) under which one application is judged, for one deciding partnership.

    Everything is the version in force on the day of receipt, except the mentor training, which follows the
    day of the recognition. Tests hand in invented values.
    """

    decision_days: Version[int]
    decision_day_kind: Version[str]
    clock_stops_on_info_request: Version[bool]
    answer_days: Version[int]
    answer_reminder_day: Version[int]
    validity_years: Version[int]
    validity_days_before_anniversary: Version[int]
    conditions: Mapping[str, Version[bool]]
    site_regions: Version[tuple[str, ...]]
    extract_model: Version[str]
    extract_max_age_days: Version[int]
    blank_extract_required: Version[bool]
    mentor_reference_day: Version[str]
    mentor_min_age: Version[int]
    mentor_min_age_derogated: Version[int]
    mentor_experience_years: Version[int]
    mentor_min_experience_years_derogated: Version[int]
    external_mentor: Version[bool]
    mentor_later: Version[bool]
    stepwise_recognition: Version[bool]
    partial_plan: Version[bool]
    voters: Mapping[Body, Version[tuple[str, ...]]]
    submitter_may_decide: Version[bool]
    training: TrainingLaw


def law_on(
    day: date, partnership_code: str, legal_basis: LegalBasis = LegalBasis.D2016, committee: str = ""
) -> RecognitionLaw:
    """The rule set for an application received that day and decided by that partnership.

    `committee` is the joint committee of the application: a few values are those of one committee only.

    Raises `NotInForce` before 1 September 2019 (older mentor rules are history only: every recognition
    granted under them has lapsed) and, for adult education, before 1 September 2022.
    """
    if legal_basis == LegalBasis.D2022:
        _version("adult_recognitions", day, partnership_code)

    def at(name: str) -> Version[Any]:
        return _version(name, day, partnership_code, committee)

    codes = UNDERTAKING_CONDITIONS + MENTOR_CONDITIONS
    return RecognitionLaw(
        decision_days=at("decision_days"),
        decision_day_kind=at("decision_day_kind"),
        clock_stops_on_info_request=at("clock_stops_on_info_request"),
        answer_days=at("answer_days"),
        answer_reminder_day=at("answer_reminder_day"),
        validity_years=at("validity_years"),
        validity_days_before_anniversary=at("validity_days_before_anniversary"),
        conditions=MappingProxyType({code: at(f"conditions.{code.lower()}") for code in codes}),
        site_regions=at("site_regions"),
        extract_model=at("extract_model"),
        extract_max_age_days=at("extract_max_age_days"),
        blank_extract_required=at("blank_extract_required"),
        mentor_reference_day=at("mentor_reference_day"),
        mentor_min_age=at("mentor_min_age"),
        mentor_min_age_derogated=at("mentor_min_age_derogated"),
        mentor_experience_years=at("mentor_experience_years"),
        mentor_min_experience_years_derogated=at("mentor_min_experience_years_derogated"),
        external_mentor=at("external_mentor"),
        mentor_later=at("mentor_later"),
        stepwise_recognition=at("stepwise_recognition"),
        partial_plan=at("partial_plan"),
        voters=MappingProxyType(_voters(day, partnership_code, legal_basis)),
        submitter_may_decide=at("submitter_may_decide"),
        training=training_law(partnership_code),
    )


def training_law(partnership_code: str) -> TrainingLaw:
    """The mentor training values of one partnership, with all their versions."""

    def dated(name: str) -> Dated[Any]:
        return BOOK.value(f"recognition.{name}").for_partnership(partnership_code)

    return TrainingLaw(
        months=dated("training_months"),
        anchor=dated("training_anchor"),
        plan_months=dated("training_plan_months"),
        min_hours=dated("training_min_hours"),
        registered_provider=dated("training_registered_provider"),
        content_version=dated("training_content_version"),
    )


def _version(name: str, day: date, partnership_code: str, committee: str = "") -> Version[Any]:
    return BOOK.value(f"recognition.{name}").for_partnership(partnership_code, committee).on(day)


def _voters(
    day: date, partnership_code: str, legal_basis: LegalBasis
) -> dict[Body, Version[tuple[str, ...]]]:
    """Who may vote; that only social partners vote on adult files too is an assumption."""
    if legal_basis == LegalBasis.D2016:
        names = {Body.FLEMISH: "voters_flemish_secondary", Body.SECTORAL: "voters_sectoral_secondary"}
    elif _version("social_partner_vote_adult", day, partnership_code).value:
        names = {Body.FLEMISH: "voters_flemish_adult", Body.SECTORAL: "voters_sectoral_adult"}
    else:
        names = {Body.FLEMISH: "voters_flemish_adult", Body.SECTORAL: "voters_sectoral_adult_wide"}
    return {body: _version(name, day, partnership_code) for body, name in names.items()}
