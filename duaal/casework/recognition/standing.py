"""How a case stands: what the guards of the steps need to know of one application. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

UNDERTAKING_CONDITIONS = ("U1", "U2", "U3", "U5", "U6", "U7")
"""Conditions judged on the undertaking itself. U4 (a mentor who meets section 5) follows from the mentors."""

MENTOR_CONDITIONS = ("M1", "M1a", "M2", "M3", "M4", "M5")
"""Conditions an officer judges per mentor, in the order of the law text."""

NEVER_BLOCKS = frozenset({"M4"})
"""The training is a duty after the recognition; it never blocks a grant (`recognition.md` 5.2)."""

BLOCKER_ORDER = (
    "U1",
    "U2",
    "U3",
    "U4",
    "U5",
    "U6",
    "U7",
    "M1",
    "M1a",
    "M2",
    "M3",
    "M5",
    "VOTERS",
    "SUBMITTER",
)
"""The order in which the rulebook lists what blocks a grant (14.1)."""

NOT_JUDGED = "_not_judged"
RECOGNITION_ENDED = "recognition_ended"
ENTRUSTED_ELSEWHERE = "entrusted_elsewhere"
GOOD = frozenset({"met", "derogated"})


def not_judged(condition: str) -> str:
    """The reason code of a condition that nobody judged yet."""
    return f"{condition}{NOT_JUDGED}"


@dataclass(frozen=True, slots=True)
class MentorStanding:
    """One mentor of the case: the verdict per condition, absent while it is not judged.

    `dropped` are the conditions that the law of the case does not ask any more.
    """

    assignment_id: int
    verdicts: Mapping[str, str]
    dropped: frozenset[str] = frozenset()

    @property
    def asked(self) -> tuple[str, ...]:
        """Conditions that can block, in the order of the law."""
        without = NEVER_BLOCKS | self.dropped
        return tuple(code for code in MENTOR_CONDITIONS if code not in without)

    @property
    def failing(self) -> tuple[str, ...]:
        """Conditions that are judged and not met, and that can block."""
        return tuple(code for code in self.asked if code in self.verdicts and self.verdicts[code] not in GOOD)

    @property
    def open(self) -> tuple[str, ...]:
        """Conditions that nobody judged yet and that can block."""
        return tuple(code for code in self.asked if code not in self.verdicts)

    @property
    def qualifies(self) -> bool:
        return not self.failing and not self.open

    @property
    def may_still_qualify(self) -> bool:
        """Whether nothing is judged as not met, and something is not judged yet."""
        return not self.failing and bool(self.open)


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """One application on one day.

    `undertaking` and `mentors` hold what the officer judged; `rule_blockers` what the rules find on the facts
    themselves, whatever was judged, and on the votes cast. `entrusted_elsewhere` says that a service decided
    for a body that may not entrust one. `answer_due_on` is the last day to answer the open question.
    `against_holder` are the reasons why the mandate on which the actor acts does not count on the day.
    `mentor_may_follow` says that the law of the case lets the mentor come after the grant.
    `adds_mentor` is a case about one more mentor at a recognition: the undertaking is not judged again there.
    """

    undertaking: Mapping[str, str] = field(default_factory=dict)
    mentors: tuple[MentorStanding, ...] = ()
    rule_blockers: tuple[str, ...] = ()
    decided_by_submitter: bool = False
    entrusted_elsewhere: bool = False
    already_recognised: bool = False
    adds_mentor: bool = False
    recognition_ended: bool = False
    answer_due_on: date | None = None
    is_on_behalf: bool = False
    is_taken_over: bool = False
    against_holder: tuple[str, ...] = ()
    mentor_may_follow: bool = False


def sorted_as_the_law(codes: set[str]) -> tuple[str, ...]:
    """Codes in the order of 14.1, those that are not judged right behind their condition."""
    order = {code: place for place, code in enumerate(BLOCKER_ORDER)}
    return tuple(sorted(codes, key=lambda code: (order.get(code.removesuffix(NOT_JUDGED), len(order)), code)))


def failed_conditions(standing: CaseStanding) -> tuple[str, ...]:
    """Every condition judged as not met that stands in the way of a grant, in the order of the law.

    A mentor who fails stands in the way only when every mentor fails; then U4 fails too. As long as one of
    them is not judged, nobody knows.
    """
    failed = {code for code, verdict in standing.undertaking.items() if verdict not in GOOD}
    if not standing.mentor_may_follow and all(mentor.failing for mentor in standing.mentors):
        failed |= {code for mentor in standing.mentors for code in mentor.failing}
        failed |= set() if standing.adds_mentor else {"U4"}
    return sorted_as_the_law(failed)


def unjudged_conditions(standing: CaseStanding) -> tuple[str, ...]:
    """Reason codes of what still has to be judged before a grant, in the order of the law."""
    asked = () if standing.adds_mentor else UNDERTAKING_CONDITIONS
    missing = {not_judged(code) for code in asked if code not in standing.undertaking}
    missing |= {not_judged(code) for mentor in standing.mentors for code in mentor.open if not mentor.failing}
    return sorted_as_the_law(missing)


def blockers_to_grant(standing: CaseStanding, on: date) -> tuple[str, ...]:
    """Every reason why the case cannot be granted now."""
    unjudged = set(unjudged_conditions(standing))
    found = {code for code in standing.rule_blockers if not_judged(code) not in unjudged}
    if any(mentor.may_still_qualify for mentor in standing.mentors):
        # What is not judged yet says it all: the rules only know that no mentor qualifies so far.
        found -= {"U4", *MENTOR_CONDITIONS}
    reasons = sorted_as_the_law(found | unjudged | set(failed_conditions(standing)))
    reasons += (RECOGNITION_ENDED,) if standing.recognition_ended else ()
    entrusted = (ENTRUSTED_ELSEWHERE,) if standing.entrusted_elsewhere else ()
    return (*reasons, *entrusted, *(("already_recognised",) if standing.already_recognised else ()))


def blockers_to_refuse(standing: CaseStanding, on: date) -> tuple[str, ...]:
    """A refusal names the failed conditions, without one there is nothing to refuse on; and who votes on a
    refusal is who votes on a grant.
    """
    reasons = [] if failed_conditions(standing) else ["no_failed_condition"]
    reasons += ["VOTERS"] if "VOTERS" in standing.rule_blockers else []
    reasons += ["SUBMITTER"] if standing.decided_by_submitter else []
    reasons += [ENTRUSTED_ELSEWHERE] if standing.entrusted_elsewhere else []
    return tuple(reasons)


def blockers_to_discontinue(standing: CaseStanding, on: date) -> tuple[str, ...]:
    """A case is closed for want of an answer only after the last day to answer."""
    if standing.answer_due_on is None or on <= standing.answer_due_on:
        return ("answer_term_runs",)
    return ()


def blockers_of_holder(standing: CaseStanding, on: date) -> tuple[str, ...]:
    """Who acts in the name of the company needs a mandate that counts on the day; the company itself none."""
    return standing.against_holder


def blockers_to_take_over(standing: CaseStanding, on: date) -> tuple[str, ...]:
    """A company takes over what somebody sent in its name, once."""
    if not standing.is_on_behalf:
        return ("not_on_behalf",)
    return ("already_taken_over",) if standing.is_taken_over else ()
