"""The appeal as a page shows it: the term, what runs, what came of it, and what can be done.

One section for every decision that can be appealed against, on the page of that decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.appeals import policy
from duaal.casework.recognition.appeals.assessing import (
    is_final,
    standing_before,
    standing_of_appeal,
    term_of,
)
from duaal.casework.recognition.appeals.contested import (
    Contested,
    appeals_of,
    decided_on,
    is_open_to_appeal,
    kind_of,
)
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
    SUSPEND_EFFECT,
    AppealKind,
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


LODGE_PAGE = AppealPage(LODGE, "lodge", gettext_lazy("Ga in beroep"))
REGISTER_PAGE = AppealPage(REGISTER, "register", gettext_lazy("Schrijf een beroep in"))
ADMISSIBILITY_PAGE = AppealPage(
    DISMISS, "appeals:admissibility", gettext_lazy("Beoordeel de ontvankelijkheid")
)
DECIDE_PAGE = AppealPage(REJECT, "appeals:decide", gettext_lazy("Beslis over het beroep"))
SUSPEND_PAGE = AppealPage(SUSPEND_EFFECT, "appeals:suspend", gettext_lazy("Schors het gevolg"))
EXTEND_PAGE = AppealPage(EXTEND, "appeals:extend", gettext_lazy("Verleng de termijn"))
RETRACT_PAGE = AppealPage(RETRACT, "appeals:retract", gettext_lazy("Trek het beroep in"))

OPENING = (LODGE_PAGE, REGISTER_PAGE)
GOING_ON = (ADMISSIBILITY_PAGE, DECIDE_PAGE, SUSPEND_PAGE, EXTEND_PAGE, RETRACT_PAGE)

SLUG: dict[AppealKind, str] = {
    AppealKind.WITHDRAWAL: "opheffing",
    AppealKind.EXCLUSION: "uitsluiting",
    AppealKind.BAR: "mentor",
}
"""How an address names the parts of a sanction; a refusal goes by the reference of its case."""

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
    """What a reader sees of the appeal against one decision.

    `can_read` offers to say that a refusal was read; `only_the_company` tells who may apply in the name of
    the company why it may not appeal.
    """

    clock: Clock | None
    received_on: date
    last_day: date
    is_final: bool
    rules: tuple[RuleLine, ...]
    lines: tuple[AppealLine, ...]
    links: tuple[StepLink, ...]
    blocked: tuple[StepLink, ...]
    can_read: bool
    only_the_company: str


def appeal_section(contested: Contested, *, actor: Actor, on: date) -> AppealSection | None:
    """The section of a decision that can be, or was, appealed against; None where there is nothing to say."""
    appeals = appeals_of(contested)
    if not _is_shown(contested, appeals):
        return None
    term = term_of(contested)
    links = list(_links(contested, appeals, actor=actor, on=on))
    return AppealSection(
        clock=clock_of_decision(contested, running_of(appeals), on=on),
        received_on=term.received_on,
        last_day=term.last_day,
        is_final=is_final(contested, on=on),
        rules=rule_lines(term.because),
        lines=tuple(line_of(appeal) for appeal in appeals),
        links=tuple(link for link in links if not link.reasons),
        blocked=tuple(link for link in links if link.reasons),
        can_read=_can_read(contested, actor=actor),
        only_the_company=_why_not_in_its_name(contested, actor=actor, on=on),
    )


def running_of(appeals: Iterable[Appeal]) -> Appeal | None:
    """The one appeal without an outcome."""
    return next((appeal for appeal in appeals if appeal.state in RUNNING), None)


def line_of(appeal: Appeal) -> AppealLine:
    return AppealLine(appeal, str(APPEAL_STATE[appeal.state]), APPEAL_TONE[appeal.state])


def clock_of_appeal(appeal: Appeal, *, on: date) -> Clock | None:
    """The clock of an appeal: to acknowledge it, then to decide on it; None once there is an outcome."""
    if appeal.state not in RUNNING:
        return None
    day = appeal.decide_by or appeal.acknowledge_by
    return Clock.until(day, on=on, warn_days=WEEK.days, then=NEXT[appeal.state])


def clock_of_decision(contested: Contested, running: Appeal | None, *, on: date) -> Clock | None:
    """The clock that runs: to answer the appeal, or to lodge one; None when nothing runs."""
    if running is not None:
        return clock_of_appeal(running, on=on)
    if not is_open_to_appeal(contested) or is_final(contested, on=on):
        return None
    if isinstance(contested, Application) and contested.state != ApplicationState.REFUSED:
        return None
    then = _("Zo lang kan de onderneming in beroep gaan. Daarna is de beslissing definitief.")
    return Clock.until(term_of(contested).last_day, on=on, warn_days=WEEK.days, then=then)


def against_opening(page: AppealPage, contested: Contested, *, on: date) -> tuple[str, ...]:
    """The codes of every reason why no appeal can be lodged or entered; empty when it can."""
    return page.step.reasons_against("", standing_before(contested, sent_on=on), on=on)


def against_step(
    page: AppealPage, appeal: Appeal, contested: Contested, *, actor: Actor, on: date
) -> tuple[str, ...]:
    """The codes of every reason why the step of an appeal cannot be set now; empty when it can."""
    standing = standing_of_appeal(appeal, contested, actor=actor, on=on)
    return page.step.reasons_against(appeal.state, standing, on=on)


def address_of(page: AppealPage, contested: Contested) -> str:
    """The address of the page on which an appeal against the decision is lodged or entered."""
    if isinstance(contested, Application):
        return reverse(f"appeals:{page.name}", args=[contested.reference])
    slug = SLUG[kind_of(contested)]
    return reverse(f"appeals:{page.name}_against", args=[slug, contested.pk])


OUT_OF_PLACE = frozenset(
    {"nothing_to_appeal", "appeal_runs", "appeal_answered", WRONG_STATE, "appeal_late", "nothing_to_suspend"}
    | {"already_suspended", "appeal_extended"}
)
"""Reasons that say that a step does not belong to this moment; the page does not offer it at all."""


def links_of(appeal: Appeal, contested: Contested, *, actor: Actor, on: date) -> Iterable[StepLink]:
    """The steps of a running appeal that the reader may set, with the reasons why one cannot be set now."""
    for page in GOING_ON:
        if policy.may(actor, page.step, contested):
            codes = against_step(page, appeal, contested, actor=actor, on=on)
            if not OUT_OF_PLACE & set(codes):
                href = reverse(page.name, args=[appeal.pk])
                yield StepLink(page.text, href, tuple(reason(code) for code in codes))


def _links(contested: Contested, appeals: list[Appeal], *, actor: Actor, on: date) -> Iterable[StepLink]:
    running = running_of(appeals)
    if running is not None:
        yield from links_of(running, contested, actor=actor, on=on)
        return
    for page in OPENING:
        if policy.may(actor, page.step, contested):
            codes = against_opening(page, contested, on=on)
            if not OUT_OF_PLACE & set(codes):
                yield StepLink(page.text, address_of(page, contested), tuple(reason(code) for code in codes))


def _is_shown(contested: Contested, appeals: list[Appeal]) -> bool:
    if decided_on(contested) is None:
        return False
    if isinstance(contested, Application):
        return bool(appeals) or contested.state in REFUSED_STATES
    return True


def _can_read(contested: Contested, *, actor: Actor) -> bool:
    return (
        isinstance(contested, Application)
        and policy.may(actor, READ_DECISION, contested)
        and contested.state == ApplicationState.REFUSED
        and contested.decision_read_on is None
    )


def _why_not_in_its_name(contested: Contested, *, actor: Actor, on: date) -> str:
    possible = actor.role in policy.IN_ITS_NAME and not against_opening(LODGE_PAGE, contested, on=on)
    return policy.only_the_company() if possible else ""
