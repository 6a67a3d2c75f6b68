"""Turns entries of the ledger into events and deliveries, each entry exactly once.

A trigger puts a row in `Waiting` in the transaction of every entry. One reader at a time takes them, in a
transaction that makes the events, puts deliveries ready for the addresses that want them, and removes the
rows. An entry of a transaction that ends late is read late, and so gets a higher number: no number can appear
below one that was given out, which is what makes `Event.id` a safe place to go on reading from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from duaal.flows.webhooks.audience import SUBJECT, audiences_of
from duaal.flows.webhooks.kinds import HookState
from duaal.flows.webhooks.models import Delivery, Event, Hook, Waiting

AT_A_TIME = 1_000  # of the machine
"""Entries that are read in one transaction."""

ONE_READER = 7_204_412
"""The number of the lock that keeps a second reader out."""


@dataclass(frozen=True, slots=True)
class Read:
    """What one run did: entries read, events made, deliveries put ready."""

    entries: int = 0
    events: int = 0
    deliveries: int = 0

    def __add__(self, other: "Read") -> "Read":
        return Read(
            self.entries + other.entries, self.events + other.events, self.deliveries + other.deliveries
        )


def read_entries(*, at: datetime) -> Read:
    """Reads every entry that waits. A second run, or a second reader at the same time, does nothing."""
    total = Read()
    while (done := _read_some(at)).entries:
        total += done
    return total


@transaction.atomic
def _read_some(at: datetime) -> Read:
    if not _alone():
        return Read()
    waiting = list(Waiting.objects.select_related("entry").order_by("entry_id")[:AT_A_TIME])
    if not waiting:
        return Read()
    entries = [one.entry for one in waiting]
    audiences = audiences_of(entries)
    events = Event.objects.bulk_create(
        Event(
            entry=entry,
            role=audience.role,
            organisation=audience.organisation,
            subject=SUBJECT[entry.file_kind],
            file_id=entry.file_id,
            step=entry.step,
            from_state=entry.from_state,
            to_state=entry.to_state,
            on=entry.on,
            at=entry.at,
        )
        for entry in entries
        for audience in audiences.get(entry.pk, ())
    )
    deliveries = _deliveries(events, at=at)
    Delivery.objects.bulk_create(deliveries)
    Waiting.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return Read(len(entries), len(events), len(deliveries))


def _alone() -> bool:
    """Whether nobody else reads; held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_READER])
        (alone,) = cursor.fetchone()
    return bool(alone)


def _deliveries(events: Sequence[Event], *, at: datetime) -> list[Delivery]:
    """One for every address that is not paused and wants the subject; a paused one reads it afterwards."""
    if not events:
        return []
    hooks = Hook.objects.filter(state=HookState.ACTIVE, role__in={event.role for event in events})
    if all(event.organisation for event in events):
        hooks = hooks.filter(organisation__in={event.organisation for event in events})
    by_owner: dict[tuple[str, str], list[Hook]] = {}
    for hook in hooks:
        by_owner.setdefault((hook.role, hook.organisation), []).append(hook)
        by_owner.setdefault((hook.role, ""), []).append(hook)
    return [
        Delivery(hook=hook, event=event, made_at=at, next_try_at=at)
        for event in events
        for hook in by_owner.get((event.role, event.organisation), ())
        if event.subject in hook.subjects
    ]
