"""Conditions on a mentor (M1-M5), measured on the day the mentor is named.

Law: art. 7 § 1, 1° of the decree of 10 June 2016, art. 8 § 1, 1° of that of 25 March 2022; `recognition.md`
5. Not covered: whether a proof of prior training is about this occupation (an officer judges that).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from duaal.casework.recognition.facts import Derogation, ExtractEntries, MentorFacts, Verdict
from duaal.casework.recognition.rules.law import NAMING, RecognitionLaw
from duaal.casework.recognition.rules.outcomes import Assessment, FactUsed
from duaal.foundation.kernel.anniversary import full_years
from duaal.foundation.lawbook.dated import Version

AFTER_THE_RECOGNITION = frozenset({"M4"})
AGE_DEROGATIONS = frozenset({Derogation.AGE_23, Derogation.BOTH})
EXPERIENCE_DEROGATIONS = frozenset({Derogation.EXPERIENCE, Derogation.BOTH})

EXTRACT_MISSING = "missing"
EXTRACT_WRONG_MODEL = "wrong_model"
EXTRACT_IN_FUTURE = "in_future"
EXTRACT_TOO_OLD = "too_old"


def assess_mentor(facts: MentorFacts, on: date, law: RecognitionLaw) -> tuple[Assessment, ...]:
    """The verdict on M1, M1a, M2, M3, M4 and M5, in that order, as of a day.

    M2 and M3 are `DEROGATION_POSSIBLE` when the derogation is open to this mentor but not granted; a
    derogation never goes below its own floor and never without proof of prior training. M4 is `LATER`
    without a training: a duty after the recognition, that never blocks a grant.
    """
    return (
        _extract(facts, on, law),
        _extract_entries(facts, law),
        _age(facts, on, law),
        _experience(facts, on, law),
        _training(facts, law),
        _inside(facts, law),
    )


def qualifies(assessments: Iterable[Assessment]) -> bool:
    """Whether a mentor with these verdicts carries a recognition: everything met, M4 excepted."""
    return all(found.is_met for found in _that_count(assessments))


def may_still_qualify(assessments: Iterable[Assessment]) -> bool:
    """Whether a judgement or a derogation can still make this mentor qualify: nothing is plainly not met."""
    return all(found.verdict != Verdict.NOT_MET for found in _that_count(assessments))


def what_is_wrong_with_extract(facts: MentorFacts, on: date, law: RecognitionLaw) -> str | None:
    """Why an extract is refused as a document, or None: missing, wrong model, dated in the future, too old.

    The age is counted back from the naming. An extract issued after the naming is accepted up to the day
    `on`.
    """
    if facts.extract_issued_on is None:
        return EXTRACT_MISSING
    if facts.extract_model != law.extract_model.value:
        return EXTRACT_WRONG_MODEL
    if facts.extract_issued_on > on:
        return EXTRACT_IN_FUTURE
    if facts.extract_issued_on < facts.named_on - timedelta(days=law.extract_max_age_days.value):
        return EXTRACT_TOO_OLD
    return None


def birth_date_is_plausible(birth_date: date, on: date, max_age: Version[int]) -> bool:
    """Whether a mentor can be born that day; a day to come, or more years ago than `max_age`, is a typing
    error.
    """
    return birth_date <= on and full_years(birth_date, on) <= max_age.value


def _that_count(assessments: Iterable[Assessment]) -> Iterable[Assessment]:
    return (found for found in assessments if found.code not in AFTER_THE_RECOGNITION)


def _extract(facts: MentorFacts, on: date, law: RecognitionLaw) -> Assessment:
    wrong = what_is_wrong_with_extract(facts, on, law)
    used = (
        FactUsed("extract_model", facts.extract_model),
        FactUsed("extract_issued_on", facts.extract_issued_on),
        FactUsed("named_on", facts.named_on),
        FactUsed("extract_refused_as", wrong),
    )
    because = (law.conditions["M1"], law.extract_model, law.extract_max_age_days)
    verdict = Verdict.MET if wrong is None else Verdict.NOT_MET
    return Assessment("M1", verdict, because, used, facts.reference)


def _extract_entries(facts: MentorFacts, law: RecognitionLaw) -> Assessment:
    """An entry about minors is refused without derogation, another one is judged by the body.

    Whoever was barred here by a sanction does not behave irreproachably, whatever the extract says.
    """
    entries, acceptable = facts.extract_entries, facts.extract_judged_acceptable
    if facts.barred:
        verdict = Verdict.NOT_MET
    elif entries == ExtractEntries.UNKNOWN:
        verdict = Verdict.UNKNOWN
    elif entries == ExtractEntries.NONE:
        verdict = Verdict.MET
    elif entries == ExtractEntries.MINORS or law.blank_extract_required.value:
        verdict = Verdict.NOT_MET
    else:
        verdict = Verdict.MET if acceptable else Verdict.DEROGATION_POSSIBLE
    barred = (FactUsed("barred", True),) if facts.barred else ()
    used = (
        *barred,
        FactUsed("extract_entries", entries),
        FactUsed("extract_judged_acceptable", acceptable),
    )
    because = (law.conditions["M1a"], law.blank_extract_required)
    return Assessment("M1a", verdict, because, used, facts.reference)


def _age(facts: MentorFacts, on: date, law: RecognitionLaw) -> Assessment:
    age = full_years(facts.birth_date, _reference_day(facts, on, law))
    verdict = _with_derogation(
        reached=age >= law.mentor_min_age.value,
        floor_reached=age >= law.mentor_min_age_derogated.value,
        proof=facts.prior_training_proof,
        granted=facts.derogation in AGE_DEROGATIONS,
    )
    used = (
        FactUsed("age", age),
        FactUsed("prior_training_proof", facts.prior_training_proof),
        FactUsed("derogation", facts.derogation),
    )
    because = (
        law.conditions["M2"],
        law.mentor_min_age,
        law.mentor_min_age_derogated,
        law.mentor_reference_day,
    )
    return Assessment("M2", verdict, because, used, facts.reference)


def _experience(facts: MentorFacts, on: date, law: RecognitionLaw) -> Assessment:
    years = full_years(facts.experience_since, _reference_day(facts, on, law))
    verdict = _with_derogation(
        reached=years >= law.mentor_experience_years.value,
        floor_reached=years >= law.mentor_min_experience_years_derogated.value,
        proof=facts.prior_training_proof,
        granted=facts.derogation in EXPERIENCE_DEROGATIONS,
    )
    used = (
        FactUsed("experience_years", years),
        FactUsed("prior_training_proof", facts.prior_training_proof),
        FactUsed("derogation", facts.derogation),
    )
    because = (
        law.conditions["M3"],
        law.mentor_experience_years,
        law.mentor_min_experience_years_derogated,
        law.mentor_reference_day,
    )
    return Assessment("M3", verdict, because, used, facts.reference)


def _training(facts: MentorFacts, law: RecognitionLaw) -> Assessment:
    verdict = Verdict.MET if facts.training_done else Verdict.LATER
    used = (FactUsed("training_done", facts.training_done),)
    return Assessment("M4", verdict, (law.conditions["M4"],), used, facts.reference)


def _inside(facts: MentorFacts, law: RecognitionLaw) -> Assessment:
    inside = facts.inside_undertaking
    if law.external_mentor.value:
        verdict = Verdict.MET
    else:
        verdict = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.UNKNOWN}[inside]
    because = (law.conditions["M5"], law.external_mentor)
    return Assessment("M5", verdict, because, (FactUsed("inside_undertaking", inside),), facts.reference)


def _with_derogation(*, reached: bool, floor_reached: bool, proof: bool, granted: bool) -> Verdict:
    if reached:
        return Verdict.MET
    if not (floor_reached and proof):
        return Verdict.NOT_MET
    return Verdict.MET if granted else Verdict.DEROGATION_POSSIBLE


def _reference_day(facts: MentorFacts, on: date, law: RecognitionLaw) -> date:
    return facts.named_on if law.mentor_reference_day.value == NAMING else on
