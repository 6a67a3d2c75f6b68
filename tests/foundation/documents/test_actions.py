import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from duaal.foundation.documents import actions, folder
from duaal.foundation.documents.models import Document, DocumentKind
from duaal.foundation.kernel.reasons import Refused
from tests.foundation.documents.factories import DAY, UPLOADER, stored
from tests.foundation.documents.files import pdf

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings) -> Path:
    settings.DOCUMENT_FOLDER = tmp_path / "documents"
    return settings.DOCUMENT_FOLDER


def old(name: str, *, days: int) -> None:
    at = (NOW - timedelta(days=days)).timestamp()
    os.utime(folder.folder() / name, (at, at))


@pytest.mark.django_db
def test_a_document_keeps_who_when_and_what_and_lies_under_another_name(place):
    document = stored(name="uittreksel van Mieke.jpg")

    kept = place / document.stored_name
    assert (document.file_name, document.content_type) == ("uittreksel van Mieke.pdf", "application/pdf")
    assert (document.uploaded_by_id, document.uploaded_by_name) == (7, "Ann Peeters")
    assert document.uploaded_on == DAY
    assert "Mieke" not in document.stored_name
    assert kept.stat().st_mode & 0o777 == 0o600
    assert actions.read(document) == kept.read_bytes()
    assert list(place.iterdir()) == [kept]


@pytest.mark.django_db
def test_a_refused_file_leaves_no_row_and_no_file(place):
    with pytest.raises(ValidationError) as wrong:
        stored(b"<html>")

    assert wrong.value.messages == [
        "Dit bestand is geen PDF, JPEG of PNG. Bewaar het als een van die drie en kies het opnieuw."
    ]
    assert not Document.objects.exists()
    assert not place.exists()


@pytest.mark.django_db(transaction=True)
def test_a_document_is_never_stored_outside_the_transaction_of_its_file():
    with pytest.raises(transaction.TransactionManagementError):
        actions.store(kind=DocumentKind.EXTRACT, name="a.pdf", data=pdf(), actor=UPLOADER, on=DAY)


def test_a_disk_that_fails_leaves_nothing_half(place, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        folder.write(pdf())

    assert list(place.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("damage", ["gone", "altered"])
def test_a_file_that_was_damaged_is_never_handed_out(place, damage):
    document = stored()
    file = place / document.stored_name
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes() + b" ")

    with pytest.raises(folder.FileLost):
        actions.read(document)


@pytest.mark.django_db(transaction=True)
def test_erasing_removes_the_file_and_its_name_and_keeps_the_row(place):
    document = stored()

    assert actions.erase(document.pk, on=DAY) is True
    assert actions.erase(document.pk, on=DAY + timedelta(days=1)) is False

    document.refresh_from_db()
    assert (document.erased_on, document.file_name) == (DAY, "")
    assert document.sha256
    assert list(place.iterdir()) == []
    with pytest.raises(Refused) as refused:
        actions.read(document)
    assert refused.value.reasons == ("document_erased",)


@pytest.mark.django_db
def test_a_row_that_was_erased_never_keeps_the_name_of_its_file():
    document = stored()

    with pytest.raises(IntegrityError, match="documents_erased_without_name"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(erased_on=DAY)


@pytest.mark.django_db(transaction=True)
def test_an_erasure_that_is_undone_keeps_the_file(place):
    document = stored()

    with transaction.atomic():
        actions.erase(document.pk, on=DAY)
        transaction.set_rollback(True)

    assert (place / document.stored_name).exists()


@pytest.mark.django_db(transaction=True)
def test_sweeping_takes_what_has_no_living_row_and_leaves_the_rest(place, monkeypatch):
    living, erased = stored(), stored()
    orphan, young, unfinished = folder.write(pdf()), folder.write(pdf()), folder.write(pdf())
    (place / unfinished).rename(place / (unfinished + folder.UNFINISHED))
    (place / "LEESMIJ").write_text("van de beheerder")
    monkeypatch.setattr(folder, "remove", lambda name: None)  # the machine stops right after the commit
    actions.erase(erased.pk, on=DAY)
    monkeypatch.undo()
    for name in (living.stored_name, orphan, unfinished + folder.UNFINISHED):
        old(name, days=3)
    old(young, days=0)

    gone = actions.sweep(before=NOW - timedelta(days=1))

    assert gone == 3
    assert {file.name for file in place.iterdir()} == {living.stored_name, young, "LEESMIJ"}


@pytest.mark.django_db(transaction=True)
def test_two_who_erase_at_once_erase_once():
    document = stored()

    def erase() -> bool:
        try:
            return actions.erase(document.pk, on=DAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        done = [one.result() for one in [both.submit(erase), both.submit(erase)]]

    assert sorted(done) == [False, True]
