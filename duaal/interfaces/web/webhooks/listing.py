"""The log of one address: its columns and filters."""

from typing import Any

from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from duaal.flows.webhooks.kinds import DeliveryState
from duaal.flows.webhooks.labels import DELIVERY_STATE, PROBLEM, SUBJECT
from duaal.flows.webhooks.messages import message_id
from duaal.flows.webhooks.models import Delivery
from duaal.interfaces.web.listing import Column, Filter, Listing


def about(delivery: Delivery) -> str:
    """What the message was about."""
    event = delivery.event
    if event is None:
        return str(gettext_lazy("test"))
    return f"{SUBJECT[event.subject]}: {event.step}"


def outcome(delivery: Delivery) -> str:
    """What came of the last try; empty before the first one."""
    words = str(PROBLEM[delivery.problem]) if delivery.problem else ""
    if delivery.status is None:
        return words
    return f"{words} ({delivery.status})" if words else str(delivery.status)


DELIVERIES: Listing[Any] = Listing(
    columns=(
        Column("gemaakt", gettext_lazy("Gemaakt"), (), lambda one: localize(localtime(one.made_at))),
        Column("melding", gettext_lazy("Melding"), (), about),
        Column("toestand", gettext_lazy("Toestand"), (), lambda one: DELIVERY_STATE[one.state]),
        Column("uitkomst", gettext_lazy("Laatste antwoord"), (), outcome),
        Column("pogingen", gettext_lazy("Pogingen"), (), lambda one: one.tries, numeric=True),
        Column(
            "milliseconden", gettext_lazy("Milliseconden"), (), lambda one: one.milliseconds, in_page=False
        ),
        Column("nummer", gettext_lazy("Nummer"), (), message_id, in_page=False),
    ),
    order=("-id",),
    order_has_index=True,
    filters=(
        Filter(
            "toestand",
            gettext_lazy("Toestand"),
            lambda rows, state: rows.filter(state=state),
            [(state.value, DELIVERY_STATE[state]) for state in DeliveryState],
        ),
    ),
)
