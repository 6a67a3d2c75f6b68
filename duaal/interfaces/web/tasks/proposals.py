"""Proposals of withdrawal that a body has to answer, the first last day first."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.proposing.queries import proposals_to_answer
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, place_of


def proposals(actor: Actor, on: date, limit: int) -> Found:
    """The open proposals about what the actor recognised. One query, and one more when not all are shown."""
    waiting = list(proposals_to_answer(actor)[: limit + 1])
    tasks = tuple(
        Task(
            _("Een school of centrum stelt voor om de erkenning van %(company)s op te heffen.")
            % {"company": one.recognition.company.name},
            gettext_lazy("Antwoord"),
            reverse("proposals:detail", args=[one.pk]),
            one.recognition.company.name,
            one.answer_by,
            Clock.until(one.answer_by, on=on, warn_days=WEEK.days),
        )
        for one in waiting[:limit]
    )
    if len(waiting) <= limit:
        return Found(tasks)
    more = More(_("Bekijk alle voorstellen"), reverse("proposals:list"))
    return Found(tasks, {place_of(tasks[-1], on=on): more})
