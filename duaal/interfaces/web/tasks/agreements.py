"""Learners who lost their workplace: who counsels them looks for a new one, the longest waiting first."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.searching import searching
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.tasks.groups import Found, More, Task, first_of, place_of


def workplaces_to_find(actor: Actor, on: date, limit: int) -> Found:
    """One task per learner who searches."""
    waiting = first_of(searching(actor, on=on), "company", limit=limit)
    tasks = tuple(
        Task(
            _("Zoek een nieuwe werkplek voor leerling %(number)s. De erkenning van %(company)s is gestopt.")
            % {"number": one.learner_number, "company": one.company.name},
            gettext_lazy("Bekijk"),
            reverse("agreements:detail", args=[one.pk]),
            _("leerling %(number)s") % {"number": one.learner_number},
            waits_for_reader=True,
        )
        for one in waiting[:limit]
    )
    if len(waiting) <= limit:
        return Found(tasks)
    more = More(_("Bekijk alle leerlingen zonder werkplek"), reverse("agreements:list"))
    return Found(tasks, {place_of(tasks[-1], on=on): more})
