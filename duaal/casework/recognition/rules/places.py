"""Whether a mentor can take one more learner, `recognition.md` 5.3 and the last line of 14.2.

Law: art. 10, 3° of the decree of 10 June 2016 names the mentor in the agreement; how many learners one mentor
guides at a time is a rule or an advice of the deciding partnership. Not covered: whether the recognition
itself takes agreements, which its state says.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from duaal.casework.recognition.states import WORKING, AssignmentState
from duaal.foundation.lawbook.book import BOOK
from duaal.foundation.lawbook.dated import Version

MENTOR_NOT_WORKING = "mentor_not_working"
MENTOR_FULL = "mentor_full"
MORE_THAN_ADVISED = "more_than_advised"


@dataclass(frozen=True, slots=True)
class PlacesLaw:
    """How many learners one mentor may and should guide at the same time; 0 is no maximum, no advice."""

    most: Version[int]
    advised: Version[int]


@dataclass(frozen=True, slots=True)
class PlaceForLearner:
    """Whether there is a place: `reasons` against it, `warnings` that stop nothing, and the values used.

    `left` is how many more learners the mentor may take, None without a maximum.
    """

    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    left: int | None
    because: tuple[Version[Any], ...]

    @property
    def is_free(self) -> bool:
        return not self.reasons


def places_law(day: date, partnership_code: str, committee: str = "") -> PlacesLaw:
    """What the partnership, or the joint committee, asks on the day."""

    def at(name: str) -> Version[int]:
        dated = BOOK.value(f"recognition.{name}").for_partnership(partnership_code, committee)
        version: Version[int] = dated.on(day)
        return version

    return PlacesLaw(most=at("max_learners_per_mentor"), advised=at("advised_learners_per_mentor"))


def place_for_a_learner(state: AssignmentState, learners: int, law: PlacesLaw) -> PlaceForLearner:
    """Whether a mentor in this state who guides so many learners now can take one more.

    Above the maximum an agreement is refused; above the advice it is only warned about.
    """
    if learners < 0:
        raise ValueError(f"a mentor cannot guide {learners} learners")
    works = state in WORKING
    most = law.most.value
    full = bool(most) and learners >= most
    above_advice = bool(law.advised.value) and learners >= law.advised.value and not full
    reasons = (*(() if works else (MENTOR_NOT_WORKING,)), *((MENTOR_FULL,) if full else ()))
    left = None if not most else max(0, most - learners)
    return PlaceForLearner(
        reasons=reasons,
        warnings=(MORE_THAN_ADVISED,) if above_advice else (),
        left=0 if not works else left,
        because=(law.most, law.advised),
    )


def place_at(mentors_at_work: int, learners: int, law: PlacesLaw) -> PlaceForLearner:
    """Whether a workplace with so many mentors at work and learners can take one more.

    The next learner comes to the mentor with the fewest. Who guides whom is not known here, so the learners
    are spread evenly: no other spread leaves a place where this one leaves none.
    """
    if not mentors_at_work:
        return place_for_a_learner(AssignmentState.ENDED, learners, law)
    fewest = learners // mentors_at_work
    found = place_for_a_learner(AssignmentState.ACTIVE, fewest, law)
    most = law.most.value
    left = None if not most else max(0, most * mentors_at_work - learners)
    return replace(found, left=left)
