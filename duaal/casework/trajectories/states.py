"""States of a trajectory (`trajectory.md` 15.1) and its steps. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class TrajectoryState(StrEnum):
    """State of a trajectory (`traject`)."""

    ADVISED = "ADVISED"
    SEARCHING = "SEARCHING"
    IN_MATCHING = "IN_MATCHING"
    IN_TRAINING = "IN_TRAINING"
    SUSPENDED = "SUSPENDED"
    STARTUP_SCREENING = "STARTUP_SCREENING"
    STARTUP = "STARTUP"
    COMPLETED = "COMPLETED"
    DEREGISTERED = "DEREGISTERED"


class Destination(StrEnum):
    """Where a learner goes who leaves (`bestemming`)."""

    NON_DUAL = "non_dual"
    STARTUP = "startup"
    OTHER_PROVIDER = "other_provider"
    WORK = "work"
    UNKNOWN = "unknown"


NEW = ""
LOOKING = frozenset({TrajectoryState.SEARCHING, TrajectoryState.IN_MATCHING})
"""States in which the days to find a workplace run; the learner is a full-time pupil all the while."""
IN_STARTUP = frozenset({TrajectoryState.STARTUP_SCREENING, TrajectoryState.STARTUP})
AT_WORK = frozenset({TrajectoryState.IN_TRAINING, TrajectoryState.SUSPENDED})
ENROLLED = LOOKING | IN_STARTUP | AT_WORK

ANY = frozenset(TrajectoryState)
STAFF = frozenset({Role.COUNSELLOR})
OWN = frozenset({Role.LEARNER})
AT_HOME = OWN | {Role.GUARDIAN}
BY_RULE = frozenset({Role.SYSTEM})

ENROLLED_ELSEWHERE = "enrolled_elsewhere"
SEARCH_TERM_RUNS = "search_term_runs"
SEARCH_TERM_OVER = "search_term_expired"
NO_DESTINATION = "no_destination"
STILL_UNDER_AGREEMENT = "still_under_agreement"
LESSONS_STARTED = "lessons_started"
SITE_NOT_PLANNED = "site_not_planned"
SAME_SITE = "same_site"
LATE_LOSS = "late_loss"
"""Said of a loss, not against a step: so late in a last year that the certificate is at risk."""


@dataclass(frozen=True, slots=True)
class TrajectoryStanding:
    """What the guards look at, on the day of the step.

    `admission` are the codes of the conditions that fail; `extension` what stands against an extension;
    `search_is_over` whether the last day of the search passed; `runs_agreement` whether an agreement runs.
    `evaluation` is what keeps the class council from deciding; `site_is_planned` whether the plan has work at
    the other place; `access` what stands against who may read along.
    """

    admission: tuple[str, ...] = ()
    enrolled_elsewhere: bool = False
    extension: tuple[str, ...] = ()
    search_is_over: bool = False
    runs_agreement: bool = False
    destination_given: bool = True
    lessons_started: bool = False
    evaluation: tuple[str, ...] = ()
    site_is_planned: bool = False
    same_site: bool = False
    access: tuple[str, ...] = ()


def blockers_to_enrol(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """A condition of admission that fails, or another active enrolment of the same person."""
    elsewhere = (ENROLLED_ELSEWHERE,) if standing.enrolled_elsewhere else ()
    return (*standing.admission, *elsewhere)


def blockers_to_move(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """A condition of admission to the dual programme that fails."""
    return standing.admission


def blockers_to_extend(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """A second extension, one without a ground, one asked after the last day, or no term at all."""
    return standing.extension


def blockers_to_conclude(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """The last day to find a workplace passed before the last signature (art. 357/22 of the Codex)."""
    return (SEARCH_TERM_OVER,) if standing.search_is_over else ()


def blockers_to_expire(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """The days to find a workplace are not used up, or no destination is given."""
    found = () if standing.search_is_over else (SEARCH_TERM_RUNS,)
    return found if standing.destination_given else (*found, NO_DESTINATION)


def blockers_to_leave(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """An agreement still runs: it ends first; or no destination is given."""
    found = (STILL_UNDER_AGREEMENT,) if standing.runs_agreement else ()
    return found if standing.destination_given else (*found, NO_DESTINATION)


def blockers_to_start_lessons(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """The first lesson attended is known already and counts."""
    return (LESSONS_STARTED,) if standing.lessons_started else ()


def blockers_to_complete(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """The evaluation is not complete: no plan, a moment that still has to come, nobody in the council."""
    return standing.evaluation


def blockers_to_change_site(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """The plan has no work at the other place on that day, or the learner is there already."""
    found = () if standing.site_is_planned else (SITE_NOT_PLANNED,)
    return (*found, SAME_SITE) if standing.same_site else found


def blockers_of_access(standing: TrajectoryStanding, on: date) -> tuple[str, ...]:
    """Another school has the learner now, nothing is on record, the learner is of age."""
    return standing.access


RECORD_ADVICE: Step[TrajectoryStanding] = Step(
    name="record_advice", sources=frozenset(), target=TrajectoryState.ADVISED, roles=STAFF
)
ENROL_DUAL: Step[TrajectoryStanding] = Step(
    name="enrol_dual",
    sources=frozenset({NEW, TrajectoryState.ADVISED}),
    target=TrajectoryState.SEARCHING,
    roles=STAFF,
    blockers=blockers_to_enrol,
)
ENROL_STARTUP: Step[TrajectoryStanding] = Step(
    name="enrol_startup",
    sources=frozenset({NEW, TrajectoryState.ADVISED}),
    target=TrajectoryState.STARTUP_SCREENING,
    roles=STAFF,
    blockers=blockers_to_enrol,
)
START_LESSONS: Step[TrajectoryStanding] = Step(
    name="start_lessons",
    sources=LOOKING | IN_STARTUP,
    target=None,
    roles=STAFF,
    blockers=blockers_to_start_lessons,
)
SCREEN: Step[TrajectoryStanding] = Step(
    name="screen", sources=ENROLLED | {TrajectoryState.ADVISED}, target=None, roles=STAFF
)
SCREEN_POSITIVE: Step[TrajectoryStanding] = Step(
    name="screened_positive",
    sources=frozenset({TrajectoryState.STARTUP_SCREENING}),
    target=TrajectoryState.STARTUP,
    roles=STAFF,
)
SCREEN_NEGATIVE: Step[TrajectoryStanding] = Step(
    name="screened_negative",
    sources=frozenset({TrajectoryState.STARTUP_SCREENING}),
    target=TrajectoryState.DEREGISTERED,
    roles=STAFF,
)
MOVE_TO_DUAL: Step[TrajectoryStanding] = Step(
    name="move_to_dual",
    sources=frozenset({TrajectoryState.STARTUP}),
    target=TrajectoryState.SEARCHING,
    roles=STAFF,
    blockers=blockers_to_move,
)
PLAN_INTAKE: Step[TrajectoryStanding] = Step(
    name="intake_planned",
    sources=frozenset({TrajectoryState.SEARCHING}),
    target=TrajectoryState.IN_MATCHING,
    roles=STAFF | BY_RULE,
)
END_INTAKE: Step[TrajectoryStanding] = Step(
    name="intake_ended",
    sources=frozenset({TrajectoryState.IN_MATCHING}),
    target=TrajectoryState.SEARCHING,
    roles=STAFF | {Role.COMPANY, Role.SYSTEM},
)
CONCLUDE: Step[TrajectoryStanding] = Step(
    name="agreement_signed",
    sources=LOOKING | {TrajectoryState.STARTUP},
    target=TrajectoryState.IN_TRAINING,
    roles=BY_RULE,
    blockers=blockers_to_conclude,
)
EXTEND_SEARCH: Step[TrajectoryStanding] = Step(
    name="extend_search", sources=LOOKING, target=None, roles=STAFF, blockers=blockers_to_extend
)
WARN_SEARCH: Step[TrajectoryStanding] = Step(name="warn_search", sources=LOOKING, target=None, roles=BY_RULE)
EXPIRE_SEARCH: Step[TrajectoryStanding] = Step(
    name="search_expired", sources=LOOKING, target=None, roles=BY_RULE
)
RECOUNT_SEARCH: Step[TrajectoryStanding] = Step(
    name="recount_search", sources=LOOKING, target=None, roles=STAFF
)
DEREGISTER_EXPIRED: Step[TrajectoryStanding] = Step(
    name="term_expired",
    sources=LOOKING,
    target=TrajectoryState.DEREGISTERED,
    roles=STAFF,
    blockers=blockers_to_expire,
)
LOSE_WORKPLACE: Step[TrajectoryStanding] = Step(
    name="agreement_ended", sources=AT_WORK, target=TrajectoryState.SEARCHING, roles=BY_RULE
)
CHANGE_SITE: Step[TrajectoryStanding] = Step(
    name="change_site",
    sources=frozenset({TrajectoryState.IN_TRAINING}),
    target=None,
    roles=STAFF,
    blockers=blockers_to_change_site,
)
SUSPEND: Step[TrajectoryStanding] = Step(
    name="suspend",
    sources=frozenset({TrajectoryState.IN_TRAINING}),
    target=TrajectoryState.SUSPENDED,
    roles=BY_RULE,
)
RESUME: Step[TrajectoryStanding] = Step(
    name="resume",
    sources=frozenset({TrajectoryState.SUSPENDED}),
    target=TrajectoryState.IN_TRAINING,
    roles=BY_RULE,
)
COMPLETE: Step[TrajectoryStanding] = Step(
    name="council_decides",
    sources=frozenset({TrajectoryState.IN_TRAINING, TrajectoryState.SEARCHING}),
    target=TrajectoryState.COMPLETED,
    roles=STAFF,
    blockers=blockers_to_complete,
)
LEAVE: Step[TrajectoryStanding] = Step(
    name="leave",
    sources=ENROLLED,
    target=TrajectoryState.DEREGISTERED,
    roles=STAFF,
    blockers=blockers_to_leave,
)
RE_ENROL: Step[TrajectoryStanding] = Step(
    name="re_enrol",
    sources=frozenset({TrajectoryState.DEREGISTERED}),
    target=TrajectoryState.SEARCHING,
    roles=STAFF,
    blockers=blockers_to_enrol,
)


def _of_access(name: str, sources: frozenset[str], roles: frozenset[Role]) -> Step[TrajectoryStanding]:
    """A step on who may read along; the trajectory itself does not move."""
    return Step(name=name, sources=sources, target=None, roles=roles, blockers=blockers_of_access)


NAME_GUARDIAN = _of_access("name_guardian", ENROLLED | {TrajectoryState.ADVISED}, STAFF)
END_GUARDIAN = _of_access("end_guardian", ANY, STAFF)
INVITE = _of_access("invite", ENROLLED | {TrajectoryState.ADVISED}, STAFF)
WITHDRAW_INVITATION = _of_access("withdraw_invitation", ANY, STAFF)
TAKE_ACCESS = _of_access("take_access", ANY, STAFF)
CORRECT_EMAIL = _of_access("correct_email", ANY, STAFF)
KEEP_PERSONAL = _of_access("keep_personal_data", ANY, STAFF)
JOIN = _of_access("join", ANY, AT_HOME)
ALLOW_READING = _of_access("allow_reading", ANY, OWN)
STOP_READING = _of_access("stop_reading", ANY, OWN)
COME_OF_AGE = _of_access("come_of_age", ANY, BY_RULE)
ACCESS_ENDS = _of_access("access_ends", ANY, BY_RULE)

TRAJECTORY_STEPS = (
    RECORD_ADVICE,
    ENROL_DUAL,
    ENROL_STARTUP,
    START_LESSONS,
    SCREEN,
    SCREEN_POSITIVE,
    SCREEN_NEGATIVE,
    MOVE_TO_DUAL,
    PLAN_INTAKE,
    END_INTAKE,
    CONCLUDE,
    EXTEND_SEARCH,
    WARN_SEARCH,
    EXPIRE_SEARCH,
    RECOUNT_SEARCH,
    DEREGISTER_EXPIRED,
    LOSE_WORKPLACE,
    CHANGE_SITE,
    SUSPEND,
    RESUME,
    COMPLETE,
    LEAVE,
    RE_ENROL,
    NAME_GUARDIAN,
    END_GUARDIAN,
    INVITE,
    WITHDRAW_INVITATION,
    TAKE_ACCESS,
    CORRECT_EMAIL,
    KEEP_PERSONAL,
    JOIN,
    ALLOW_READING,
    STOP_READING,
    COME_OF_AGE,
    ACCESS_ENDS,
)
