"""Documents with a real file in the folder, for tests."""

from datetime import date

from django.db import transaction

from duaal.foundation.documents import actions
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.kernel.actor import Actor, Role
from tests.foundation.documents.files import pdf

UPLOADER = Actor(Role.COMPANY, "0999999999", user_id=7, name="Ann Peeters")
DAY = date(2026, 3, 3)


def stored(
    data: bytes | None = None,
    *,
    name: str = "uittreksel.pdf",
    kind: str = DocumentKind.EXTRACT,
    actor: Actor = UPLOADER,
    on: date = DAY,
) -> Document:
    with transaction.atomic():
        return actions.store(kind=kind, name=name, data=data or pdf(), actor=actor, on=on)
