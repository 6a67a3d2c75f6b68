"""Where a competence is learned, and the steps of a training plan (`trajectory.md` 7). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class Venue(StrEnum):
    """Where a competence is learned (`waar`): at school, at work, at both, or at another training centre."""

    SCHOOL = "school"
    WORKPLACE = "workplace"
    BOTH = "both"
    CENTRE = "centre"


class PlanState(StrEnum):
    """State of one version of a training plan: being written, or fixed and never changed again."""

    DRAFT = "DRAFT"
    FIXED = "FIXED"


AT_WORK = frozenset({Venue.WORKPLACE, Venue.BOTH})

STAFF = frozenset({Role.COUNSELLOR})
BY_STAFF_OR_RULE = STAFF | {Role.SYSTEM}
ABOUT_A_PLACE = frozenset({Role.COMPANY, Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})

PLAN_EXISTS = "plan_exists"
NO_COMPETENCES = "programme_without_competences"
NOT_ENROLLED = "learner_not_enrolled"
REASON_MISSING = "plan_reason_missing"
NO_FIXED_VERSION = "no_fixed_plan"
FIRST_VERSION = "first_plan_version"
REACHED_ALREADY = "competence_reached"
NOT_REACHED = "competence_not_reached"
GAP_ENDED = "gap_ended"


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """What the guards look at, on the day of the step.

    `incomplete` are the codes of what keeps the plan from being complete; `has_draft` whether a version is
    being written; `has_fixed` whether one was ever fixed.
    """

    has_draft: bool = False
    has_fixed: bool = False
    has_competences: bool = True
    is_enrolled: bool = True
    incomplete: tuple[str, ...] = ()
    reason_given: bool = True
    is_first: bool = False


def blockers_to_start(standing: PlanStanding, on: date) -> tuple[str, ...]:
    """A plan is there already, the programme has no competences, or the learner is not enrolled."""
    found = (PLAN_EXISTS,) if standing.has_draft or standing.has_fixed else ()
    found = found if standing.has_competences else (*found, NO_COMPETENCES)
    return found if standing.is_enrolled else (*found, NOT_ENROLLED)


def blockers_to_fix(standing: PlanStanding, on: date) -> tuple[str, ...]:
    """What is missing in the plan, and the reason of a version that replaces another."""
    needs_reason = not standing.is_first and not standing.reason_given
    return (*standing.incomplete, *((REASON_MISSING,) if needs_reason else ()))


def blockers_to_renew(standing: PlanStanding, on: date) -> tuple[str, ...]:
    """A version is being written already, or none was ever fixed."""
    found = (PLAN_EXISTS,) if standing.has_draft else ()
    found = found if standing.has_fixed else (*found, NO_FIXED_VERSION)
    return found if standing.is_enrolled else (*found, NOT_ENROLLED)


def blockers_to_drop(standing: PlanStanding, on: date) -> tuple[str, ...]:
    """The first version: there is nothing to go back to."""
    return (FIRST_VERSION,) if standing.is_first else ()


DRAFT = frozenset({PlanState.DRAFT})

START_PLAN: Step[PlanStanding] = Step(
    name="start_plan",
    sources=frozenset(),
    target=PlanState.DRAFT,
    roles=STAFF,
    blockers=blockers_to_start,
)
EDIT_PLAN: Step[PlanStanding] = Step(name="edit_plan", sources=DRAFT, target=None, roles=STAFF)
FIX_PLAN: Step[PlanStanding] = Step(
    name="fix_plan", sources=DRAFT, target=PlanState.FIXED, roles=STAFF, blockers=blockers_to_fix
)
RENEW_PLAN: Step[PlanStanding] = Step(
    name="renew_plan",
    sources=frozenset(),
    target=PlanState.DRAFT,
    roles=BY_STAFF_OR_RULE,
    blockers=blockers_to_renew,
)
DROP_DRAFT: Step[PlanStanding] = Step(
    name="drop_plan_draft", sources=DRAFT, target=None, roles=STAFF, blockers=blockers_to_drop
)
MOVE_PLAN: Step[PlanStanding] = Step(name="move_plan", sources=DRAFT, target=None, roles=BY_STAFF_OR_RULE)
REACH: Step[PlanStanding] = Step(
    name="reach_competence", sources=frozenset(PlanState), target=None, roles=STAFF
)
TAKE_BACK: Step[PlanStanding] = Step(
    name="take_back_competence", sources=frozenset(PlanState), target=None, roles=STAFF
)

PLAN_STEPS = (START_PLAN, EDIT_PLAN, FIX_PLAN, RENEW_PLAN, DROP_DRAFT, MOVE_PLAN, REACH, TAKE_BACK)

RECORD_GAP: Step[None] = Step(name="record_gap", sources=frozenset(), target=None, roles=ABOUT_A_PLACE)
END_GAP: Step[None] = Step(name="end_gap", sources=frozenset(), target=None, roles=ABOUT_A_PLACE)

GAP_STEPS = (RECORD_GAP, END_GAP)
