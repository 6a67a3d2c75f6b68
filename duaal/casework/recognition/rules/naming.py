"""What can be said of a mentor before anybody judges: what no partnership can ever accept on this day.

Law: as `mentors.py`. Whoever names a mentor, on a page or through the API, hears it at once. Not covered:
what an officer judges (the entries of the extract, whether a prior training is about this occupation), M5.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition.facts import Derogation, MentorFacts, Verdict
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.mentors import (
    AGE_DEROGATIONS,
    EXPERIENCE_DEROGATIONS,
    assess_mentor,
    what_is_wrong_with_extract,
)
from duaal.casework.recognition.rules.outcomes import Assessment
from duaal.foundation.lawbook.dated import Version

BEGINS_LATER = "begins_later"
TOO_FEW = "too_few"
PROOF_NEEDED = "proof_needed"
NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way: the condition, why, and for years how many there are and are asked.

    `why` is a code of `what_is_wrong_with_extract` for M1. For M2 and M3: `BEGINS_LATER` (experience from a
    day to come), `TOO_FEW` years, `PROOF_NEEDED` (a derogation was asked without prior training) or
    `NOT_ASKED` (a derogation is possible, and nobody asked it).
    """

    code: str
    why: str
    has: int = 0
    least: int = 0


def obstacles_to_naming(
    facts: MentorFacts, asked: Derogation | None, on: date, law: RecognitionLaw
) -> tuple[Obstacle, ...]:
    """Everything that stands in the way of naming this mentor; empty when a partnership can judge."""
    return tuple(_obstacles(facts, asked, on, law))


def _obstacles(
    facts: MentorFacts, asked: Derogation | None, on: date, law: RecognitionLaw
) -> Iterator[Obstacle]:
    wrong = what_is_wrong_with_extract(facts, on, law)
    if wrong is not None:
        yield Obstacle("M1", wrong)
    found = {assessment.code: assessment for assessment in assess_mentor(facts, on, law)}
    years = _years(found["M2"], "age")
    floor = law.mentor_min_age_derogated
    yield from _of_years(
        found["M2"], years, law.mentor_min_age, floor, facts, asked, asks=asked in AGE_DEROGATIONS
    )
    if facts.experience_since > on:
        yield Obstacle("M3", BEGINS_LATER)
        return
    years = _years(found["M3"], "experience_years")
    floor = law.mentor_min_experience_years_derogated
    yield from _of_years(
        found["M3"],
        years,
        law.mentor_experience_years,
        floor,
        facts,
        asked,
        asks=asked in EXPERIENCE_DEROGATIONS,
    )


def _of_years(
    found: Assessment,
    years: int,
    least: Version[int],
    floor: Version[int],
    facts: MentorFacts,
    asked: Derogation | None,
    *,
    asks: bool,
) -> Iterator[Obstacle]:
    """Too few years is for ever, or until a derogation is asked that stands on a prior training."""
    if found.verdict == Verdict.NOT_MET:
        proof_helps = years >= floor.value and not facts.prior_training_proof
        why = PROOF_NEEDED if proof_helps and asked is not None else TOO_FEW
        yield Obstacle(found.code, why, years, least.value)
    elif found.verdict == Verdict.DEROGATION_POSSIBLE and not asks:
        yield Obstacle(found.code, NOT_ASKED, years, least.value)


def _years(found: Assessment, name: str) -> int:
    return int(next(used.value for used in found.facts if used.name == name))
