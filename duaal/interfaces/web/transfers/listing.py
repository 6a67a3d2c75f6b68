"""The list of transfers: its columns and filters."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from duaal.casework.recognition.models import OPEN_STATES, Transfer, TransferState
from duaal.casework.recognition.transfers.labels import TRANSFER_STATE
from duaal.interfaces.web.listing import Column, Filter, Listing

STATE, ALL = "toestand", "alle"
REFERENCE = "application__reference"
Transfers = QuerySet[Transfer]


def transfers_listing() -> Listing[Transfer]:
    """The list; without a filter what waits for an answer, the oldest on top."""
    return Listing(
        columns=COLUMNS,
        order=("asked_on",),
        filters=(
            Filter(
                STATE,
                gettext_lazy("Toestand"),
                _in_state,
                ((ALL, gettext_lazy("alle")), *TRANSFER_STATE.items()),
                empty=gettext_lazy("wacht op antwoord"),
            ),
        ),
    )


def listed(rows: Transfers, asked_state: str) -> Transfers:
    """The rows the list starts from: wishes of open cases, unless a state is asked for."""
    if asked_state == ALL or asked_state in TRANSFER_STATE:
        return rows
    return rows.filter(state=TransferState.ASKED, application__state__in=OPEN_STATES)


def _in_state(rows: Any, state: str) -> Any:
    return rows if state == ALL else rows.filter(state=state)


COLUMNS: tuple[Column[Transfer], ...] = (
    Column("dossier", gettext_lazy("Dossier"), (REFERENCE,), lambda t: t.application.reference),
    Column("opleiding", gettext_lazy("Opleiding"), (), lambda t: t.application.programme.name),
    Column("van", gettext_lazy("Van"), ("from_partnership__name",), lambda t: t.from_partnership.name),
    Column("naar", gettext_lazy("Naar"), ("to_partnership__name",), lambda t: t.to_partnership.name),
    Column("gevraagd", gettext_lazy("Gevraagd op"), ("asked_on",), lambda t: t.asked_on),
    Column("antwoord", gettext_lazy("Beantwoord op"), (), lambda t: t.answered_on, in_page=False),
    Column("toestand", gettext_lazy("Toestand"), (), lambda t: TRANSFER_STATE[t.state]),
)
