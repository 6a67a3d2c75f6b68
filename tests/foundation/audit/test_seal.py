from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from duaal.foundation.audit.hashing import GENESIS
from duaal.foundation.audit.models import Chain, Seal, SealedHead
from duaal.foundation.audit.seal import seal, unsealed_files
from tests.foundation.audit.files import MOMENT, write

pytestmark = pytest.mark.django_db


def test_a_seal_covers_the_heads_of_all_files():
    write(1), write(1), write(2)

    made = seal(at=MOMENT)

    heads = SealedHead.objects.order_by("file_id").values_list("seal", "file_kind", "file_id", "seq")
    assert list(heads) == [(made.pk, "application", 1, 2), (made.pk, "application", 2, 1)]
    assert (made.heads_count, made.at, made.previous_hash) == (2, MOMENT, GENESIS)
    assert list(Chain.objects.order_by("file_id").values_list("sealed_seq", flat=True)) == [2, 1]


def test_the_next_seal_covers_only_what_changed_and_follows_the_previous_one():
    write(1), write(2)
    first = seal(at=MOMENT)
    write(2), write(3)

    second = seal(at=MOMENT + timedelta(hours=1))

    assert (second.pk, second.previous_hash) == (first.pk + 1, first.hash)
    assert set(second.heads.values_list("file_id", "seq")) == {(2, 2), (3, 1)}


def test_there_is_no_seal_when_nothing_changed():
    assert seal(at=MOMENT) is None
    write()
    seal(at=MOMENT)

    assert unsealed_files() == 0
    assert seal(at=MOMENT) is None
    assert Seal.objects.count() == 1


def test_files_that_wait_for_a_seal_are_counted():
    write(1), write(2)
    seal(at=MOMENT)
    write(2), write(3), write(3)

    assert unsealed_files() == 2


def test_a_seal_without_key_is_refused(settings):
    settings.AUDIT_SEAL_KEY = ""
    write()

    with pytest.raises(ImproperlyConfigured, match="AUDIT_SEAL_KEY"):
        seal(at=MOMENT)

    assert not Seal.objects.exists()
    assert not SealedHead.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_seal_is_never_part_of_another_transaction():
    write()

    with transaction.atomic(), pytest.raises(RuntimeError):
        seal(at=MOMENT)

    assert not Seal.objects.exists()
