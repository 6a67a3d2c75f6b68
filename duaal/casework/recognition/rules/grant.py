"""What blocks a grant: the conditions, the voters and the submitter, in the order of `recognition.md` 14.1.

Law: art. 7 of the decree of 10 June 2016 for the conditions, arts. 2bis to 2sexies for the voters. That the
one who submitted a case may not decide it is an assumption of this project. Not covered: quorum and
majority.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from duaal.casework.recognition.facts import Body, CaseFacts, VoterGroup
from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.casework.recognition.rules.mentors import assess_mentor, qualifies
from duaal.casework.recognition.rules.outcomes import Assessment
from duaal.casework.recognition.rules.undertaking import assess_undertaking
from duaal.foundation.lawbook.dated import Version

VOTERS = "VOTERS"
SUBMITTER = "SUBMITTER"
MENTOR_BLOCKERS = ("M1", "M1a", "M2", "M3", "M5")
GRANT_BLOCKERS = ("U1", "U2", "U3", "U4", "U5", "U6", "U7", *MENTOR_BLOCKERS, VOTERS, SUBMITTER)


def blockers_to_grant(facts: CaseFacts, on: date, law: RecognitionLaw) -> tuple[str, ...]:
    """Every code that blocks a grant on a day, in the order of `GRANT_BLOCKERS`; empty when nothing does.

    A mentor blocks only when no named mentor qualifies: then U4 and the codes of all failing mentors stand in
    it. A condition that is unknown, or that waits for a derogation, blocks as well.
    """
    found = {code.code for code in assess_undertaking(facts, on, law) if code.blocks}
    if "U4" in found:
        for mentor in facts.mentors:
            found |= {code.code for code in assess_mentor(mentor, on, law) if code.blocks}
    found |= _against_the_decision(facts, law)
    return tuple(code for code in GRANT_BLOCKERS if code in found)


def blockers_to_add_mentor(facts: CaseFacts, on: date, law: RecognitionLaw) -> tuple[str, ...]:
    """Every code that blocks one more mentor at a recognition: the mentor, the voters and the submitter.

    The conditions on the undertaking were judged when it was recognised, and are not judged again.
    """
    found = _against_the_decision(facts, law)
    judged = [assess_mentor(mentor, on, law) for mentor in facts.mentors]
    if not any(qualifies(assessments) for assessments in judged):
        found |= {one.code for assessments in judged for one in assessments if one.blocks}
    return tuple(code for code in (*MENTOR_BLOCKERS, VOTERS, SUBMITTER) if code in found)


def _against_the_decision(facts: CaseFacts, law: RecognitionLaw) -> set[str]:
    """What stands against how it is decided: who voted, and who decides."""
    voters = set() if facts.voters <= allowed_voters(facts.body, law) else {VOTERS}
    own = facts.decided_by_submitter and not law.submitter_may_decide.value
    return voters | ({SUBMITTER} if own else set())


def assess_case(facts: CaseFacts, on: date, law: RecognitionLaw) -> tuple[Assessment, ...]:
    """Every verdict of a case: U1 to U7, then M1 to M5 of each mentor in the order given."""
    return (*assess_undertaking(facts, on, law), *assess_mentors(facts, on, law))


def assess_mentors(facts: CaseFacts, on: date, law: RecognitionLaw) -> tuple[Assessment, ...]:
    """M1 to M5 of each mentor of a case, in the order given."""
    return tuple(found for mentor in facts.mentors for found in assess_mentor(mentor, on, law))


def failed_conditions(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """The verdicts that a refusal has to name: everything not met, a proof asked and not given included.

    Of mentors only when U4 is not met: one good mentor is enough.
    """
    found = tuple(assessments)
    without_mentor = any(assessment.code == "U4" and assessment.blocks for assessment in found)
    return tuple(
        assessment
        for assessment in found
        if assessment.blocks and (without_mentor or assessment.code not in MENTOR_BLOCKERS)
    )


def allowed_voters(body: Body, law: RecognitionLaw) -> frozenset[VoterGroup]:
    """The groups whose members may vote on a recognition in this body, under this rule set."""
    return frozenset(VoterGroup(group) for group in law.voters[body].value)


def because_of_grant(facts: CaseFacts, on: date, law: RecognitionLaw) -> tuple[Version[Any], ...]:
    """Every dated value that the answer of `blockers_to_grant` stands on, each once."""
    used = {version.key: version for found in assess_case(facts, on, law) for version in found.because}
    if facts.voters:
        used[law.voters[facts.body].key] = law.voters[facts.body]
    if facts.decided_by_submitter:
        used[law.submitter_may_decide.key] = law.submitter_may_decide
    return tuple(used.values())
