"""Which steps a reader can set on an application now, which one comes next, and why others cannot be set."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition import policy
from duaal.casework.recognition.labels import reason, state_words
from duaal.casework.recognition.models import Application
from duaal.casework.recognition.standing import CaseStanding, unjudged_conditions
from duaal.casework.recognition.states import (
    ANSWER,
    ASK,
    GRANT,
    JUDGE,
    OPEN,
    REFUSE,
    WITHDRAW,
    ApplicationKind,
)
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import WRONG_STATE
from duaal.foundation.kernel.workflow import Step


@dataclass(frozen=True, slots=True)
class StepPage:
    """A step that a person sets on a page of its own; `name` is that of the page's address."""

    step: Step[Any]
    name: str
    text: Promise
    text_of_mentor: Promise | None = None

    def words(self, application: Application) -> Promise:
        """The words of the step; a case about one more mentor can have its own."""
        if application.kind == ApplicationKind.ADD_MENTOR and self.text_of_mentor is not None:
            return self.text_of_mentor
        return self.text


ANSWER_PAGE = StepPage(ANSWER, "cases:answer", gettext_lazy("Beantwoord de vraag"))
JUDGE_PAGE = StepPage(JUDGE, "cases:judge", gettext_lazy("Beoordeel de voorwaarden"))
ASK_PAGE = StepPage(ASK, "cases:ask", gettext_lazy("Vraag een aanvulling"))
GRANT_PAGE = StepPage(
    GRANT, "cases:grant", gettext_lazy("Ken de erkenning toe"), gettext_lazy("Aanvaard de mentor")
)
REFUSE_PAGE = StepPage(
    REFUSE, "cases:refuse", gettext_lazy("Weiger de erkenning"), gettext_lazy("Weiger de mentor")
)
WITHDRAW_PAGE = StepPage(WITHDRAW, "cases:withdraw", gettext_lazy("Trek de aanvraag in"))

PAGES = (ANSWER_PAGE, GRANT_PAGE, REFUSE_PAGE, JUDGE_PAGE, ASK_PAGE, WITHDRAW_PAGE)
LEADING = (ANSWER_PAGE, GRANT_PAGE, JUDGE_PAGE, REFUSE_PAGE)
"""Steps that can be the one primary button, the first possible one; a withdrawal or a question never is."""


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step as a page offers it: its words, its address, and the reasons why it cannot be set now."""

    text: Promise
    href: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The step that comes next (None when it is up to somebody else), the other possible and blocked ones."""

    primary: StepLink | None
    others: tuple[StepLink, ...]
    blocked: tuple[StepLink, ...]


def next_steps(application: Application, standing: CaseStanding, *, actor: Actor, on: date) -> NextSteps:
    """What this actor can do with the application on the day."""
    if application.state not in OPEN:
        return NextSteps(None, (), ())
    allowed = [page for page in PAGES if policy.may(actor, page.step, application)]
    against = {page.name: reasons_against(page, application, standing, on=on) for page in allowed}
    primary = _leading([page for page in allowed if not against[page.name]], standing)
    return NextSteps(
        primary=_link(primary, application) if primary else None,
        others=tuple(
            _link(page, application) for page in allowed if not against[page.name] and page is not primary
        ),
        blocked=tuple(
            _link(page, application, against[page.name])
            for page in allowed
            if against[page.name] and page is not ANSWER_PAGE
        ),
    )


def reasons_against(
    page: StepPage, application: Application, standing: CaseStanding, *, on: date
) -> tuple[str, ...]:
    """In words, every reason why the step cannot be set on the application now; empty when it can."""
    codes = page.step.reasons_against(application.state, standing, on=on)
    if codes == (WRONG_STATE,):
        return (in_this_state(application),)
    return tuple(reason(code) for code in codes)


def in_this_state(application: Application) -> str:
    """That the step does not fit the state the file is in by now."""
    return _("Dat kan niet zolang het dossier deze toestand heeft: %(state)s.") % {
        "state": state_words(application.kind, application.state)
    }


def _leading(possible: list[StepPage], standing: CaseStanding) -> StepPage | None:
    """The first of the leading steps that can be set; judging again is no next step once all is judged."""
    all_judged = not unjudged_conditions(standing)
    for page in LEADING:
        if page in possible and not (page is JUDGE_PAGE and all_judged):
            return page
    return None


def _link(page: StepPage, application: Application, reasons: tuple[str, ...] = ()) -> StepLink:
    return StepLink(page.words(application), reverse(page.name, args=[application.reference]), reasons)
