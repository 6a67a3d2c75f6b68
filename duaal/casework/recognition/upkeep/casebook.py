"""The rules on places and on the agreements there, for cases of the casebook."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from duaal.casework.recognition.facts import FOREVER, LegalBasis
from duaal.casework.recognition.rules.agreements import (
    AgreementFacts,
    RecognisedFor,
    agreement_law,
    may_lean_on,
)
from duaal.casework.recognition.rules.availability import (
    Availability,
    AvailabilityLaw,
    WorkplaceFacts,
    availability,
    availability_law,
    not_recognised,
)
from duaal.casework.recognition.states import RecognitionState
from duaal.foundation.lawbook.case_facts import Fact, day, flag, list_of, one_of, optional, text, whole
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
AGREEMENT = {
    "programme": Fact(text),
    "legal_basis": Fact(one_of(LegalBasis), LegalBasis.D2016),
    "starts_on": Fact(optional(day), None),
    "mentor_is_parent": Fact(flag, False),
    "recognised_for": Fact(text),
    "recognised_under": Fact(one_of(LegalBasis), LegalBasis.D2016),
    "replaced_by": Fact(list_of(text), ()),
    "state": Fact(one_of(RecognitionState), RecognitionState.ACTIVE),
    "valid_from": Fact(day),
    "valid_to": Fact(day),
    "ended_on": Fact(optional(day), None),
    "mentors_at_work": Fact(whole, 1),
    "partnership": Fact(text, "vlaams-partnerschap"),
    "committee": Fact(text, ""),
}
ANSWERS = frozenset({"visible", "takes_learner", "obstacles", "warnings"})


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
    return _told(found, law)


def judge_agreement(on: date, facts: Mapping[str, Any]) -> Answer:
    """Whether an agreement concluded on the day of the case may lean on the recognition.

    `replaced_by` are the programmes that the partnership had put in the place of the recognised one by then.
    """
    law = agreement_law(on, facts["partnership"], facts["committee"])
    asked = AgreementFacts(
        facts["programme"],
        facts["legal_basis"],
        concluded_on=on,
        starts_on=facts["starts_on"] or on,
        mentor_is_parent=facts["mentor_is_parent"],
    )
    recognised = RecognisedFor(
        facts["recognised_for"], facts["recognised_under"], dict.fromkeys(facts["replaced_by"], on)
    )
    place = {name: facts[name] for name in ("state", "valid_from", "valid_to", "ended_on", "mentors_at_work")}
    return _told(may_lean_on(asked, recognised, WorkplaceFacts(**place), law), law.place)


def _told(found: Availability, law: AvailabilityLaw) -> Answer:
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
    CasebookRule("recognition.availability", WORKPLACE, ANSWERS, judge_availability),
    CasebookRule("recognition.agreement", AGREEMENT, ANSWERS, judge_agreement),
)
"""The rules of this subject, for the registry of `duaal casebook`."""
