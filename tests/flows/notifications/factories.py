"""Notices and entries of the ledger, for tests."""

from datetime import UTC, date, datetime

import factory

from duaal.casework.recognition.actions.steps import APPLICATION_FILE
from duaal.flows.notifications.kinds import Kind
from duaal.flows.notifications.models import Mail, MailState, Notice
from duaal.foundation.audit.ledger import record
from duaal.foundation.audit.models import Entry
from duaal.foundation.kernel.actor import SYSTEM, Role

DAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def entry(file_id: int = 1, step: str = "judge", file_kind: str = APPLICATION_FILE, **more: object) -> Entry:
    """An entry of the ledger; of a silent step unless said otherwise."""
    values = {"from_state": "", "to_state": None, "actor": SYSTEM, "on": DAY, "at": AT, **more}
    return record(file_kind=file_kind, file_id=file_id, step=step, **values)  # type: ignore[arg-type]


class NoticeFactory(factory.django.DjangoModelFactory[Notice]):
    """A new notice for a company; `read=True` for one that was read."""

    class Meta:
        model = Notice

    class Params:
        read = factory.Trait(read_at=AT, read_by_name="Ann Peeters")

    entry = factory.LazyFunction(entry)
    role = Role.COMPANY
    organisation = "0123456749"
    file_kind = APPLICATION_FILE
    file_id = 1
    kind = Kind.DECISION
    subject = "Er is beslist over een aanvraag"
    sentence = "De erkenning voor Bakkerij duaal op De Korst is toegekend."
    about = "E2026-00000001, Bakkerij duaal, De Korst"
    path = "/dossiers/E2026-00000001/"
    made_on = DAY
    made_at = AT


class MailFactory(factory.django.DjangoModelFactory[Mail]):
    """A mail that waits to be sent."""

    class Meta:
        model = Mail

    address = factory.Sequence(lambda n: f"lezer{n}@voorbeeld.test")
    subject = "duaal: Er is beslist over een aanvraag"
    text = "Beste"
    html = "<p>Beste</p>"
    can_be_turned_off = False
    state = MailState.WAITING
    made_at = AT
    next_try_at = AT
