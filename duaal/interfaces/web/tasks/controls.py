"""What waits for an inspector: the controls that run, the first last day first."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.controls.queries import controls_visible_to
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, place_of


def controls_to_finish(actor: Actor, on: date, limit: int) -> Found:
    """One task per control that runs. One query."""
    runs = controls_visible_to(actor).filter(closed_on__isnull=True, ends_on__gte=on)
    rows = list(runs.select_related("company").order_by("ends_on", "pk")[: limit + 1])
    then = _("Daarna is het dossier dicht.")
    tasks = tuple(
        Task(
            _("Uw controle bij %(company)s loopt.") % {"company": one.company.name},
            gettext_lazy("Ga verder"),
            reverse("controls:detail", args=[one.pk]),
            _("met de controle bij %(company)s") % {"company": one.company.name},
            one.ends_on,
            Clock.until(one.ends_on, on=on, warn_days=WEEK.days, then=then),
        )
        for one in rows[:limit]
    )
    if len(rows) <= limit:
        return Found(tasks)
    return Found(
        tasks, {place_of(tasks[-1], on=on): More(_("Bekijk alle controles"), reverse("controls:list"))}
    )
