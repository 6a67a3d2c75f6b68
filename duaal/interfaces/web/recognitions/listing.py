"""The list of recognitions: its columns and filters."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from duaal.casework.recognition.labels import RECOGNITION_STATE
from duaal.casework.recognition.models import Recognition
from duaal.casework.recognition.queries import LIVE_STATES
from duaal.foundation.kernel.actor import Actor, Role
from duaal.foundation.kernel.anniversary import add_months
from duaal.interfaces.web.cases.listing import of_programme, partnership_choices
from duaal.interfaces.web.companies.listings import at_site
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.recognitions.clocks import notice_months
from duaal.interfaces.web.templatetags.duaal import enterprise, establishment
from duaal.register.organisations.models import Company
from duaal.register.organisations.queries import matching

STATE = "toestand"
END = "einde"
PARTNERSHIP = "partnerschap"
ALL = "alle"

STATE_CHOICES: tuple[tuple[str, str | Promise], ...] = (
    (ALL, gettext_lazy("alle")),
    *RECOGNITION_STATE.items(),
)


def recognitions_listing(actor: Actor, *, asked_state: str, on: date) -> Listing[Recognition]:
    """The list for this actor: a company looks for a site, others for a company, supervisors choose a
    partnership.

    The recognition that ends first stands first; in a list of other states the one that ended last.
    """
    return Listing(
        columns=COLUMNS,
        order=("-valid_to",) if asked_state in dict(STATE_CHOICES) else ("valid_to",),
        filters=(
            Filter(STATE, gettext_lazy("Toestand"), in_state, STATE_CHOICES, empty=gettext_lazy("geldig nu")),
            Filter(
                END,
                gettext_lazy("Eindigt binnen"),
                lambda rows, months: ending_within(rows, int(months), on=on),
                choices=end_choices(on=on),
                empty=gettext_lazy("gelijk wanneer"),
            ),
            *_partnership_filter(actor),
            Filter("opleiding", gettext_lazy("Opleiding"), of_programme),
            *_company_filter(actor),
            Filter("vestiging", gettext_lazy("Naam van de vestiging"), at_site),
        ),
    )


def _partnership_filter(actor: Actor) -> tuple[Filter, ...]:
    if actor.role not in {Role.FLEMISH_PARTNERSHIP, Role.DEPARTMENT}:
        return ()
    return (
        Filter(
            PARTNERSHIP,
            gettext_lazy("Partnerschap"),
            lambda rows, code: rows.filter(partnership_id=code),
            choices=partnership_choices,
        ),
    )


def _company_filter(actor: Actor) -> tuple[Filter, ...]:
    if actor.role == Role.COMPANY:
        return ()
    return (Filter("zoek", gettext_lazy("Naam of ondernemingsnummer"), of_company),)


def listed(rows: QuerySet[Recognition], asked_state: str) -> QuerySet[Recognition]:
    """The rows the list starts from: those that count now, unless a state is asked for."""
    return rows if asked_state in dict(STATE_CHOICES) else rows.filter(state__in=LIVE_STATES)


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    return rows if state == ALL else rows.filter(state=state)


def ending_within(rows: QuerySet[Any], months: int, *, on: date) -> QuerySet[Any]:
    """Those that still count and end within so many months."""
    return rows.filter(state__in=LIVE_STATES, valid_to__lte=add_months(on, months))


def end_choices(*, on: date) -> list[tuple[str, str]]:
    """The months before the end in which a holder is told so, the shortest first."""
    return [
        (str(months), ngettext("%(n)d maand", "%(n)d maanden", months) % {"n": months})
        for months in sorted(notice_months(on=on))
    ]


def of_company(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Recognitions of the company with this number, or of those whose name begins so."""
    return rows.filter(company__in=matching(Company.objects.all(), text).values("pk"))


COLUMNS: tuple[Column[Recognition], ...] = (
    Column("opleiding", gettext_lazy("Opleiding"), ("programme__sort_name",), lambda one: one.programme.name),
    Column("opleidingscode", gettext_lazy("Code"), (), lambda one: one.programme_id, in_page=False),
    Column(
        "onderneming",
        gettext_lazy("Onderneming en vestiging"),
        ("company__sort_name",),
        lambda one: one.company.name,
    ),
    Column(
        "ondernemingsnummer",
        gettext_lazy("Ondernemingsnummer"),
        (),
        lambda one: enterprise(one.company.enterprise_number),
        in_page=False,
    ),
    Column("vestiging", gettext_lazy("Vestiging"), (), lambda one: one.site.name, in_page=False),
    Column(
        "vestigingsnummer",
        gettext_lazy("Vestigingsnummer"),
        (),
        lambda one: establishment(one.site.establishment_number),
        in_page=False,
    ),
    Column("gemeente", gettext_lazy("Gemeente"), (), lambda one: one.site.municipality.name, in_page=False),
    Column("partnerschap", gettext_lazy("Partnerschap"), (), lambda one: one.partnership.name, in_page=False),
    Column("dossier", gettext_lazy("Dossier"), (), lambda one: one.application.reference, in_page=False),
    Column("van", gettext_lazy("Geldig vanaf"), (), lambda one: one.valid_from, in_page=False),
    Column("tot", gettext_lazy("Geldig tot en met"), ("valid_to",), lambda one: one.valid_to),
    Column("geeindigd", gettext_lazy("Vroeger geëindigd op"), (), lambda one: one.ended_on, in_page=False),
    Column("toestand", gettext_lazy("Toestand"), (), lambda one: RECOGNITION_STATE[one.state]),
)
