"""The rule of availability, for cases of the casebook."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from duaal.casework.recognition.facts import FOREVER
from duaal.casework.recognition.rules.availability import (
    WorkplaceFacts,
    availability,
    availability_law,
    not_recognised,
)
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.lawbook.case_facts import Fact, day, flag, one_of, optional, text, whole
from duaal.foundation.lawbook.casebook import Answer, CasebookRule
from duaal.foundation.lawbook.reading import Place

NEVER = "NONE"


def excluded_until(value: Any, place: Place) -> date | None:
    """null, the last day of an exclusion, or `forever`."""
    return FOREVER if value == "forever" else optional(day)(value, place)


WORKPLACE = {
    "state": Fact(one_of((NEVER, *RecognitionState)), RecognitionState.ACTIVE.value),
    "valid_from": Fact(optional(day), None),
    "valid_to": Fact(optional(day), None),
    "ended_on": Fact(optional(day), None),
    "awaits_renewal": Fact(flag, False),
    "mentors_at_work": Fact(whole, 1),
    "learners": Fact(whole, 0),
    "first_training_deadline": Fact(optional(day), None),
    "excluded_until": Fact(excluded_until, None),
    "site_closed_on": Fact(optional(day), None),
    "company_ended_on": Fact(optional(day), None),
    "programme_ended_on": Fact(optional(day), None),
    "partnership": Fact(text, "vlaams-partnerschap"),
    "committee": Fact(text, ""),
}


def judge_availability(on: date, facts: Mapping[str, Any]) -> Answer:
    """Whether the place takes a learner on the day of the case; state NONE for one without a recognition."""
    given = dict(facts)
    law = availability_law(on, given.pop("partnership"), given.pop("committee"))
    if given["state"] == NEVER:
        found = not_recognised(law)
    else:
        if given["valid_from"] is None or given["valid_to"] is None:
            raise ValueError("geef valid_from en valid_to van de erkenning")
        found = availability(WorkplaceFacts(**{**given, "state": RecognitionState(given["state"])}), on, law)
    both = (*found.obstacles, *found.warnings)
    used = [version for reason in both for version in reason.because] or [law.agreements_need_recognition]
    return Answer(
        {
            "visible": found.visible,
            "takes_learner": found.takes_learner,
            "obstacles": tuple(reason.code for reason in found.obstacles),
            "warnings": tuple(reason.code for reason in found.warnings),
        },
        tuple(version.certainty for version in used),
    )


RULES = (
    CasebookRule(
        "recognition.availability",
        WORKPLACE,
        frozenset({"visible", "takes_learner", "obstacles", "warnings"}),
        judge_availability,
    ),
)
"""The rules of this subject, for the registry of `duaal casebook`."""
