"""The list of visits: its columns and filters."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import Visit
from duaal.casework.recognition.visits.actions import file_of
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.listing import PARTNERSHIP, partnership_choices
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.visits.section import VISIT_STATE, state_of_visit

STATE, ALL, VISITOR = "toestand", "alle", "bezoeker"
Visits = QuerySet[Visit]


def visits_listing(actor: Actor, *, on: date) -> Listing[Visit]:
    """The list for this actor; without a filter what still has to happen, the first day on top."""
    partnership = Filter(PARTNERSHIP, gettext_lazy("Partnerschap"), _of_partnership, partnership_choices)
    supervises = actor.role in {Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT}
    return Listing(
        columns=_columns(on),
        order=("planned_on",),
        filters=(
            Filter(
                STATE,
                gettext_lazy("Toestand"),
                in_state(on),
                ((ALL, gettext_lazy("alle")), *VISIT_STATE.items()),
                empty=gettext_lazy("gepland of wacht op verslag"),
            ),
            Filter(VISITOR, gettext_lazy("Wie komt langs"), _by_visitor),
            *((partnership,) if supervises else ()),
        ),
    )


def listed(rows: Visits, asked_state: str) -> Visits:
    """The rows the list starts from: what still has to happen, unless a state is asked for."""
    known = asked_state == ALL or asked_state in VISIT_STATE
    return rows if known else rows.filter(held_on__isnull=True, cancelled_on__isnull=True)


def in_state(on: date) -> Callable[[Any, str], Any]:
    """The filter on how a visit stands, as of the day."""

    def apply(rows: Visits, state: str) -> Visits:
        coming = rows.filter(held_on__isnull=True, cancelled_on__isnull=True)
        match state:
            case "planned":
                return coming.filter(planned_on__gte=on)
            case "late":
                return coming.filter(planned_on__lt=on)
            case "held":
                return rows.filter(held_on__isnull=False)
            case "cancelled":
                return rows.filter(cancelled_on__isnull=False)
        return rows

    return apply


def _of_partnership(rows: Visits, code: str) -> Visits:
    return rows.filter(application__partnership_id=code) | rows.filter(recognition__partnership_id=code)


def _by_visitor(rows: Visits, text: str) -> Visits:
    return rows.filter(visitor_name__icontains=text)


def _columns(on: date) -> tuple[Column[Visit], ...]:
    return (
        Column("dag", gettext_lazy("Dag"), ("planned_on", "planned_at"), lambda visit: visit.planned_on),
        Column(
            "uur",
            gettext_lazy("Uur"),
            cell=lambda visit: f"{visit.planned_at:%H:%M}" if visit.planned_at else "",
            in_page=False,
        ),
        Column(
            "onderneming",
            gettext_lazy("Onderneming en vestiging"),
            cell=lambda visit: file_of(visit).company.name,
        ),
        Column("vestiging", gettext_lazy("Vestiging"), (), lambda v: file_of(v).site.name, in_page=False),
        Column(
            "gemeente",
            gettext_lazy("Gemeente"),
            cell=lambda visit: file_of(visit).site.municipality.name,
            in_page=False,
        ),
        Column("opleiding", gettext_lazy("Opleiding"), (), lambda v: file_of(v).programme.name),
        Column("bezoeker", gettext_lazy("Wie komt langs"), ("visitor_name",), lambda v: v.visitor_name),
        Column(
            "partnerschap",
            gettext_lazy("Partnerschap"),
            cell=lambda visit: file_of(visit).partnership.name,
            in_page=False,
        ),
        Column(
            "toestand",
            gettext_lazy("Toestand"),
            cell=lambda visit: VISIT_STATE[state_of_visit(visit, on=on)],
        ),
    )
