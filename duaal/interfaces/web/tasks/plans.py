"""Tasks of a school about training plans: drafts that are not fixed, and plans whose mentor left (E15)."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.progress.models import Gap, Line, Plan, Reached
from duaal.casework.progress.queries import gaps_on, newest_drafts, newest_fixed
from duaal.casework.recognition.states import WORKING
from duaal.casework.trajectories.states import ENROLLED
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.parts import Clock
from duaal.interfaces.web.tasks.groups import Found, More, Task, first_of, place_of

Plans = QuerySet[Plan]
DRAFT = gettext_lazy("Het opleidingsplan van %(name)s is nog niet vastgelegd.")
MENTOR_LEFT = gettext_lazy("In het opleidingsplan van %(name)s werkt een mentor er niet meer.")
NOT_TRAINABLE = gettext_lazy("In het plan van %(name)s staat iets dat op de werkplek niet aan te leren is.")


def drafts(actor: Actor, on: date, limit: int) -> Found:
    """Drafts of the school, the plan that starts first on top."""
    return _found(newest_drafts(actor, on=on), DRAFT, gettext_lazy("Werk het plan af"), on=on, limit=limit)


def mentors_left(actor: Actor, on: date, limit: int) -> Found:
    """Fixed plans with an open line whose mentor does not work there any more."""
    gone = _open_lines(on).filter(mentor__isnull=False).exclude(mentor__state__in=sorted(WORKING))
    rows = newest_fixed(actor, on=on).filter(Exists(gone))
    return _found(rows, MENTOR_LEFT, gettext_lazy("Kies een nieuwe mentor"), on=on, limit=limit)


def gaps_in_plans(actor: Actor, on: date, limit: int) -> Found:
    """Fixed plans with an open line that cannot be learned at its place since."""
    gaps: QuerySet[Gap] = gaps_on(on).filter(
        recognition=OuterRef("recognition"), competence=OuterRef("competence")
    )
    rows = newest_fixed(actor, on=on).filter(Exists(_open_lines(on).filter(Exists(gaps))))
    return _found(rows, NOT_TRAINABLE, gettext_lazy("Kijk waar het wel kan"), on=on, limit=limit)


def _open_lines(on: date) -> QuerySet[Line]:
    """The lines of a plan that are not over and not reached."""
    reached = Reached.objects.filter(
        trajectory=OuterRef("plan__trajectory"), competence=OuterRef("competence")
    )
    return Line.objects.filter(~Exists(reached), plan=OuterRef("pk"), ends_on__gte=on)


def _found(rows: Plans, sentence: Promise, action: Promise, *, on: date, limit: int) -> Found:
    rows = rows.filter(trajectory__state__in=sorted(ENROLLED)).order_by("starts_on", "pk")
    found = first_of(rows, "trajectory__learner__person", limit=limit)
    tasks = tuple(
        Task(
            str(sentence) % {"name": one.trajectory.learner.person},
            action,
            reverse("learners:plan", args=[one.trajectory_id]),
            str(one.trajectory.learner.person),
            one.starts_on,
            Clock.until(one.starts_on, on=on, warn_days=WEEK.days) if one.starts_on >= on else None,
        )
        for one in found[:limit]
    )
    if len(found) <= limit:
        return Found(tasks)
    link = More(str(gettext_lazy("Bekijk alle leerlingen")), reverse("learners:list"))
    return Found(tasks, {place_of(tasks[-1], on=on): link})
