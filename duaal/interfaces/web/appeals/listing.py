"""The list of appeals: its columns and filters."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.appeals.contested import contested_of, reference_of, words_of
from duaal.casework.recognition.appeals.labels import APPEAL_KIND, APPEAL_STATE
from duaal.casework.recognition.appeals.models import RUNNING_STATES, Appeal, of_kind
from duaal.casework.recognition.appeals.states import AppealKind
from duaal.foundation.kernel.actor import Actor, Role
from duaal.interfaces.web.cases.clocks import WEEK
from duaal.interfaces.web.cases.listing import partnership_choices
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.templatetags.duaal import enterprise
from duaal.register.organisations.models import Company
from duaal.register.organisations.queries import matching

STATE = "toestand"
ALL = "alle"
LATE, THIS_WEEK = "laat", "week"

STATE_CHOICES: tuple[tuple[str, str | Promise], ...] = (
    (ALL, gettext_lazy("alle")),
    *APPEAL_STATE.items(),
)
TERMS = ((LATE, gettext_lazy("te laat")), (THIS_WEEK, gettext_lazy("deze week")))


def appeals_listing(actor: Actor, *, asked_state: str, on: date) -> Listing[Appeal]:
    """The list for this actor; running appeals begin with the least days left, others with the last sent."""
    return Listing(
        columns=COLUMNS,
        order=("-sent_on",) if asked_state in dict(STATE_CHOICES) else ("due_on",),
        filters=(
            Filter(STATE, gettext_lazy("Toestand"), in_state, STATE_CHOICES, empty=gettext_lazy("lopend")),
            Filter("tegen", gettext_lazy("Tegen"), against, tuple(APPEAL_KIND.items())),
            Filter("termijn", gettext_lazy("Termijn"), in_term(on), TERMS),
            *_of_others(actor),
        ),
    )


def listed(rows: QuerySet[Appeal], asked_state: str) -> QuerySet[Appeal]:
    """The rows the list starts from: running appeals, unless a state is asked for."""
    return rows if asked_state in dict(STATE_CHOICES) else rows.filter(state__in=RUNNING_STATES)


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows if state == ALL else rows.filter(state=state)


def against(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    return rows.filter(of_kind(AppealKind(kind)))


def in_term(on: date) -> Callable[[Any, str], Any]:
    """The filter on the first day on which something has to happen; only a running appeal has one."""

    def apply(rows: QuerySet[Any], term: str) -> QuerySet[Any]:
        running = rows.filter(state__in=RUNNING_STATES)
        if term == LATE:
            return running.filter(due_on__lt=on)
        return running.filter(due_on__gte=on, due_on__lte=on + WEEK)

    return apply


def _of_others(actor: Actor) -> tuple[Filter, ...]:
    """A company sees only its own appeals and needs no search for a company."""
    if actor.role == Role.COMPANY:
        return ()
    company = Filter("zoek", gettext_lazy("Naam of ondernemingsnummer"), of_company)
    if actor.role == Role.PARTNERSHIP:
        return (company,)
    partnership = Filter(
        "partnerschap",
        gettext_lazy("Partnerschap"),
        lambda rows, code: rows.filter(partnership_id=code),
        choices=partnership_choices,
    )
    return partnership, company


def of_company(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Appeals of the company with this number, or of those whose name begins so."""
    return rows.filter(company__in=matching(Company.objects.all(), text).values("pk"))


COLUMNS: tuple[Column[Appeal], ...] = (
    Column("onderneming", gettext_lazy("Onderneming"), ("company__sort_name",), lambda one: one.company.name),
    Column(
        "ondernemingsnummer",
        gettext_lazy("Ondernemingsnummer"),
        cell=lambda one: enterprise(one.company.enterprise_number),
        in_page=False,
    ),
    Column("tegen", gettext_lazy("Tegen"), (), lambda one: words_of(contested_of(one))),
    Column("kind", gettext_lazy("Soort beslissing"), (), lambda one: APPEAL_KIND[one.kind], in_page=False),
    Column(
        "dossier", gettext_lazy("Dossier"), (), lambda one: reference_of(contested_of(one)), in_page=False
    ),
    Column("partnerschap", gettext_lazy("Beslist door"), (), lambda one: one.partnership.name, in_page=False),
    Column("verstuurd", gettext_lazy("Verstuurd op"), ("sent_on",), lambda one: one.sent_on),
    Column("wijze", gettext_lazy("Hoe"), (), lambda one: one.get_way_display(), in_page=False),
    Column("termijn", gettext_lazy("Termijn"), ("due_on",), lambda one: one.due_on),  # type: ignore[attr-defined]
    Column("toestand", gettext_lazy("Toestand"), (), lambda one: APPEAL_STATE[one.state]),
    Column("geschorst", gettext_lazy("Geschorst op"), (), lambda one: one.suspended_on, in_page=False),
    Column("uitspraak", gettext_lazy("Uitspraak op"), (), lambda one: one.decided_on, in_page=False),
)
