"""Where the tasks come from: one line per kind of work, and the capacities that have it.

A source is a function of the reader and the day that gives its tasks, the first last day first, never more
than `limit` under one title, in as many queries for many tasks as for one. It sees only what the reader may
see: it reads through the queries of its package.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.changes.links import changes_to_see, visits_to_plan_after_move
from duaal.interfaces.web.navigation import AROUND_A_LEARNER, FOR_OTHERS
from duaal.interfaces.web.tasks import (
    checks,
    company,
    contracts,
    holders,
    learners,
    matching,
    mentors,
    plans,
    rescue,
    sanctions,
)
from duaal.interfaces.web.tasks.agreements import workplaces_to_find
from duaal.interfaces.web.tasks.appeals import appeals_to_handle
from duaal.interfaces.web.tasks.controls import controls_to_finish
from duaal.interfaces.web.tasks.groups import Found
from duaal.interfaces.web.tasks.handling import transfers_to_answer, transfers_to_order, visits_to_hold
from duaal.interfaces.web.tasks.officers import cases_to_decide
from duaal.interfaces.web.tasks.proposals import proposals

Source = Callable[[Actor, date, int], Found]

COMPANY = frozenset({Role.COMPANY})
COUNSELLOR = frozenset({Role.COUNSELLOR})
DECIDERS = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})
DEPARTMENT = frozenset({Role.DEPARTMENT})
FLEMISH = frozenset({Role.FLEMISH_PARTNERSHIP})
INSPECTOR = frozenset({Role.INSPECTOR})


@dataclass(frozen=True, slots=True)
class Line:
    """One source and the capacities whose start page shows it."""

    source: Source
    roles: frozenset[Role]


SOURCES = (
    Line(company.questions, COMPANY),
    Line(company.late_decisions, COMPANY),
    Line(company.refusals, COMPANY),
    Line(company.drafts, COMPANY),
    Line(company.ending, COMPANY),
    Line(company.untrained, COMPANY),
    Line(holders.questions, FOR_OTHERS),
    Line(holders.late_decisions, FOR_OTHERS),
    Line(holders.drafts, FOR_OTHERS),
    Line(holders.ending_recognitions, FOR_OTHERS),
    Line(holders.ending_mandates, FOR_OTHERS),
    Line(cases_to_decide, DECIDERS),
    Line(transfers_to_answer, DECIDERS),
    Line(transfers_to_order, FLEMISH),
    Line(visits_to_hold, DECIDERS),
    Line(changes_to_see, DECIDERS),
    Line(visits_to_plan_after_move, DECIDERS),
    Line(sanctions.invitations, COMPANY),
    Line(sanctions.actions_to_do, COMPANY),
    Line(sanctions.decisions_to_read, COMPANY),
    Line(sanctions.contracts_to_end, COMPANY),
    Line(sanctions.actions_to_close, DECIDERS),
    Line(sanctions.guidances_to_finish, DECIDERS),
    Line(sanctions.sanctions_to_decide, DECIDERS),
    Line(sanctions.precautions_to_end, DECIDERS | DEPARTMENT),
    Line(sanctions.exclusions_to_answer, FLEMISH),
    Line(mentors.places_without_mentor, COMPANY),
    Line(mentors.trainings_overdue, DECIDERS | COMPANY),
    Line(mentors.certificates, DECIDERS),
    Line(mentors.vacancies_over, DECIDERS),
    Line(mentors.vacancies_told, DEPARTMENT),
    Line(proposals, DECIDERS),
    Line(workplaces_to_find, COUNSELLOR),
    Line(rescue.places_that_end, COMPANY | AROUND_A_LEARNER),
    Line(rescue.learners_without_place, DEPARTMENT),
    Line(controls_to_finish, INSPECTOR),
    Line(appeals_to_handle, DEPARTMENT),
    Line(learners.lost_workplaces, AROUND_A_LEARNER),
    Line(learners.searches, AROUND_A_LEARNER),
    Line(learners.first_lessons, frozenset({Role.COUNSELLOR})),
    Line(learners.screenings, frozenset({Role.COUNSELLOR})),
    Line(plans.mentors_left, frozenset({Role.COUNSELLOR})),
    Line(plans.gaps_in_plans, frozenset({Role.COUNSELLOR})),
    Line(plans.drafts, frozenset({Role.COUNSELLOR})),
    Line(matching.questions, COMPANY),
    Line(matching.to_plan, COMPANY | {Role.COUNSELLOR}),
    Line(matching.interviews, COMPANY | AROUND_A_LEARNER),
    Line(matching.to_follow, COMPANY | {Role.COUNSELLOR}),
    Line(matching.offers, COMPANY),
    Line(contracts.to_sign, AROUND_A_LEARNER | COMPANY),
    Line(contracts.on_paper, frozenset({Role.COUNSELLOR})),
    Line(contracts.amendments_on_paper, COUNSELLOR),
    Line(contracts.to_register, frozenset({Role.COUNSELLOR})),
    Line(contracts.not_begun, frozenset({Role.COUNSELLOR}) | COMPANY),
    Line(contracts.mediations, frozenset({Role.COUNSELLOR})),
    Line(checks.ends_to_tell, COUNSELLOR),
    Line(checks.suspensions_to_tell, COMPANY),
    Line(checks.holds_to_decide, DEPARTMENT),
    Line(checks.end_appeals_to_decide, FLEMISH),
    Line(contracts.ends_to_report, COMPANY | {Role.LEARNER, Role.GUARDIAN}),
)


def tasks_of(actor: Actor, *, on: date, limit: int) -> list[Found]:
    """What every source has for this reader."""
    return [line.source(actor, on, limit) for line in SOURCES if actor.role in line.roles]
