"""Tasks about workplaces that fall away: with a last day that is known, and for the department those lost."""

from datetime import date

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.agreements.queries import agreements_visible_to
from duaal.casework.agreements.rescue import searches_by_recognition, with_known_end
from duaal.casework.agreements.states import CONCLUDED
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.learners.clocks import search_clock
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, place_of

AT_HOME = gettext_lazy("De werkplek van %(name)s bij %(company)s stopt. Zoek nu al een andere.")
AT_COMPANY = gettext_lazy("De overeenkomst van %(name)s bij u stopt. Geef de laatste dag aan in Dimona.")


def places_that_end(actor: Actor, on: date, limit: int) -> Found:
    """Agreements that run and of which the last day is known, the first one on top. One query."""
    visible = agreements_visible_to(actor, on=on)
    others = visible.filter(trajectory=OuterRef("trajectory"), state__in=sorted(CONCLUDED))
    rows = with_known_end(visible).filter(known_end__gte=on).order_by("known_end", "pk")
    if actor.role != Role.COMPANY:
        rows = rows.filter(~Exists(others.exclude(pk=OuterRef("pk"))))
    found = list(rows.select_related("trajectory__learner__person", "company")[: limit + 1])
    tasks = []
    for one in found[:limit]:
        assert one.trajectory is not None
        name, day = str(one.trajectory.learner.person), one.known_end
        is_company = actor.role == Role.COMPANY
        sentence = AT_COMPANY if is_company else AT_HOME
        action = gettext_lazy("Bekijk") if is_company else gettext_lazy("Bekijk de werkplekken")
        page = ("contracts:detail", one.pk) if is_company else ("matching:workplaces", one.trajectory_id)
        tasks.append(
            Task(
                str(sentence) % {"name": name, "company": one.company.name},
                action,
                reverse(page[0], args=[page[1]]),
                name,
                day,
                Clock.until(day, on=on, warn_days=WEEK.days),
            )
        )
    if len(found) <= limit:
        return Found(tuple(tasks))
    more = More(_("Bekijk alle overeenkomsten"), reverse("contracts:list"))
    return Found(tuple(tasks), {place_of(tasks[-1], on=on): more})


def learners_without_place(actor: Actor, on: date, limit: int) -> Found:
    """Learners who search because a recognition was withdrawn or stopped, by number, never by name."""
    if actor.role != Role.DEPARTMENT:
        return Found()
    searches = searches_by_recognition().select_related(
        "calendar", "trajectory__learner", "trajectory__provider", "trajectory__programme"
    )
    rows = list(searches.order_by(F("last_day").asc(nulls_last=True), "pk")[: limit + 1])
    tasks = tuple(
        Task(
            _("Een leerling van %(school)s verloor de werkplek met de erkenning: %(programme)s.")
            % {"school": one.trajectory.provider.name, "programme": one.trajectory.programme.name},
            gettext_lazy("Bekijk de lijst"),
            reverse("agreements:list"),
            _("leerling %(number)s") % {"number": one.trajectory.learner.number},
            one.last_day,
            search_clock(one, one.trajectory, on=on),
        )
        for one in rows[:limit]
    )
    if len(rows) <= limit:
        return Found(tasks)
    more = More(_("Bekijk alle leerlingen zonder werkplek"), reverse("agreements:list"))
    return Found(tasks, {place_of(tasks[-1], on=on): more})
