"""What waits for who keeps the appeals: to acknowledge, then to decide, the first last day first."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.recognition.appeals.models import Appeal
from duaal.casework.recognition.appeals.queries import running_appeals
from duaal.casework.recognition.appeals.states import AppealState
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.appeals.section import (
    ADMISSIBILITY_PAGE,
    DECIDE_PAGE,
    AppealPage,
    clock_of_appeal,
)
from duaal.interfaces.web.cases.listing import STATE
from duaal.interfaces.web.tasks.groups import SHOWN, Group, Task

TITLE = gettext_lazy("Beroepen")

NEXT_PAGE: dict[str, AppealPage] = {
    AppealState.LODGED: ADMISSIBILITY_PAGE,
    AppealState.ADMISSIBLE: DECIDE_PAGE,
}


def appeals_to_handle(actor: Actor, *, on: date) -> tuple[Group, ...]:
    """The running appeals as one group; nothing when there are none. Two queries."""
    appeals = running_appeals(actor)
    tasks = tuple(_task(appeal, on=on) for appeal in appeals[:SHOWN])
    if not tasks:
        return ()
    hidden = appeals.count() - len(tasks)
    words = ngettext("Bekijk nog %(n)d beroep", "Bekijk nog %(n)d beroepen", hidden) % {"n": hidden}
    address = f"{reverse('cases:list')}?{STATE}=REFUSED_UNDER_APPEAL"
    return (Group("beroepen", TITLE, tasks, words if hidden > 0 else "", address),)


def _task(appeal: Appeal, *, on: date) -> Task:
    case, page = appeal.application, NEXT_PAGE[appeal.state]
    return Task(
        _("%(company)s is in beroep tegen de weigering voor %(programme)s.")
        % {"company": case.company.name, "programme": case.programme.name},
        page.text,
        reverse(page.name, args=[case.reference]),
        case.reference,
        appeal.decide_by or appeal.acknowledge_by,
        clock_of_appeal(case, appeal, on=on),
    )
