"""What waits for who decides beside the cases: transfers to answer, visits to hold or to report."""

from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.recognition.models import OPEN_STATES, Application, Transfer, TransferState, Visit
from duaal.casework.recognition.transfers.queries import transfers_visible_to, with_transfer_parts
from duaal.casework.recognition.visits.actions import file_of
from duaal.casework.recognition.visits.queries import visits_visible_to, with_visit_parts
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.lawbook.book import BOOK
from duaal.interfaces.web.cases.clocks import WEEK, clock_of
from duaal.interfaces.web.tasks.groups import Found, More, Task, place_of


def transfers_to_answer(actor: Actor, on: date, limit: int) -> Found:
    """The open cases that another partnership wants to hand over to the reader, the last day first."""
    asked = transfers_visible_to(actor).filter(
        to_partnership_id=actor.organisation,
        state=TransferState.ASKED,
        application__state__in=OPEN_STATES,
    )
    rows = with_transfer_parts(asked).order_by("application__deadline_on", "pk")
    tasks = tuple(_answer(transfer, on=on) for transfer in rows[:limit])
    hidden = asked.count() - len(tasks) if len(tasks) == limit else 0
    if hidden <= 0:
        return Found(tasks)
    words = ngettext("Bekijk nog %(n)d overdracht", "Bekijk nog %(n)d overdrachten", hidden) % {"n": hidden}
    return Found(tasks, {place_of(tasks[-1], on=on): More(words, reverse("transfers:list"))})


def transfers_to_order(actor: Actor, on: date, limit: int) -> Found:
    """The wishes beyond what partnerships settle between themselves: the Flemish one orders who decides."""
    asked = (
        transfers_visible_to(actor)
        .filter(state=TransferState.ASKED, application__state__in=OPEN_STATES)
        .exclude(to_partnership_id=actor.organisation)
        .annotate(wishes=Count("application__transfers"))
        .order_by("application__deadline_on", "pk")
    )
    rows = with_transfer_parts(asked.filter(wishes__gt=BOOK.value("recognition.max_transfers").on(on).value))
    return Found(tuple(_order(one, on=on) for one in rows[:limit]))


def visits_to_hold(actor: Actor, on: date, limit: int) -> Found:
    """The visits of the reader's own partnership that come this week or wait for their report."""
    near = (
        visits_visible_to(actor)
        .filter(held_on__isnull=True, cancelled_on__isnull=True, planned_on__lte=on + WEEK)
        .order_by("planned_on", "planned_at", "pk")
    )
    own = near.filter(application__partnership_id=actor.organisation) | near.filter(
        recognition__partnership_id=actor.organisation
    )
    tasks = tuple(_visit(visit, on=on) for visit in with_visit_parts(own)[:limit])
    hidden = own.count() - len(tasks) if len(tasks) == limit else 0
    if hidden <= 0:
        return Found(tasks)
    words = ngettext("Bekijk nog %(n)d bezoek", "Bekijk nog %(n)d bezoeken", hidden) % {"n": hidden}
    return Found(tasks, {place_of(tasks[-1], on=on): More(words, reverse("visits:list"))})


def _answer(transfer: Transfer, *, on: date) -> Task:
    case = transfer.application
    return Task(
        _("%(who)s vraagt of u het dossier van %(company)s over %(programme)s overneemt.")
        % {
            "who": transfer.from_partnership.name,
            "company": case.company.name,
            "programme": case.programme.name,
        },
        gettext_lazy("Bekijk de overdracht"),
        reverse("cases:detail", args=[case.reference]),
        case.reference,
        case.deadline_on,
        clock_of(case, on=on),
    )


def _order(transfer: Transfer, *, on: date) -> Task:
    case = transfer.application
    names = {
        "who": transfer.from_partnership.name,
        "to": transfer.to_partnership.name,
        "company": case.company.name,
    }
    return Task(
        _("%(who)s wil het dossier van %(company)s nog eens overdragen, aan %(to)s. U bepaalt wie beslist.")
        % names,
        gettext_lazy("Bekijk de overdracht"),
        reverse("cases:detail", args=[case.reference]),
        case.reference,
        case.deadline_on,
        clock_of(case, on=on),
    )


def _visit(visit: Visit, *, on: date) -> Task:
    file = file_of(visit)
    is_over = visit.planned_on < on
    if isinstance(file, Application):
        address = reverse("cases:detail", args=[file.reference])
    else:
        address = reverse("recognitions:detail", args=[file.pk])
    day = date_format(visit.planned_on, "l j F")
    said = {"who": visit.visitor_name, "company": file.company.name, "day": day}
    if is_over:
        sentence = _("Het bezoek van %(day)s aan %(company)s heeft nog geen verslag.") % said
    else:
        sentence = _("%(who)s bezoekt %(company)s op %(day)s.") % said
    return Task(
        sentence,
        gettext_lazy("Schrijf het verslag") if is_over else gettext_lazy("Bekijk de afspraak"),
        reverse("visits:report", args=[visit.pk]) if is_over else address,
        file.company.name,
        visit.planned_on,
    )
