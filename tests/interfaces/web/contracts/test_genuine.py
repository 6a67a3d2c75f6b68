"""The page where anybody hears whether a file is a sealed agreement of this site, unchanged."""

from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from duaal.casework.agreements.genuine import MOST_ENDS, Verdict, look_at
from duaal.casework.agreements.models import Agreement
from duaal.foundation.audit.models import Entry
from duaal.foundation.documents.actions import read
from duaal.foundation.documents.models import Document
from tests.casework.agreements.signing_for_real import made, paper_of, signed_with_a_plan, use_seal
from tests.interfaces.web.readers import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/echt/"


@pytest.fixture(autouse=True)
def on_a_monday(settings, tmp_path):
    use_seal(settings, tmp_path)
    with time_machine.travel("2026-03-16T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def agreement() -> Agreement:
    found = signed_with_a_plan()
    made()
    return found


def sealed(agreement: Agreement) -> bytes:
    return read(paper_of(agreement).document)


def revised(data: bytes) -> bytes:
    writer, target = PdfWriter(BytesIO(data), incremental=True), BytesIO()
    writer.add_metadata({"/Subject": "iets anders"})
    writer.write(target)
    return target.getvalue()


def answer_to(data: bytes) -> str:
    return text_of(Client().post(ADDRESS, {"file": SimpleUploadedFile("x.pdf", data)}))


def test_the_file_as_it_was_sealed_is_genuine_and_no_name_is_told(agreement):
    shown = answer_to(sealed(agreement))

    assert "Dit bestand is echt" in shown
    assert f"Overeenkomst {agreement.pk}, versie 1, verzegeld door duaal test op 16 maart 2026." in shown
    assert str(agreement.trajectory.learner.person) not in shown
    assert agreement.company.name not in shown


def test_a_file_with_something_after_the_seal_is_named(agreement):
    for more in (revised(sealed(agreement)), sealed(agreement) + b"x", revised(revised(sealed(agreement)))):
        shown = answer_to(more)
        assert "Let op: aan dit bestand is iets toegevoegd" in shown
        assert "Dit bestand is echt" not in shown


def test_a_file_with_one_other_byte_is_unknown(agreement):
    data = sealed(agreement)
    for place in range(0, len(data), len(data) // 50):
        altered = bytearray(data)
        altered[place] ^= 1
        assert look_at(bytes(altered)).verdict == Verdict.UNKNOWN


@pytest.mark.parametrize("data", [b"", b"geen pdf", b"%PDF-1.7\n%%EOF", b"%%EOF" * 200])
def test_any_other_file_is_unknown(data):
    assert "Dit bestand kennen we niet" in answer_to(data)


def test_a_file_with_endless_revisions_is_not_looked_through(agreement):
    assert look_at(b"%%EOF\n" * (MOST_ENDS + 1) + sealed(agreement)).verdict == Verdict.UNKNOWN


def test_a_paper_that_still_has_to_be_made_is_nobodys_file():
    signed_with_a_plan()

    assert look_at(b"").verdict == Verdict.UNKNOWN


def test_nothing_is_kept_and_nothing_is_written(agreement):
    before = Entry.objects.count(), Document.objects.count()

    answer_to(sealed(agreement))
    answer_to(b"iets")

    assert (Entry.objects.count(), Document.objects.count()) == before


def test_without_a_file_the_page_says_what_to_choose():
    page = Client().post(ADDRESS, {})

    assert page.status_code == 422
    assert "Kies het bestand dat u wilt nakijken." in text_of(page)


def test_a_file_that_is_too_big_is_not_read():
    page = Client().post(ADDRESS, {"file": SimpleUploadedFile("x.pdf", b"x" * 10_000_001)})

    assert page.status_code == 422
    assert "te groot" in text_of(page)


def test_one_query_whatever_the_file(agreement, django_assert_num_queries):
    for data in (sealed(agreement), revised(sealed(agreement)), b"iets"):
        with django_assert_num_queries(1):
            look_at(data)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data):
    assert look_at(data).verdict == Verdict.UNKNOWN
