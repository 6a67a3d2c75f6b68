"""What waits for who keeps the appeals: to acknowledge, then to decide, the first last day first."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duaal.casework.recognition.appeals.contested import contested_of, reference_of, words_of
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
from duaal.interfaces.web.tasks.groups import Found, More, Task, place_of

NEXT_PAGE: dict[str, AppealPage] = {
    AppealState.LODGED: ADMISSIBILITY_PAGE,
    AppealState.ADMISSIBLE: DECIDE_PAGE,
}


def appeals_to_handle(actor: Actor, on: date, limit: int) -> Found:
    """The running appeals, the first last day first. Two queries."""
    appeals = running_appeals(actor)
    tasks = tuple(_task(appeal, on=on) for appeal in appeals[:limit])
    hidden = appeals.count() - len(tasks) if tasks else 0
    if hidden <= 0:
        return Found(tasks)
    words = ngettext("Bekijk nog %(n)d beroep", "Bekijk nog %(n)d beroepen", hidden) % {"n": hidden}
    more = More(words, reverse("appeals:list"))
    return Found(tasks, {place_of(tasks[-1], on=on): more})


def _task(appeal: Appeal, *, on: date) -> Task:
    page = NEXT_PAGE[appeal.state]
    return Task(
        _("%(company)s is in beroep tegen %(decision)s.")
        % {"company": appeal.company.name, "decision": words_of(contested_of(appeal))},
        page.text,
        reverse(page.name, args=[appeal.pk]),
        reference_of(contested_of(appeal)),
        appeal.decide_by or appeal.acknowledge_by,
        clock_of_appeal(appeal, on=on),
    )
