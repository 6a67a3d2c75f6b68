"""What a message says: numbers, codes, a moment and where the API has more. Nothing about persons."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse

from duaal.flows.webhooks.kinds import Subject
from duaal.flows.webhooks.models import Delivery, Event

TEST = "test"
PAGES: Mapping[Subject, str] = {
    Subject.LEARNER: "api:learner",
    Subject.PLAN: "api:learner_plan",
    Subject.CONTACT: "api:one_contact",
    Subject.AGREEMENT: "api:agreement",
}
"""The operation of the API that reads the file of an event by its number."""
LISTS: Mapping[Subject, str] = {Subject.CALENDAR: "api:free_days", Subject.OFFER: "api:offer_list"}
"""The operation that reads the files of a subject, where there is none for one of them."""


def link_to(event: Event) -> str | None:
    """Where the API has the file of the event; None when it has no place for it."""
    subject = Subject(event.subject)
    if subject in PAGES:
        return settings.SITE_ADDRESS + reverse(PAGES[subject], args=[event.file_id])
    if subject in LISTS:
        return settings.SITE_ADDRESS + reverse(LISTS[subject])
    return None


def message_id(delivery: Delivery) -> str:
    """The same at every try: a receiver that has it already may leave it."""
    return f"msg_{delivery.pk}"


def body_of(delivery: Delivery) -> bytes:
    """The message, the same at every try."""
    event = delivery.event
    if event is None:
        said: dict[str, object] = {"type": TEST, "timestamp": moment(delivery.made_at), "data": {}}
    else:
        said = {
            "type": f"{event.subject}.{event.step}",
            "timestamp": moment(event.at),
            "data": {
                "cursor": event.pk,
                "subject": event.subject,
                "id": event.file_id,
                "step": event.step,
                "on": event.on.isoformat(),
                "from_state": event.from_state,
                "to_state": event.to_state,
                "link": link_to(event),
            },
        }
    return json.dumps(said, separators=(",", ":")).encode()


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
