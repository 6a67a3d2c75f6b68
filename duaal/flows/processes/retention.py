"""Erasing personal data of which the term is over: files with their notices and mails, then the rest.

Each file is a transaction of its own: who stops the run halfway leaves whole files, and the next run goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from duaal.casework.recognition.retention.actions import erase_file, to_erase
from duaal.casework.recognition.retention.rules import FileKind
from duaal.flows.notifications.retention import forget_files, forget_mails, forget_notices
from duaal.flows.webhooks.retention import forget_deliveries, forget_events
from duaal.foundation.accounts.invitations import forget_invitations
from duaal.foundation.accounts.retention import forget_logins, forget_sessions, forget_tokens
from duaal.foundation.kernel.anniversary import add_months
from duaal.foundation.lawbook.book import BOOK


@dataclass(frozen=True, slots=True)
class RetentionRun:
    """What one run erased."""

    files: int = 0
    persons: int = 0
    documents: int = 0
    notices: int = 0
    mails: int = 0
    tokens: int = 0
    logins: int = 0
    invitations: int = 0
    sessions: int = 0
    deliveries: int = 0
    events: int = 0


def erase_due(*, on: date, most_files: int | None = None) -> RetentionRun:
    """Erases everything of which the term was over before the day. A second run the same day does nothing.

    With `most_files` it stops after so many files; the next run goes on with the others.
    """
    files = persons = documents = notices = 0
    for kind, number in files_to_erase(on=on):
        if files == most_files:
            break
        with transaction.atomic():
            erased = erase_file(kind, number, on=on)
            if erased is None:
                continue
            notices += forget_files(erased.trails)
        files += 1
        persons += erased.persons
        documents += erased.documents
    return RetentionRun(
        files=files,
        persons=persons,
        documents=documents,
        notices=notices + forget_notices(before=_months_ago("retention.notice_months", on=on)),
        mails=forget_mails(before=_months_ago("retention.mail_months", on=on)),
        tokens=forget_tokens(before=_day_months_ago("retention.token_months", on=on), on=on),
        logins=forget_logins(before=_months_ago("retention.login_months", on=on)),
        invitations=forget_invitations(before=_day_months_ago("retention.login_months", on=on)),
        sessions=forget_sessions(at=_start_of(on)),
        deliveries=forget_deliveries(before=_months_ago("retention.delivery_months", on=on)),
        events=forget_events(before=_months_ago("retention.event_months", on=on)),
    )


def files_to_erase(*, on: date) -> Iterator[tuple[FileKind, int]]:
    """The files of which the personal data are to be erased on the day, mandates after their cases."""
    for kind in FileKind:
        for number in to_erase(kind, on=on):
            yield kind, number


def last_day_of_warning(*, on: date) -> date:
    """Until which day the list looks ahead."""
    return on + timedelta(days=BOOK.value("retention.warning_days").on(on).value)


def _months_ago(key: str, *, on: date) -> datetime:
    return _start_of(_day_months_ago(key, on=on))


def _day_months_ago(key: str, *, on: date) -> date:
    return add_months(on, -BOOK.value(key).on(on).value)


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
