"""The appeal as the page of a case shows it: the term, what runs, what came of it, and what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.appeals import policy
from duaal.casework.recognition.appeals.assessing import standing_before, standing_of_appeal, term_of
from duaal.casework.recognition.appeals.labels import APPEAL_STATE, APPEAL_TONE
from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.states import (
    DISMISS,
    EXTEND,
    LODGE,
    REGISTER,
    REJECT,
    RETRACT,
    RUNNING,
    AppealState,
)
from duaal.casework.recognition.labels import reason
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.states import READ_DECISION, ApplicationState
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.workflow import Step
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.explaining import RuleLine, rule_lines
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.parts import Clock


@dataclass(frozen=True, slots=True)
class AppealPage:
    """A step of an appeal on a page of its own; `name` is that of its address."""

    step: Step[Any]
    name: str
    text: Promise


LODGE_PAGE = AppealPage(LODGE, "appeals:lodge", gettext_lazy("Ga in beroep"))
REGISTER_PAGE = AppealPage(REGISTER, "appeals:register", gettext_lazy("Schrijf een beroep in"))
ADMISSIBILITY_PAGE = AppealPage(
    DISMISS, "appeals:admissibility", gettext_lazy("Beoordeel de ontvankelijkheid")
)
DECIDE_PAGE = AppealPage(REJECT, "appeals:decide", gettext_lazy("Beslis over het beroep"))
EXTEND_PAGE = AppealPage(EXTEND, "appeals:extend", gettext_lazy("Verleng de termijn"))
RETRACT_PAGE = AppealPage(RETRACT, "appeals:retract", gettext_lazy("Trek het beroep in"))

OPENING = (LODGE_PAGE, REGISTER_PAGE)
GOING_ON = (ADMISSIBILITY_PAGE, DECIDE_PAGE, EXTEND_PAGE, RETRACT_PAGE)

REFUSED_STATES = frozenset(
    {ApplicationState.REFUSED, ApplicationState.REFUSED_UNDER_APPEAL, ApplicationState.REFUSED_FINAL}
)

NEXT: dict[str, Promise] = {
    AppealState.LODGED: gettext_lazy("Dan hoort de onderneming of het beroep ontvankelijk is."),
    AppealState.ADMISSIBLE: gettext_lazy("Dan beslist de beroepscommissie."),
}


@dataclass(frozen=True, slots=True)
class AppealLine:
    """One appeal with its state in words."""

    appeal: Appeal
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class AppealSection:
    """What a reader sees of the appeal against one refusal; `can_read` offers to say that it was read."""

    clock: Clock | None
    received_on: date
    last_day: date
    rules: tuple[RuleLine, ...]
    lines: tuple[AppealLine, ...]
    links: tuple[StepLink, ...]
    blocked: tuple[StepLink, ...]
    can_read: bool


def appeal_section(application: Application, *, actor: Actor, on: date) -> AppealSection | None:
    """The section of a case that was refused, or is recognised on appeal; None for any other case."""
    appeals = list(application.appeals.all())
    if application.decided_on is None or not (appeals or application.state in REFUSED_STATES):
        return None
    term = term_of(application)
    links = list(_links(application, appeals, actor=actor, on=on))
    return AppealSection(
        clock=clock_of_appeal(application, running_of(appeals), on=on),
        received_on=term.received_on,
        last_day=term.last_day,
        rules=rule_lines(term.because),
        lines=tuple(line_of(appeal) for appeal in appeals),
        links=tuple(link for link in links if not link.reasons),
        blocked=tuple(link for link in links if link.reasons),
        can_read=policy.may(actor, READ_DECISION, application)
        and application.state == ApplicationState.REFUSED
        and application.decision_read_on is None,
    )


def running_of(appeals: Iterable[Appeal]) -> Appeal | None:
    """The one appeal without an outcome."""
    return next((appeal for appeal in appeals if appeal.state in RUNNING), None)


def line_of(appeal: Appeal) -> AppealLine:
    return AppealLine(appeal, str(APPEAL_STATE[appeal.state]), APPEAL_TONE[appeal.state])


def clock_of_appeal(application: Application, running: Appeal | None, *, on: date) -> Clock | None:
    """The clock that runs: to answer the appeal, or to lodge one; None when nothing runs."""
    if running is not None:
        day = running.decide_by or running.acknowledge_by
        return Clock.until(day, on=on, warn_days=WEEK.days, then=NEXT[running.state])
    if application.state != ApplicationState.REFUSED:
        return None
    then = _("Zo lang kan de onderneming in beroep gaan. Daarna is de weigering definitief.")
    return Clock.until(term_of(application).last_day, on=on, warn_days=WEEK.days, then=then)


def against(page: AppealPage, application: Application, *, actor: Actor, on: date) -> tuple[str, ...]:
    """The codes of every reason why the step cannot be set now; empty when it can."""
    if page in OPENING:
        return page.step.reasons_against("", standing_before(application, sent_on=on), on=on)
    running = running_of(application.appeals.all())
    if running is None:
        return ("no_running_appeal",)
    standing = standing_of_appeal(running, application, actor=actor, on=on)
    return page.step.reasons_against(running.state, standing, on=on)


OUT_OF_PLACE = frozenset({"nothing_to_appeal", "appeal_runs", "appeal_answered", WRONG_STATE, "appeal_late"})
"""Reasons that say that a step does not belong to this moment; the page does not offer it at all."""


def _links(application: Application, appeals: list[Appeal], *, actor: Actor, on: date) -> Iterable[StepLink]:
    pages = GOING_ON if running_of(appeals) else OPENING
    for page in pages:
        if policy.may(actor, page.step, application):
            codes = against(page, application, actor=actor, on=on)
            if not OUT_OF_PLACE & set(codes):
                href = reverse(page.name, args=[application.reference])
                yield StepLink(page.text, href, tuple(reason(code) for code in codes))
