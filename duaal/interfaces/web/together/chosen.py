"""The cases that an officer chose to handle together, each with what can be done with it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duaal.casework.recognition import policy
from duaal.casework.recognition.around import Around
from duaal.casework.recognition.assessing import around_of, standing_of
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.queries import cases
from duaal.casework.recognition.standing import unjudged_conditions
from duaal.casework.recognition.states import ApplicationKind
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.clocks import clock_of
from duaal.interfaces.web.cases.next_steps import (
    ASK_PAGE,
    GRANT_PAGE,
    JUDGE_PAGE,
    REFUSE_PAGE,
    StepPage,
    reasons_against,
)
from duaal.interfaces.web.parts import Clock

MOST = 20
"""Cases on one page: more is not read with care any more."""

CHOSEN = "dossier"


@dataclass(frozen=True, slots=True)
class ChosenCase:
    """One case of several: what stands against each step, in words."""

    application: Application
    clock: Clock | None
    left: int
    against_grant: tuple[str, ...]
    against_refuse: tuple[str, ...]
    can_ask: bool
    can_judge: bool


def chosen_cases(references: Iterable[str], *, actor: Actor, on: date) -> list[ChosenCase]:
    """The cases that the actor decides on, in the order of their last day; others are left out.

    As many queries for twenty cases as for one.
    """
    found = cases(actor, list(dict.fromkeys(references))[:MOST]).order_by("deadline_on", "pk")
    own = [one for one in found if policy.may(actor, JUDGE_PAGE.step, one)]
    read = around_of(own, on=on)
    return [_chosen(one, read[one.pk], actor=actor, on=on) for one in own]


def _chosen(application: Application, read: Around, *, actor: Actor, on: date) -> ChosenCase:
    standing = standing_of(application, actor=actor, on=on, read=read)

    def against(page: StepPage) -> tuple[str, ...]:
        return reasons_against(page, application, standing, on=on)

    about_company = application.kind != ApplicationKind.ADD_MENTOR
    return ChosenCase(
        application=application,
        clock=clock_of(application, on=on),
        left=len(unjudged_conditions(standing)),
        against_grant=against(GRANT_PAGE),
        against_refuse=against(REFUSE_PAGE),
        can_ask=not against(ASK_PAGE),
        can_judge=about_company and not against(JUDGE_PAGE),
    )
