"""Conditions on the undertaking (U1-U7).

Law: art. 7 § 1 and § 6 of the decree of 10 June 2016, art. 8 of that of 25 March 2022; `recognition.md` 4.
The judgements that only a human makes come in as facts. Not covered: who judges whether a place outside
Flanders and Brussels is equivalent (U5).
"""

from datetime import date
from typing import Any

from duaal.casework.recognition.facts import CaseFacts, Verdict
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.mentors import assess_mentor, may_still_qualify, qualifies
from duaal.casework.recognition.rules.outcomes import Assessment, FactUsed
from duaal.casework.recognition.rules.reform import mentor_may_follow
from duaal.foundation.lawbook.dated import Version


def assess_undertaking(facts: CaseFacts, on: date, law: RecognitionLaw) -> tuple[Assessment, ...]:
    """The verdict on U1 to U7, in that order, as of a day.

    U3 with a conviction is `DEROGATION_POSSIBLE` until the body judged it irrelevant. U4 is met as soon as
    one mentor qualifies, unknown as long as one may, and later where the law lets the mentor follow. U6 looks
    at the day of receipt: an excluded undertaking cannot file a request, even when the exclusion is over on
    the day of the decision.
    """
    return (
        _yes_or_no("U1", "organisation_and_equipment", facts.undertaking.organisation_and_equipment, law),
        _yes_or_no("U2", "financial_strength", facts.undertaking.financial_strength, law),
        _conviction(facts, law),
        _mentor(facts, on, law),
        _region(facts, law),
        _exclusion(facts, law),
        _yes_or_no("U7", "active_in_register", facts.undertaking.active_in_register, law),
    )


def _yes_or_no(code: str, name: str, value: bool | None, law: RecognitionLaw) -> Assessment:
    verdict = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.UNKNOWN}[value]
    return Assessment(code, verdict, (law.conditions[code],), (FactUsed(name, value),))


def _conviction(facts: CaseFacts, law: RecognitionLaw) -> Assessment:
    convicted, irrelevant = facts.undertaking.conviction, facts.undertaking.conviction_judged_irrelevant
    if convicted is None:
        verdict = Verdict.UNKNOWN
    elif convicted and not irrelevant:
        verdict = Verdict.DEROGATION_POSSIBLE
    else:
        verdict = Verdict.MET
    used = (FactUsed("conviction", convicted), FactUsed("conviction_judged_irrelevant", irrelevant))
    return Assessment("U3", verdict, (law.conditions["U3"],), used)


def _mentor(facts: CaseFacts, on: date, law: RecognitionLaw) -> Assessment:
    judged = [assess_mentor(mentor, on, law) for mentor in facts.mentors]
    because: dict[str, Version[Any]] = {"": law.conditions["U4"]}
    for assessments in judged:
        for assessment in assessments:
            because.update({version.key: version for version in assessment.because})
    number = sum(qualifies(assessments) for assessments in judged)
    if number:
        verdict = Verdict.MET
    elif any(may_still_qualify(assessments) for assessments in judged):
        verdict = Verdict.UNKNOWN
    elif follows := mentor_may_follow(len(judged), law):
        verdict = Verdict.LATER
        because.update({version.key: version for version in follows})
    else:
        verdict = Verdict.NOT_MET
    used = (FactUsed("mentors", len(judged)), FactUsed("mentors_that_qualify", number))
    return Assessment("U4", verdict, tuple(because.values()), used)


def _region(facts: CaseFacts, law: RecognitionLaw) -> Assessment:
    region = facts.undertaking.site_region
    verdict = Verdict.MET if region in law.site_regions.value else Verdict.NOT_MET
    because = (law.conditions["U5"], law.site_regions)
    return Assessment("U5", verdict, because, (FactUsed("site_region", region),))


def _exclusion(facts: CaseFacts, law: RecognitionLaw) -> Assessment:
    until = facts.undertaking.excluded_until
    excluded = until is not None and facts.received_on <= until
    verdict = Verdict.NOT_MET if excluded else Verdict.MET
    used = (FactUsed("excluded_until", until), FactUsed("received_on", facts.received_on))
    return Assessment("U6", verdict, (law.conditions["U6"],), used)
