"""Sends the mails that wait, over SMTP; tries again later when a server says so, and notes a refusal.

Each mail is sent in a transaction of its own that holds its row, so that two senders never send the same. A
process that is killed between the answer of the server and the end of the transaction sends the mail once
more, under the same Message-ID, by which mail programs know it.
"""

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from duaal.flows.notifications.mails import preferences_link
from duaal.flows.notifications.models import Mail, MailState

WAITS: Sequence[timedelta] = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""How long a mail waits after each try that failed; after the last one it is given up."""

AT_A_TIME = 500
PERMANENT = range(500, 600)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did with the mails that waited."""

    sent: int = 0
    later: int = 0
    refused: int = 0


def send_waiting(*, at: datetime) -> Sent:
    """Sends what waits until now, over one connection. Without a mail server nothing is asked to wait."""
    if not settings.EMAIL_HOST:
        return Sent()
    due = Mail.objects.filter(state=MailState.WAITING, next_try_at__lte=at).order_by("next_try_at", "id")
    keys = list(due.values_list("pk", flat=True)[:AT_A_TIME])
    if not keys:
        return Sent()
    states = []
    connection = get_connection()
    try:
        for pk in keys:
            states.append(_send(pk, connection, at=at))
    finally:
        _close(connection)
    refused = states.count(MailState.BOUNCED) + states.count(MailState.FAILED)
    return Sent(states.count(MailState.SENT), states.count(MailState.WAITING), refused)


@transaction.atomic
def _send(mail_id: int, connection: BaseEmailBackend, *, at: datetime) -> str | None:
    """Sends one mail; the state it has now, None when another process holds it."""
    locked = Mail.objects.select_for_update(of=("self",), skip_locked=True)
    mail = locked.filter(pk=mail_id, state=MailState.WAITING).first()
    if mail is None:
        return None
    try:
        message_of(mail, connection).send()
    except (smtplib.SMTPException, OSError) as problem:
        _note(mail, problem, at=at)
        _close(connection)  # the next mail begins with a connection of its own
    else:
        mail.state, mail.sent_at, mail.last_error = MailState.SENT, at, ""
    mail.tries += 1
    mail.save(update_fields=["state", "sent_at", "last_error", "tries", "next_try_at"])
    return mail.state


def message_of(mail: Mail, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The mail as it goes over the line."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<duaal-{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    if mail.can_be_turned_off:
        headers["List-Unsubscribe"] = f"<{preferences_link()}>"
    message = EmailMultiAlternatives(
        mail.subject, mail.text, to=[mail.address], headers=headers, connection=connection
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def _note(mail: Mail, problem: Exception, *, at: datetime) -> None:
    """Keeps what went wrong: refused for good, given up, or once more after a while."""
    code, words = _answer(problem)
    mail.last_error = words[:300]
    if code in PERMANENT and not isinstance(problem, smtplib.SMTPAuthenticationError):
        mail.state = MailState.BOUNCED
    elif mail.tries >= len(WAITS):
        mail.state = MailState.FAILED
    else:
        mail.next_try_at = at + WAITS[mail.tries]
    logger.warning(
        "mail %s was not sent (try %s): %s", mail.pk, mail.tries + 1, code or type(problem).__name__
    )


def _answer(problem: Exception) -> tuple[int, str]:
    """The code of the server and its words; 0 when it said nothing."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(problem.recipients.values()))
        return code, f"{code} {said.decode(errors='replace')}"
    if isinstance(problem, smtplib.SMTPResponseException):
        error = problem.smtp_error
        text = error.decode(errors="replace") if isinstance(error, bytes) else error
        return problem.smtp_code, f"{problem.smtp_code} {text}"
    return 0, f"{type(problem).__name__}: {problem}"


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError) as problem:
        logger.info("the connection to the mail server was gone already: %s", problem)
