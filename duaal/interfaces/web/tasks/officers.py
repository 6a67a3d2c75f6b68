"""What waits for who decides and supervises: open cases by their last day to decide."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.recognition import policy
from duaal.casework.recognition.models import Application, InformationRequest
from duaal.casework.recognition.queries import open_cases
from duaal.casework.recognition.standing import CaseStanding
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.kernel.actor import Actor
from duaal.interfaces.web.cases import listing
from duaal.interfaces.web.cases.clocks import WEEK, clock_of
from duaal.interfaces.web.cases.next_steps import JUDGE_PAGE
from duaal.interfaces.web.tasks.groups import LATE, LATER, SHOWN, THIS_WEEK, Found, Group, More, Task

Cases = QuerySet[Application]

LATE_ELSEWHERE = gettext_lazy("Te laat bij andere partnerschappen")
LATE_EVERYWHERE = gettext_lazy("Te laat, bij alle partnerschappen")


@dataclass(frozen=True, slots=True)
class PartnershipCount:
    """How many cases one partnership has open, and how many of these are late."""

    name: str
    open: int
    late: int
    href: str


def cases_to_decide(actor: Actor, on: date, limit: int) -> Found:
    """The open cases of the actor's own partnership: late, this week, later (answers that came in first)."""
    own = _with_answers(open_cases(actor).filter(partnership_id=actor.organisation))
    parts: dict[str, tuple[Q, str, Cases]] = {
        LATE: (Q(deadline_on__lt=on), f"?{listing.TERM}={listing.LATE}", own),
        THIS_WEEK: (
            Q(deadline_on__gte=on, deadline_on__lte=on + WEEK),
            f"?{listing.TERM}={listing.THIS_WEEK}",
            own,
        ),
        LATER: (Q(deadline_on__gt=on + WEEK), "", own.order_by("-answered", "deadline_on", "id")),
    }
    totals = own.order_by().aggregate(
        **{key: Count("id", filter=within) for key, (within, _address, _rows) in parts.items()}
    )
    tasks: list[Task] = []
    mores = {}
    for key, (within, address, rows) in parts.items():
        if not totals[key]:
            continue
        shown = [_task(case, actor=actor, on=on) for case in rows.filter(within)[:limit]]
        tasks += shown
        if totals[key] > len(shown):
            mores[key] = _more(totals[key] - len(shown), address)
    return Found(tuple(tasks), mores)


def late_elsewhere(
    actor: Actor, *, on: date, limit: int = SHOWN, title: Promise = LATE_ELSEWHERE
) -> Group | None:
    """The late cases of all other partnerships, the longest late first; None when there are none."""
    others = open_cases(actor).exclude(partnership_id=actor.organisation).filter(deadline_on__lt=on)
    total = others.count()
    if not total:
        return None
    tasks = tuple(_task(case, actor=actor, on=on) for case in _with_answers(others)[:limit])
    hidden = total - len(tasks)
    mores = (_more(hidden, f"?{listing.TERM}={listing.LATE}"),) if hidden > 0 else ()
    return Group("elders", title, tasks, mores)


def counts_per_partnership(actor: Actor, *, on: date) -> list[PartnershipCount]:
    """Open and late cases per partnership, most late first. One query."""
    rows = (
        open_cases(actor)
        .values("partnership_id", "partnership__name")
        .annotate(open=Count("id"), late=Count("id", filter=Q(deadline_on__lt=on)))
        .order_by("-late", "-open", "partnership__name")
    )
    return [
        PartnershipCount(
            row["partnership__name"],
            row["open"],
            row["late"],
            f"{reverse('cases:list')}?{listing.PARTNERSHIP}={row['partnership_id']}",
        )
        for row in rows
    ]


def _with_answers(cases: Cases) -> Any:
    """With whether the company answered a question, so that the case can go on; the least days left first."""
    answered = InformationRequest.objects.filter(application=OuterRef("pk"), answered_on__isnull=False)
    return cases.annotate(answered=Exists(answered)).order_by("deadline_on", "id")


def _more(hidden: int, address: str) -> More:
    words = ngettext("Bekijk nog %(n)d dossier", "Bekijk nog %(n)d dossiers", hidden) % {"n": hidden}
    return More(words, reverse("cases:list") + address)


def _task(case: Application, *, actor: Actor, on: date) -> Task:
    """The case as a task: with the step its reader can set, else to look at."""
    judge = JUDGE_PAGE.step
    can_judge = policy.may(actor, judge, case) and not judge.reasons_against(
        case.state, CaseStanding(), on=on
    )
    name = JUDGE_PAGE.name if can_judge else "cases:detail"
    return Task(
        sentence=_sentence(case) % {"company": case.company.name, "programme": case.programme.name},
        action=gettext_lazy("Beoordeel") if can_judge else gettext_lazy("Bekijk"),
        href=reverse(name, args=[case.reference]),
        about=case.reference,
        day=case.deadline_on,
        clock=clock_of(case, on=on),
        waits_for_reader=getattr(case, "answered", False),
    )


def _sentence(case: Application) -> str:
    if case.state == ApplicationState.INFO_REQUESTED:
        return _("We wachten op antwoord van %(company)s over %(programme)s.")
    if getattr(case, "answered", False):
        return _("%(company)s antwoordde op de vraag over %(programme)s.")
    return _("%(company)s vraagt een erkenning voor %(programme)s.")
