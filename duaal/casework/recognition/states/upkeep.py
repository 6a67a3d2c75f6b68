"""Steps that end a recognition or tell that its end comes, and those of a reported change (14.2 and 9).

The end by withdrawal stands with the sanctions, the end of the term (`EXPIRE`) with the recognition itself.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.casework.recognition.mandates.states import HOLDERS
from duaal.casework.recognition.states.applications import APPEAL_OFFICE, DECIDERS
from duaal.casework.recognition.states.recognitions import LIVE, RecognitionState
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step

SYSTEM = frozenset({Role.SYSTEM})

AGREEMENTS_RUN = "agreements_run"
NOT_CLOSED = "not_closed"


@dataclass(frozen=True, slots=True)
class EndStanding:
    """What an end depends on: agreements that run without an agreed last day, and the day of a closure.

    `closed_on` is the last day on which the site was open, in the business register or as confirmed.
    """

    agreements_without_end: int = 0
    closed_on: date | None = None


def blockers_to_give_up(standing: EndStanding, on: date) -> tuple[str, ...]:
    """Giving up waits until every running agreement has a last day."""
    return (AGREEMENTS_RUN,) if standing.agreements_without_end else ()


def blockers_to_close(standing: EndStanding, on: date) -> tuple[str, ...]:
    """A recognition stops with its site only after the last day on which the site was open."""
    closed = standing.closed_on is not None and standing.closed_on < on
    return () if closed else (NOT_CLOSED,)


GIVE_UP: Step[EndStanding] = Step(
    name="give_up",
    sources=LIVE,
    target=RecognitionState.ENDED_BY_UNDERTAKING,
    roles=frozenset({Role.COMPANY}),
    blockers=blockers_to_give_up,
)
CLOSE_SITE: Step[EndStanding] = Step(
    name="close_site",
    sources=LIVE,
    target=RecognitionState.ENDED_CLOSED,
    roles=SYSTEM | DECIDERS,
    blockers=blockers_to_close,
)
SUPERSEDE: Step[None] = Step(
    name="supersede",
    sources=LIVE,
    target=RecognitionState.SUPERSEDED,
    roles=DECIDERS | APPEAL_OFFICE,
)
NOTICE_OF_END: Step[None] = Step(name="notice_of_end", sources=LIVE, target=None, roles=SYSTEM)
ALERT_OF_END: Step[None] = Step(name="alert_of_end", sources=LIVE, target=None, roles=SYSTEM)

UPKEEP_STEPS = (GIVE_UP, CLOSE_SITE, SUPERSEDE, NOTICE_OF_END, ALERT_OF_END)


class ChangeKind(StrEnum):
    """What changes (`wijziging`) at a company with a recognition."""

    ACTIVITY = "ACTIVITY"
    ADDRESS = "ADDRESS"
    MOVE = "MOVE"
    COMMITTEE = "COMMITTEE"
    TAKEOVER = "TAKEOVER"
    CLOSURE = "CLOSURE"
    DEATH = "DEATH"
    OTHER = "OTHER"


class ChangeState(StrEnum):
    """State of a reported change (`gemelde wijziging`) at one partnership."""

    REPORTED = "REPORTED"
    SEEN = "SEEN"


REPORT_CHANGE: Step[None] = Step(
    name="report_change",
    sources=frozenset(),
    target=ChangeState.REPORTED,
    roles=HOLDERS | {Role.COMPANY},
)
SEE_CHANGE: Step[None] = Step(
    name="see_change",
    sources=frozenset({ChangeState.REPORTED}),
    target=ChangeState.SEEN,
    roles=DECIDERS,
)


@dataclass(frozen=True, slots=True)
class VisitAsked:
    """Whether a change asks for a visit, and whether one is planned that counts, or was waived."""

    asks: bool
    planned: bool = False
    waived: bool = False


def blockers_to_waive(facts: VisitAsked, on: date) -> tuple[str, ...]:
    """Only a visit that is asked, and that nobody planned or waived yet, can be done without."""
    if not facts.asks:
        return ("no_visit_asked",)
    planned = ("visit_planned_already",) if facts.planned else ()
    return (*planned, *(("visit_waived_already",) if facts.waived else ()))


ANSWER_WITH_VISIT: Step[None] = Step(
    name="answer_with_visit", sources=frozenset(ChangeState), target=None, roles=DECIDERS
)
"""A visit is planned at a recognition there: the change of address asks for no other."""
WAIVE_VISIT: Step[VisitAsked] = Step(
    name="waive_visit",
    sources=frozenset({ChangeState.SEEN}),
    target=None,
    roles=DECIDERS,
    blockers=blockers_to_waive,
)

CHANGE_STEPS = (REPORT_CHANGE, SEE_CHANGE, ANSWER_WITH_VISIT, WAIVE_VISIT)
