"""The list of cases: its columns, filters and the numbers above it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.labels import APPLICATION_KIND, APPLICATION_STATE, FLAG, state_words
from duaal.casework.recognition.models import OPEN_STATES, Application
from duaal.casework.recognition.queries import visible_to
from duaal.casework.recognition.states import ApplicationState
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.identifiers import WrongIdentifier, enterprise_number
from duaal.foundation.kernel.sorting import sort_key
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.templatetags.duaal import enterprise, establishment
from duaal.register.organisations.models import Company
from duaal.register.partnerships.models import Partnership
from duaal.register.programmes.models import Programme

STATE = "toestand"
PARTNERSHIP = "partnerschap"
ALL = "alle"
TERM = "termijn"
LATE, THIS_WEEK, WAITING = "laat", "week", "wacht"

Applications = QuerySet[Application]

BEGIN_OF_REFERENCE = re.compile(r"[A-Za-z]\d{4}-")

TERMS = (
    (LATE, gettext_lazy("te laat")),
    (WAITING, FLAG["OVERDUE_WAITING"]),
    (THIS_WEEK, gettext_lazy("deze week te beslissen")),
)


def cases_listing(actor: Actor, *, asked_state: str, on: date) -> Listing[Application]:
    """The list for this actor: supervisors can also choose a partnership.

    Open cases begin with the least days left, others with the last received.
    """
    partnership = Filter(
        PARTNERSHIP,
        gettext_lazy("Partnerschap"),
        lambda rows, code: rows.filter(partnership_id=code),
        choices=partnership_choices,
    )
    supervises = actor.role in {Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT}
    return Listing(
        columns=COLUMNS,
        order=("-received_on",) if asked_state in dict(STATE_CHOICES) else ("deadline_on",),
        order_has_index=True,
        filters=(
            Filter(STATE, gettext_lazy("Toestand"), in_state, STATE_CHOICES, empty=gettext_lazy("open")),
            Filter(TERM, gettext_lazy("Termijn"), in_term(on), TERMS),
            Filter(
                "soort",
                gettext_lazy("Soort"),
                lambda rows, kind: rows.filter(kind=kind),
                tuple(APPLICATION_KIND.items()),
            ),
            *((partnership,) if supervises else ()),
            Filter("opleiding", gettext_lazy("Opleiding"), of_programme),
            Filter("zoek", gettext_lazy("Dossier of onderneming"), with_text),
        ),
    )


def listed(rows: Applications, asked_state: str) -> Applications:
    """The rows the list starts from: open cases, unless a state is asked for."""
    return rows if asked_state in dict(STATE_CHOICES) else rows.filter(state__in=OPEN_STATES)


def in_state(rows: Applications, state: str) -> Applications:
    return rows if state == ALL else rows.filter(state=state)


def in_term(on: date) -> Callable[[Any, str], Any]:
    """The filter on the term to decide, as of the day; only an open case has a term."""

    def apply(rows: Applications, term: str) -> Applications:
        running = rows.filter(state__in=OPEN_STATES)
        if term == LATE:
            return running.filter(deadline_on__lt=on)
        if term == WAITING:
            return running.filter(flag="OVERDUE_WAITING")
        return running.filter(deadline_on__gte=on, deadline_on__lte=on + WEEK)

    return apply


def of_programme(rows: Applications, text: str) -> Applications:
    """Cases of the programmes with these words in their name, or with this code."""
    programmes = Programme.objects.filter(code=text)
    words = sort_key(text).split()
    if words:
        named = Q()
        for word in words:
            named &= Q(sort_name__contains=word)
        programmes = Programme.objects.filter(named | Q(code=text))
    return rows.filter(programme__in=programmes.values("code"))


def with_text(rows: Applications, text: str) -> Applications:
    """Cases with this (begin of a) reference or enterprise number, or of companies whose name begins so."""
    if number := _as_enterprise_number(text):
        return rows.filter(company__enterprise_number=number)
    if BEGIN_OF_REFERENCE.match(text):
        return rows.filter(reference__startswith=text.upper())
    companies = Company.objects.filter(sort_name__startswith=sort_key(text))
    return rows.filter(company__in=companies.values("pk"))


def _as_enterprise_number(text: str) -> str:
    """The enterprise number that the text is, however it was typed; empty when it is none."""
    try:
        return enterprise_number(text).number
    except WrongIdentifier:
        return ""


def partnership_choices() -> list[tuple[str, str]]:
    """Every partnership, by name."""
    return list(Partnership.objects.order_by("name").values_list("code", "name"))


@dataclass(frozen=True, slots=True)
class Tally:
    """One number above the list, with the address of the cases it counts."""

    text: Promise
    number: int
    href: str


def tallies(actor: Actor, *, on: date) -> tuple[Tally, ...]:
    """How many open cases the actor sees: all, late, due this week, waiting for an answer. One query."""
    late, week = Q(deadline_on__lt=on), Q(deadline_on__gte=on, deadline_on__lte=on + WEEK)
    numbers = (
        visible_to(actor)
        .filter(state__in=OPEN_STATES)
        .aggregate(
            open=Count("id"),
            late=Count("id", filter=late),
            week=Count("id", filter=week),
            waiting=Count("id", filter=Q(state=ApplicationState.INFO_REQUESTED)),
        )
    )
    return (
        Tally(gettext_lazy("open"), numbers["open"], "?"),
        Tally(gettext_lazy("te laat"), numbers["late"], f"?{TERM}={LATE}"),
        Tally(gettext_lazy("deze week te beslissen"), numbers["week"], f"?{TERM}={THIS_WEEK}"),
        Tally(
            APPLICATION_STATE[ApplicationState.INFO_REQUESTED],
            numbers["waiting"],
            f"?{STATE}={ApplicationState.INFO_REQUESTED}",
        ),
    )


STATE_CHOICES = ((ALL, gettext_lazy("alle")), *APPLICATION_STATE.items())

COLUMNS: tuple[Column[Application], ...] = (
    Column("dossier", gettext_lazy("Dossier"), ("reference",), lambda case: case.reference),
    Column(
        "onderneming", gettext_lazy("Onderneming"), ("company__sort_name",), lambda case: case.company.name
    ),
    Column(
        "ondernemingsnummer",
        gettext_lazy("Ondernemingsnummer"),
        cell=lambda case: enterprise(case.company.enterprise_number),
        in_page=False,
    ),
    Column("vestiging", gettext_lazy("Vestiging"), (), lambda case: case.site.name, in_page=False),
    Column(
        "vestigingsnummer",
        gettext_lazy("Vestigingsnummer"),
        cell=lambda case: establishment(case.site.establishment_number),
        in_page=False,
    ),
    Column("gemeente", gettext_lazy("Gemeente"), (), lambda case: case.site.municipality.name, in_page=False),
    Column(
        "opleiding", gettext_lazy("Opleiding"), ("programme__sort_name",), lambda case: case.programme.name
    ),
    Column(
        "partnerschap", gettext_lazy("Partnerschap"), (), lambda case: case.partnership.name, in_page=False
    ),
    Column(
        "ontvangen",
        gettext_lazy("Ontvangen op"),
        ("received_on",),
        lambda case: case.received_on,
        in_page=False,
    ),
    Column("termijn", gettext_lazy("Termijn"), ("deadline_on",), lambda case: case.deadline_on),
    Column("toestand", gettext_lazy("Toestand"), (), lambda case: state_words(case.kind, case.state)),
    Column("soort", gettext_lazy("Soort"), (), lambda case: APPLICATION_KIND[case.kind], in_page=False),
    Column("vlag", gettext_lazy("Vlag"), (), lambda case: FLAG.get(case.flag, ""), in_page=False),
    Column("beslist", gettext_lazy("Beslist op"), (), lambda case: case.decided_on, in_page=False),
)
