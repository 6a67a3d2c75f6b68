"""The lists about companies: of all companies, and of the sites, recognitions and applications of one."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from duaal.casework.recognition.labels import APPLICATION_STATE, RECOGNITION_STATE
from duaal.casework.recognition.models import Application, Recognition
from duaal.foundation.geography.models import Municipality
from duaal.foundation.kernel.sorting import sort_key
from duaal.interfaces.web.listing import Column, Filter, Listing
from duaal.interfaces.web.templatetags.duaal import enterprise
from duaal.register.organisations.models import Company, Site
from duaal.register.organisations.queries import matching


def in_municipality(rows: QuerySet[Company], text: str) -> QuerySet[Company]:
    """Companies with their seat in a municipality whose name begins with the text."""
    places = Municipality.objects.filter(sort_name__startswith=sort_key(text))
    return rows.filter(seat_municipality__in=places.values("nis_code"))


def at_site(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Rows of a site whose name or number holds the text."""
    return rows.filter(site__in=Site.objects.filter(name__icontains=text).values("pk"))


COMPANIES: Listing[Company] = Listing(
    columns=(
        Column("naam", _("Onderneming"), ("sort_name",), lambda company: company.name),
        Column("nummer", _("Ondernemingsnummer"), (), lambda company: enterprise(company.enterprise_number)),
        Column("zetel", _("Zetel"), (), lambda company: company.seat_municipality.name),
        Column("gestart", _("Gestart op"), (), lambda company: company.started_on, in_page=False),
        Column("gestopt", _("Gestopt op"), (), lambda company: company.ended_on),
    ),
    order=("sort_name",),
    filters=(
        Filter("zoek", _("Naam of ondernemingsnummer"), matching),
        Filter("gemeente", _("Gemeente van de zetel"), in_municipality),
    ),
)

SITES: Listing[Site] = Listing(
    columns=(
        Column("naam", _("Vestiging"), ("name",)),
        Column("nummer", _("Vestigingsnummer"), ("establishment_number",)),
        Column("adres", _("Adres")),
        Column("open", _("Open")),
    ),
    order=("name",),
    filters=(
        Filter("zoek", _("Naam van de vestiging"), lambda rows, text: rows.filter(name__icontains=text)),
    ),
)

RECOGNITIONS: Listing[Recognition] = Listing(
    columns=(
        Column("opleiding", _("Opleiding"), ("programme__sort_name",)),
        Column("vestiging", _("Vestiging"), ("site__name",)),
        Column("tot", _("Geldig tot en met"), ("valid_to",)),
        Column("toestand", _("Toestand")),
    ),
    order=("-valid_from",),
    page_size=15,
    filters=(
        Filter(
            "toestand",
            _("Toestand"),
            lambda rows, state: rows.filter(state=state),
            choices=tuple(RECOGNITION_STATE.items()),
        ),
        Filter("vestiging", _("Naam van de vestiging"), at_site),
    ),
)

APPLICATIONS: Listing[Application] = Listing(
    columns=(
        Column("dossier", _("Dossier"), ("reference",)),
        Column("opleiding", _("Opleiding"), ("programme__sort_name",)),
        Column("vestiging", _("Vestiging"), ("site__name",)),
        Column("ontvangen", _("Ontvangen op"), ("received_on",)),
        Column("toestand", _("Toestand")),
    ),
    order=("-received_on",),
    filters=(
        Filter(
            "toestand",
            _("Toestand"),
            lambda rows, state: rows.filter(state=state),
            choices=tuple(APPLICATION_STATE.items()),
        ),
        Filter("vestiging", _("Naam van de vestiging"), at_site),
    ),
)
