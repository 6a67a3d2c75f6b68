"""Mails over a real SMTP server on this machine: sent, refused, later, given up."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.conf import settings

from duaal.casework.recognition.actions import handling
from duaal.flows.notifications.models import Mail, MailState
from duaal.flows.notifications.outbox import read_ledger
from duaal.flows.notifications.sending import WAITS, Sent, send_waiting
from tests.casework.recognition.actors import OFFICER
from tests.casework.recognition.factories import ApplicationFactory
from tests.flows.notifications.factories import AT, DAY, MailFactory
from tests.flows.notifications.mailserver import server
from tests.foundation.accounts.factories import UserFactory

__all__ = ["server"]

pytestmark = pytest.mark.django_db


def parts(message: EmailMessage) -> dict[str, str]:
    return {part.get_content_type(): part.get_content() for part in message.iter_parts()}


def test_a_decision_arrives_as_one_mail_with_text_and_html(server):
    case = ApplicationFactory(judged=True, contact_email="ann@korst.test")
    handling.grant(case.pk, actor=OFFICER, on=DAY)
    read_ledger(on=DAY, at=AT)

    assert send_waiting(at=AT) == Sent(sent=1)

    (message,) = server.messages
    link = f"https://duaal.voorbeeld.test/dossiers/{case.reference}/"
    assert message["To"] == "ann@korst.test"
    assert message["Subject"] == "duaal: Er is beslist over een aanvraag"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] is None
    assert link in parts(message)["text/plain"]
    assert f'href="{link}"' in parts(message)["text/html"]
    mail = Mail.objects.get()
    assert (mail.state, mail.sent_at, mail.tries) == (MailState.SENT, AT, 1)


def test_what_is_sent_is_not_sent_again(server):
    MailFactory()
    send_waiting(at=AT)

    assert send_waiting(at=AT + timedelta(days=1)) == Sent()
    assert len(server.messages) == 1


def test_mail_that_can_be_turned_off_says_where(server):
    MailFactory(can_be_turned_off=True, user=UserFactory())

    send_waiting(at=AT)

    where = "<https://duaal.voorbeeld.test/berichten/voorkeuren/>"
    assert server.messages[0]["List-Unsubscribe"] == where


def test_an_address_that_does_not_exist_is_noted_and_not_tried_again(server):
    server.answers["weg@"] = "550 No such user"
    gone, other = MailFactory(address="weg@korst.test"), MailFactory(address="er@korst.test")

    assert send_waiting(at=AT) == Sent(sent=1, refused=1)

    gone.refresh_from_db()
    other.refresh_from_db()
    assert (gone.state, gone.last_error) == (MailState.BOUNCED, "550 No such user")
    assert other.state == MailState.SENT
    assert send_waiting(at=AT + timedelta(days=9)) == Sent()


def test_a_server_that_says_later_is_asked_later_each_time_after_a_longer_wait(server):
    server.answers["vol@"] = "452 Mailbox full"
    mail = MailFactory(address="vol@korst.test")
    at = AT
    for wait in WAITS:
        assert send_waiting(at=at) == Sent(later=1)
        mail.refresh_from_db()
        assert mail.next_try_at == at + wait
        assert send_waiting(at=mail.next_try_at - timedelta(seconds=1)) == Sent()
        at = mail.next_try_at

    assert send_waiting(at=at) == Sent(refused=1)
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED


def test_a_mail_goes_after_all_when_the_server_takes_it_again(server):
    server.answers["vol@"] = "452 Mailbox full"
    mail = MailFactory(address="vol@korst.test")
    send_waiting(at=AT)
    server.answers.clear()

    assert send_waiting(at=AT + WAITS[0]) == Sent(sent=1)
    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.last_error) == (MailState.SENT, 2, "")


def test_a_server_that_is_away_loses_no_mail(server, monkeypatch):
    monkeypatch.setattr(settings, "EMAIL_PORT", 9)
    MailFactory()
    MailFactory()

    assert send_waiting(at=AT) == Sent(later=2)
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.WAITING}


def test_the_same_mail_keeps_its_message_id(server):
    mail = MailFactory()
    send_waiting(at=AT)
    Mail.objects.update(state=MailState.WAITING)

    send_waiting(at=AT)

    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"] == f"<duaal-{mail.pk}@voorbeeld.test>"


def test_without_a_mail_server_a_mail_is_kept_and_never_sent_afterwards(monkeypatch):
    monkeypatch.setattr(settings, "EMAIL_HOST", "")
    case = ApplicationFactory(judged=True)
    handling.grant(case.pk, actor=OFFICER, on=DAY)
    read_ledger(on=DAY, at=AT)

    assert send_waiting(at=AT) == Sent()
    assert Mail.objects.get().state == MailState.KEPT


def test_a_name_with_a_line_in_it_cannot_add_a_head(server):
    case = ApplicationFactory(judged=True, contact_email="ann@korst.test")
    type(case.site).objects.filter(pk=case.site_id).update(name="De Korst\nBcc: iedereen@korst.test")
    handling.grant(case.pk, actor=OFFICER, on=DAY)
    read_ledger(on=DAY, at=AT)

    send_waiting(at=AT)

    assert server.messages[0]["Bcc"] is None
