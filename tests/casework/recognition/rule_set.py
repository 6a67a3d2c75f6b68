"""An invented rule set and invented facts: the rules are tested apart from the values of the lawbook."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from duaal.casework.recognition.facts import (
    Body,
    CaseFacts,
    ExtractEntries,
    MentorFacts,
    UndertakingFacts,
)
from duaal.casework.recognition.rules import RecognitionLaw, TrainingLaw
from duaal.casework.recognition.rules.law import MENTOR_CONDITIONS, UNDERTAKING_CONDITIONS
from duaal.foundation.lawbook.dated import Certainty, Dated, Version

DAY = date(2026, 3, 10)
RECEIVED = date(2026, 3, 3)


def version(key, value, certainty=Certainty.CERTAIN, since=date(2000, 1, 1)):
    return Version(value, since, "act-a/art. 3", certainty, key)


def dated(key, *pairs):
    versions = tuple(version(key, value, since=since) for since, value in pairs)
    return Dated(key, versions, checked_on=date(2026, 1, 15))


def always(key, value):
    return dated(key, (date(2000, 1, 1), value))


TRAINING = TrainingLaw(
    months=always("months", 7),
    anchor=always("anchor", "RECOGNITION"),
    plan_months=always("plan", 0),
    min_hours=always("hours", 0),
    registered_provider=dated("registered", (date(2000, 1, 1), False), (date(2020, 6, 1), True)),
    content_version=dated("content", (date(2000, 1, 1), 1), (date(2020, 6, 1), 2)),
)
LAW = RecognitionLaw(
    decision_days=version("days", 10),
    decision_day_kind=version("kind", "CALENDAR"),
    clock_stops_on_info_request=version("stops", False),
    answer_days=version("answer", 8),
    answer_reminder_day=version("reminder", 4),
    validity_years=version("years", 3),
    validity_days_before_anniversary=version("before", 1),
    conditions=MappingProxyType(
        {code: version(code, True) for code in UNDERTAKING_CONDITIONS + MENTOR_CONDITIONS}
    ),
    site_regions=version("regions", ("flanders", "brussels")),
    extract_model=version("model", "700.1"),
    extract_max_age_days=version("extract_age", 100),
    blank_extract_required=version("blank", False),
    mentor_reference_day=version("reference_day", "NAMING"),
    mentor_min_age=version("age", 30),
    mentor_min_age_derogated=version("age_derogated", 28),
    mentor_experience_years=version("experience", 6),
    mentor_min_experience_years_derogated=version("experience_derogated", 2),
    external_mentor=version("external", False),
    mentor_later=version("later", False),
    stepwise_recognition=version("stepwise", False),
    partial_plan=version("partial", False),
    voters=MappingProxyType(
        {
            Body.FLEMISH: version("voters_flemish", ("employers", "workers", "vdab")),
            Body.SECTORAL: version("voters_sectoral", ("employers", "workers")),
        }
    ),
    submitter_may_decide=version("submitter", False),
    training=TRAINING,
)


def law(**changed):
    """The invented rule set with some of its values replaced."""
    return replace(LAW, **{name: version(name, value) for name, value in changed.items()})


def mentor(**changed):
    """A mentor who meets everything, with some facts changed."""
    good = MentorFacts(
        birth_date=date(1980, 1, 1),
        named_on=date(2026, 3, 1),
        experience_since=date(2010, 1, 1),
        extract_model="700.1",
        extract_issued_on=date(2026, 2, 1),
        extract_entries=ExtractEntries.NONE,
    )
    return replace(good, **changed)


def case(*mentors, undertaking=None, **changed):
    """A case that nothing blocks, with some facts changed."""
    good = CaseFacts(RECEIVED, UndertakingFacts(**(undertaking or {})), mentors or (mentor(),))
    return replace(good, **changed)
