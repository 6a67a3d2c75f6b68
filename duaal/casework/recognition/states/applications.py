"""States of an application (`recognition.md` 14.1) and the steps between them.

The appeal itself stands in `appeals/states.py`.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from duaal.casework.recognition.standing import (
    CaseStanding,
    blockers_of_holder,
    blockers_to_discontinue,
    blockers_to_grant,
    blockers_to_refuse,
    blockers_to_take_over,
)
from duaal.foundation.kernel.actor import Role
from duaal.foundation.kernel.workflow import Step


class ApplicationState(StrEnum):
    """State of an application (`erkenningsaanvraag`)."""

    SUBMITTED = "SUBMITTED"
    IN_REVIEW = "IN_REVIEW"
    INFO_REQUESTED = "INFO_REQUESTED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    REFUSED_UNDER_APPEAL = "REFUSED_UNDER_APPEAL"
    REFUSED_FINAL = "REFUSED_FINAL"
    CANCELLED = "CANCELLED"
    DISCONTINUED = "DISCONTINUED"


class ApplicationKind(StrEnum):
    """Kind of application (`soort aanvraag`): a new recognition, its follow-up, or one more mentor."""

    NEW = "NEW"
    RENEWAL = "RENEWAL"
    ADD_MENTOR = "ADD_MENTOR"


class SubmitterKind(StrEnum):
    """Who sent the application (`indiener`): the undertaking itself, or somebody with its authorisation."""

    SELF = "SELF"
    COUNSELLOR = "COUNSELLOR"
    SECTOR = "SECTOR"


OPEN = frozenset({ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW, ApplicationState.INFO_REQUESTED})
UNDER_DECISION = frozenset({ApplicationState.IN_REVIEW, ApplicationState.INFO_REQUESTED})
CLOSED = frozenset(
    {ApplicationState.REFUSED_FINAL, ApplicationState.CANCELLED, ApplicationState.DISCONTINUED}
)
"""Ended without a recognition; nothing happens to it any more."""

APPEALABLE = frozenset({ApplicationState.REFUSED, ApplicationState.REFUSED_FINAL})
"""A refusal can already be final when a letter posted in time arrives: then the appeal opens it again."""

DECIDERS = frozenset({Role.PARTNERSHIP, Role.FLEMISH_PARTNERSHIP})
APPEAL_OFFICE = frozenset({Role.DEPARTMENT})
"""Who records what the appeals coordinator and the appeals committee do."""
APPLICANTS = frozenset({Role.COMPANY, Role.COUNSELLOR, Role.SECTOR})
"""Who sends, answers and withdraws: the company, or with its mandate a counsellor or a sector employee."""


def blockers_to_declare_complete(is_complete: bool, on: date) -> tuple[str, ...]:
    """Once is enough."""
    return ("complete_already",) if is_complete else ()


SUBMIT: Step[CaseStanding] = Step(
    name="submit", sources=frozenset(), target=ApplicationState.SUBMITTED, roles=APPLICANTS
)
ROUTE: Step[CaseStanding] = Step(
    name="route",
    sources=frozenset({ApplicationState.SUBMITTED}),
    target=ApplicationState.IN_REVIEW,
    roles=frozenset({Role.SYSTEM}),
)
ASK: Step[CaseStanding] = Step(
    name="ask",
    sources=frozenset({ApplicationState.IN_REVIEW}),
    target=ApplicationState.INFO_REQUESTED,
    roles=DECIDERS,
)
ANSWER: Step[CaseStanding] = Step(
    name="answer",
    sources=frozenset({ApplicationState.INFO_REQUESTED}),
    target=ApplicationState.IN_REVIEW,
    roles=APPLICANTS,
    blockers=blockers_of_holder,
)
JUDGE: Step[CaseStanding] = Step(name="judge", sources=UNDER_DECISION, target=None, roles=DECIDERS)
GRANT: Step[CaseStanding] = Step(
    name="grant",
    sources=frozenset({ApplicationState.IN_REVIEW}),
    target=ApplicationState.APPROVED,
    roles=DECIDERS,
    blockers=blockers_to_grant,
)
REFUSE: Step[CaseStanding] = Step(
    name="refuse",
    sources=UNDER_DECISION,
    target=ApplicationState.REFUSED,
    roles=DECIDERS,
    blockers=blockers_to_refuse,
)
WITHDRAW: Step[CaseStanding] = Step(
    name="withdraw",
    sources=OPEN,
    target=ApplicationState.CANCELLED,
    roles=APPLICANTS,
    blockers=blockers_of_holder,
)
TAKE_OVER: Step[CaseStanding] = Step(
    name="take_over",
    sources=OPEN,
    target=None,
    roles=frozenset({Role.COMPANY}),
    blockers=blockers_to_take_over,
)
DISCONTINUE: Step[CaseStanding] = Step(
    name="discontinue",
    sources=frozenset({ApplicationState.INFO_REQUESTED}),
    target=ApplicationState.DISCONTINUED,
    roles=frozenset({Role.SYSTEM}),
    blockers=blockers_to_discontinue,
)
REMIND: Step[CaseStanding] = Step(
    name="remind",
    sources=frozenset({ApplicationState.INFO_REQUESTED}),
    target=None,
    roles=frozenset({Role.SYSTEM}),
)
DECLARE_COMPLETE: Step[bool] = Step(
    name="declare_complete",
    sources=frozenset({ApplicationState.IN_REVIEW}),
    target=None,
    roles=DECIDERS,
    blockers=blockers_to_declare_complete,
)
"""Its facts: whether somebody found the application complete before."""

FLAG: Step[CaseStanding] = Step(name="flag", sources=OPEN, target=None, roles=frozenset({Role.SYSTEM}))

SUBMIT_MENTOR: Step[CaseStanding] = replace(SUBMIT, name="submit_mentor")
GRANT_MENTOR: Step[CaseStanding] = replace(GRANT, name="grant_mentor")
REFUSE_MENTOR: Step[CaseStanding] = replace(REFUSE, name="refuse_mentor")
"""The same steps about one more mentor: they are told apart where they are recorded, nowhere else."""
STOP_MENTOR_CASE: Step[None] = Step(
    name="stop_mentor_case",
    sources=OPEN,
    target=ApplicationState.DISCONTINUED,
    roles=frozenset({Role.SYSTEM}),
)
"""The recognition ended to which the mentor would come."""

READ_DECISION: Step[None] = Step(
    name="read_decision",
    sources=frozenset({ApplicationState.REFUSED}),
    target=None,
    roles=frozenset({Role.COMPANY}),
)
CONTEST: Step[None] = Step(
    name="contest",
    sources=APPEALABLE,
    target=ApplicationState.REFUSED_UNDER_APPEAL,
    roles=APPEAL_OFFICE | {Role.COMPANY},
)
GRANT_ON_APPEAL: Step[None] = Step(
    name="grant_on_appeal",
    sources=frozenset({ApplicationState.REFUSED_UNDER_APPEAL}),
    target=ApplicationState.APPROVED,
    roles=APPEAL_OFFICE,
)
CONFIRM_REFUSAL: Step[None] = Step(
    name="confirm_refusal",
    sources=frozenset({ApplicationState.REFUSED_UNDER_APPEAL}),
    target=ApplicationState.REFUSED_FINAL,
    roles=APPEAL_OFFICE,
)
STOP_CONTESTING: Step[None] = Step(
    name="stop_contesting",
    sources=frozenset({ApplicationState.REFUSED_UNDER_APPEAL}),
    target=ApplicationState.REFUSED,
    roles=APPEAL_OFFICE | {Role.COMPANY},
)
MAKE_FINAL: Step[None] = Step(
    name="make_final",
    sources=frozenset({ApplicationState.REFUSED}),
    target=ApplicationState.REFUSED_FINAL,
    roles=frozenset({Role.SYSTEM}),
)

APPLICATION_STEPS = (
    SUBMIT,
    ROUTE,
    ASK,
    ANSWER,
    JUDGE,
    GRANT,
    REFUSE,
    SUBMIT_MENTOR,
    GRANT_MENTOR,
    REFUSE_MENTOR,
    STOP_MENTOR_CASE,
    WITHDRAW,
    TAKE_OVER,
    DISCONTINUE,
    REMIND,
    DECLARE_COMPLETE,
    FLAG,
    READ_DECISION,
    CONTEST,
    GRANT_ON_APPEAL,
    CONFIRM_REFUSAL,
    STOP_CONTESTING,
    MAKE_FINAL,
)
