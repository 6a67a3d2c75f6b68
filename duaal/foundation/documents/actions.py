"""Storing, reading and erasing documents. Who may, and where it is recorded, the package of the file says."""

import hashlib
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from duaal.foundation.documents import folder
from duaal.foundation.documents.content import Limits, WrongFile, content_type_of, safe_name
from duaal.foundation.documents.labels import wrong_file
from duaal.foundation.documents.models import Document
from duaal.foundation.kernel.actor import Actor
from duaal.foundation.kernel.reasons import Refused
from duaal.foundation.lawbook.book import BOOK

ERASED = "document_erased"
IN_ONE_QUERY = 1000


def max_bytes(on: date) -> int:
    """The most bytes that a document may have on the day."""
    return int(BOOK.value("documents.max_bytes").on(on).value)


def check(data: bytes, *, on: date) -> str:
    """The content type of a document that can be stored; else `ValidationError` with one sentence."""
    limits = Limits(max_bytes(on))
    try:
        return content_type_of(data, limits)
    except WrongFile as wrong:
        raise ValidationError(wrong_file(wrong.code, limits), code=wrong.code) from wrong


def store(*, kind: str, name: str, data: bytes, actor: Actor, on: date) -> Document:
    """Stores a document: the file first, then its row, in the transaction of what it belongs to.

    When that transaction is undone the file stays without a row until `sweep` takes it away. Raises
    `ValidationError` as `check`, and `TransactionManagementError` outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a document is stored with what it belongs to")
    content_type = check(data, on=on)
    return Document.objects.create(
        kind=kind,
        file_name=safe_name(name, content_type),
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        stored_name=folder.write(data),
        uploaded_by_id=actor.user_id,
        uploaded_by_name=actor.name,
        uploaded_on=on,
    )


def read(document: Document) -> bytes:
    """The bytes; `Refused` when they were erased, `folder.FileLost` when the folder lost or altered them."""
    if document.is_erased:
        raise Refused((ERASED,))
    return folder.read(document.stored_name, document.sha256)


@transaction.atomic
def erase(document_id: int, *, on: date) -> bool:
    """Erases the file and its name; the row with kind, size, day and hash stays. True when it was there.

    The file goes once the change is committed; when that fails, `sweep` does it again.
    """
    document = Document.objects.select_for_update().get(pk=document_id)
    if document.is_erased:
        return False
    document.erased_on, document.file_name = on, ""
    document.save(update_fields=["erased_on", "file_name"])
    transaction.on_commit(lambda: folder.remove(document.stored_name))
    return True


@transaction.atomic
def forget(document_id: int, *, on: date) -> bool:
    """Erases the file, its name and who uploaded it; of the row kind, size, days and hash stay."""
    erased = erase(document_id, on=on)
    Document.objects.filter(pk=document_id).update(uploaded_by_id=None, uploaded_by_name="")
    return erased


def sweep(*, before: datetime) -> int:
    """Removes files without a living row: of erased documents at once, others when written before the moment.

    Younger files may belong to a transaction that still runs. Gives how many files went.
    """
    found = list(folder.names_with_age())
    gone = 0
    for start in range(0, len(found), IN_ONE_QUERY):
        part = found[start : start + IN_ONE_QUERY]
        rows = dict(
            Document.objects.filter(stored_name__in=[name for name, _at in part]).values_list(
                "stored_name", "erased_on"
            )
        )
        for name, written_at in part:
            orphan = name not in rows and written_at < before.timestamp()
            if orphan or rows.get(name) is not None:
                folder.remove(name)
                gone += 1
    return gone
