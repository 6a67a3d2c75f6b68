"""Where reported changes stand on other pages: the page of a recognition, and the tasks of a partnership."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import ReportedChange
from duaal.casework.recognition.states import LIVE
from duaal.casework.recognition.states.upkeep import ChangeState
from duaal.casework.recognition.upkeep.changes import visible_to
from duaal.casework.recognition.upkeep.labels import CHANGE_KIND, CHANGE_STATE, CHANGE_TONE
from duaal.casework.recognition.upkeep.visiting import visits_to_plan
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.next_steps import StepLink
from duaal.interfaces.web.recognitions.sections import Reading, Section
from duaal.interfaces.web.tasks.groups import Found, Task

TEXT: Promise = gettext_lazy("Er verandert iets")
SHOWN = 10


def change_links(reading: Reading) -> Iterator[StepLink]:
    """Reporting a change, for the company of a recognition that counts."""
    own = reading.actor.organisation == reading.recognition.company.enterprise_number
    if reading.recognition.state in LIVE and reading.actor.role == Role.COMPANY and own:
        yield StepLink(TEXT, reverse("changes:report"))


def changes_section(reading: Reading) -> Section | None:
    """What was reported about this site or the whole company, to the partnership of the recognition."""
    one = reading.recognition
    rows = visible_to(reading.actor).filter(
        Q(site_id=one.site_id) | Q(site__isnull=True),
        company_id=one.company_id,
        partnership_id=one.partnership_id,
    )
    found = list(rows.order_by("-reported_on", "-id")[:SHOWN])
    if not found:
        return None
    lines = [(row, CHANGE_KIND[row.kind], CHANGE_STATE[row.state], CHANGE_TONE[row.state]) for row in found]
    return Section("wijzigingen", gettext_lazy("Gemelde wijzigingen"), "changes/section.html", lines)


def changes_to_see(actor: Actor, on: date, limit: int) -> Found:
    """The changes that the actor's own partnership has not seen off yet, the first day of change on top."""
    waiting = ReportedChange.objects.filter(
        state=ChangeState.REPORTED, partnership_id=actor.organisation
    ).select_related("company")
    return Found(tuple(_task(change) for change in waiting.order_by("happens_on", "id")[:limit]))


def visits_to_plan_after_move(actor: Actor, on: date, limit: int) -> Found:
    """The sites with a new address to which the actor's own partnership planned no visit yet."""
    asking = visits_to_plan().filter(partnership_id=actor.organisation).select_related("company", "site")
    return Found(tuple(_visit_task(change) for change in asking.order_by("happens_on", "id")[:limit]))


def _visit_task(change: ReportedChange) -> Task:
    where = change.site.name if change.site is not None else change.company.name
    return Task(
        _("%(company)s heeft een nieuw adres voor %(where)s. Ga kijken, of schrijf op waarom niet.")
        % {"company": change.company.name, "where": where},
        gettext_lazy("Plan een bezoek"),
        f"{reverse('changes:detail', args=[change.pk])}#bezoek",
        change.company.name,
        change.happens_on,
    )


def _task(change: ReportedChange) -> Task:
    words = {"company": change.company.name, "what": CHANGE_KIND[change.kind]}
    return Task(
        _("%(company)s meldt: %(what)s.") % words,
        gettext_lazy("Bekijk"),
        reverse("changes:detail", args=[change.pk]),
        change.company.name,
        change.happens_on,
    )
