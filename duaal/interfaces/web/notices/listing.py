"""The list of notices: its filters and order."""

from typing import Any

from django.utils.translation import gettext_lazy

from duaal.flows.notifications.kinds import Kind
from duaal.flows.notifications.labels import KIND
from duaal.flows.notifications.models import Notice
from duaal.interfaces.web.listing import Column, Filter, Listing

NEW, READ = "nieuw", "gelezen"
STATES = ((NEW, gettext_lazy("nieuw")), (READ, gettext_lazy("gelezen")))


def _in_state(rows: Any, state: str) -> Any:
    return rows.filter(read_at__isnull=state == NEW)


NOTICES: Listing[Notice] = Listing(
    columns=(
        Column("bericht", gettext_lazy("Bericht")),
        Column("wanneer", gettext_lazy("Wanneer"), ("made_at",)),
        Column("gelezen", gettext_lazy("Gelezen")),
    ),
    order=("-made_at",),
    filters=(
        Filter("toestand", gettext_lazy("Toestand"), _in_state, STATES),
        Filter(
            "soort",
            gettext_lazy("Soort"),
            lambda rows, kind: rows.filter(kind=kind),
            tuple((kind.value, KIND[kind]) for kind in Kind),
        ),
    ),
)
