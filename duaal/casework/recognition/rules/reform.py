"""What changes when a studied reform (`hervorming`) is switched on from a date (`recognition.md` 14.5).

All switches are off until an act is published; with all off every answer here is that of the law as it is.
Each follows the version in force on the day of receipt. Not covered: how several workplaces divide one
training plan among them (art. 6bis).
"""

from collections.abc import Iterable
from typing import Any

from duaal.casework.recognition.rules.law import RecognitionLaw
from duaal.foundation.lawbook.dated import Version


def mentor_needed_to_apply(law: RecognitionLaw) -> bool:
    """Whether an application has to name a mentor."""
    return not (law.mentor_later.value or law.stepwise_recognition.value)


def mentor_may_follow(named: int, law: RecognitionLaw) -> tuple[Version[Any], ...]:
    """The values that let a grant go without a mentor who qualifies; empty when U4 has to be met now.

    In two steps (`stepwise_recognition`) the first one never waits for a mentor who qualifies. With
    `mentor_later` alone the mentor comes before the first agreement, but the mentors who were `named` are
    judged as always.
    """
    if law.stepwise_recognition.value:
        return (law.stepwise_recognition,)
    return (law.mentor_later,) if law.mentor_later.value and not named else ()


def granted_in_principle(mentors_accepted: int, law: RecognitionLaw) -> bool:
    """Whether a grant is only the first of two steps: a candidate workplace, that takes no agreements yet."""
    return bool(law.stepwise_recognition.value) and not mentors_accepted


def conditions_dropped(law: RecognitionLaw) -> frozenset[str]:
    """The conditions on a mentor that the law does not ask any more."""
    return frozenset({"M5"}) if law.external_mentor.value else frozenset()


def covers(plan: Iterable[str], places: Iterable[Iterable[str]]) -> bool:
    """Whether these recognitions together teach every competence of a training plan (`opleidingsplan`).

    A recognition that lists no competences teaches them all; without a recognition nothing is covered.
    """
    lists = [frozenset(place) for place in places]
    if not lists:
        return False
    return any(not one for one in lists) or frozenset(plan) <= frozenset().union(*lists)


def not_covered(plan: Iterable[str], places: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The competences of the plan that none of these recognitions teaches, in the order of the plan."""
    lists = [frozenset(place) for place in places]
    if any(not one for one in lists):
        return ()
    taught = frozenset().union(*lists)
    return tuple(code for code in plan if code not in taught)
