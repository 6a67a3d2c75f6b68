"""Turns entries of the ledger into notices and mails, each entry exactly once.

A trigger puts a row in `Pending` in the transaction of every entry. Reading makes the notices, the mails and
removes the rows in one transaction: a stop halfway undoes it all, and the next run does it again. Nothing
depends on the order in which transactions end.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import F, Min
from django.urls import reverse

from duaal.flows.notifications.facts import FileFacts
from duaal.flows.notifications.hearing import address_book, flemish_code, readers_of
from duaal.flows.notifications.kinds import Hearer, Reader
from duaal.flows.notifications.mails import Item, make_mails
from duaal.flows.notifications.models import Notice, Pending
from duaal.flows.notifications.providers import providers_of
from duaal.flows.notifications.subjects import facts_of
from duaal.flows.notifications.texts import texts_of
from duaal.flows.notifications.texts.text import Text
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import Role

AT_A_TIME = 500
"""Transactions of the ledger that are read together."""

MOST_TRIES = 5
"""After this many failed readings an entry waits for a person: it stays in the table, and in the log."""

ONE_READER = 7_204_411
"""The number of the lock that keeps a second reader out."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What one run did: entries read, notices and mails made, transactions that could not be read."""

    entries: int = 0
    notices: int = 0
    mails: int = 0
    failed: int = 0

    def __add__(self, other: "Told") -> "Told":
        return Told(
            self.entries + other.entries,
            self.notices + other.notices,
            self.mails + other.mails,
            self.failed + other.failed,
        )


def say_nothing_of_what_follows() -> None:
    """Entries of this transaction make no notices: for a past that is invented or brought over."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL duaal.tell_nobody = 'on'")


def read_ledger(*, on: date, at: datetime) -> Told:
    """Reads every entry that waits. A second run, or a second reader at the same time, does nothing."""
    told, done = Told(), set[int]()
    while waiting := _waiting(done):
        told += _read(waiting, on=on, at=at)
        done |= set(waiting)
    return told


def _waiting(done: set[int]) -> list[int]:
    """The transactions to read, the first written first; each is tried once a run."""
    return list(
        Pending.objects.filter(tries__lt=MOST_TRIES)
        .exclude(transaction__in=done)
        .values("transaction")
        .annotate(first=Min("entry_id"))
        .order_by("first")
        .values_list("transaction", flat=True)[:AT_A_TIME]
    )


def _read(transactions: Sequence[int], *, on: date, at: datetime) -> Told:
    """Reads these together; when that fails, one by one, so that one bad entry holds up no other."""
    try:
        return _tell(transactions, on=on, at=at)
    except Exception as problem:
        if len(transactions) > 1:
            logger.warning("%s transactions are read one by one", len(transactions))
            told = Told()
            for one in transactions:
                told += _read([one], on=on, at=at)
            return told
        logger.exception("the entries of transaction %s could not be told", transactions[0])
        Pending.objects.filter(transaction=transactions[0]).update(
            tries=F("tries") + 1, problem=type(problem).__name__
        )
        return Told(failed=1)


@transaction.atomic
def _tell(transactions: Sequence[int], *, on: date, at: datetime) -> Told:
    if not _alone():
        return Told()
    pending = list(
        Pending.objects.filter(transaction__in=transactions).select_related("entry").order_by("entry_id")
    )
    items = _items(pending, on=on, at=at)
    Notice.objects.bulk_create(item.notice for item in items)
    readers = {item.reader for item in items}
    book = address_book(readers, {item.facts.contact_email for item in items}, on=on)
    mails = make_mails(items, book, at=at)
    Pending.objects.filter(pk__in=[one.pk for one in pending]).delete()
    return Told(len(pending), len(items), mails)


def _alone() -> bool:
    """Whether nobody else reads; held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_READER])
        (alone,) = cursor.fetchone()
    return bool(alone)


def _items(pending: Sequence[Pending], *, on: date, at: datetime) -> list[Item]:
    said = [(one, text) for one in pending for text in _texts(one.entry)]
    facts = facts_of((one.entry.file_kind, one.entry.file_id) for one, _text in said)
    flemish = flemish_code() if said else ""
    for_providers = [one for one, text in said if Hearer.PROVIDER in text.to]
    providers = providers_of({(one.entry.file_kind, one.entry.file_id) for one in for_providers}, on=on)
    by_people = {one.transaction for one in pending if one.entry.actor_role != Role.SYSTEM}
    items: dict[tuple[object, ...], Item] = {}
    for one, text in said:
        key = (one.entry.file_kind, one.entry.file_id)
        file = facts.get(key)
        if file is None:
            continue  # the file is gone, so there is no page to open
        origin = one.transaction if one.transaction in by_people else None
        for reader in readers_of(text, file, flemish=flemish, providers=providers.get(key, ())):
            if _did_it(one.entry, reader) and not text.receipt:
                continue
            notice = _notice(one.entry, text, file, on=on, at=at)
            notice.role, notice.organisation = reader.role, reader.organisation
            notice.user_id = reader.user_id
            items.setdefault((one.entry_id, reader), Item(notice, reader, file, origin))
    return list(items.values())


def _did_it(entry: Entry, reader: Reader) -> bool:
    """Whether the step was done by the organisation, or the person, that would hear of it."""
    if (entry.actor_role, entry.actor_organisation) != (reader.role, reader.organisation):
        return entry.actor_role == reader.role == Role.DEPARTMENT
    return reader.user_id in (None, entry.actor_user_id)


def _texts(entry: Entry) -> tuple[Text, ...]:
    texts = texts_of(entry.file_kind, entry.step)
    if texts is None:
        logger.error("nobody thought of who hears of %s on a file %s", entry.step, entry.file_kind)
        return ()
    return tuple(text for text in texts if not text.reasons or text.reasons & set(entry.reasons))


def _notice(entry: Entry, text: Text, file: FileFacts, *, on: date, at: datetime) -> Notice:
    return Notice(
        entry=entry,
        file_kind=entry.file_kind,
        file_id=entry.file_id,
        kind=text.kind,
        subject=str(text.subject),
        sentence=str(text.sentence) % file.words(),
        about=file.about[:300],
        path=reverse(text.page) if text.page else reverse(text.beside or file.page[0], args=file.page[1]),
        due_on=file.days.get(text.due),
        made_on=on,
        made_at=at,
    )
