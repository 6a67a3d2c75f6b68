import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.documents.content import (
    BROKEN,
    EMPTY,
    JPEG,
    LOCKED,
    OTHER_KIND,
    PDF,
    PNG,
    TOO_BIG,
    TOO_MANY_PIXELS,
    Limits,
    WrongFile,
    content_type_of,
    safe_name,
)
from duaal.foundation.documents.labels import WRONG, megabytes, wrong_file
from tests.foundation.documents.files import pdf, picture, png_bomb

LIMITS = Limits(max_bytes=100_000)
BEGIN, ISLAND = "\u202e", "\u0000"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(pdf(), PDF, id="pdf"),
        pytest.param(picture("JPEG"), JPEG, id="jpeg"),
        pytest.param(picture("PNG"), PNG, id="png"),
        pytest.param(
            picture("JPEG") + b"PK\x03\x04 an archive behind it", JPEG, id="jpeg and archive at once"
        ),
        pytest.param(pdf() + b"<html><script>alert(1)</script>", PDF, id="pdf and page at once"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(data, found):
    assert content_type_of(data, LIMITS) == found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", EMPTY, id="empty"),
        pytest.param(b"<html><script>alert(1)</script></html>", OTHER_KIND, id="html"),
        pytest.param(b"\n%PDF-1.7", OTHER_KIND, id="pdf that begins one byte late"),
        pytest.param(b"GIF89a;%PDF-1.7", OTHER_KIND, id="gif that is a pdf too"),
        pytest.param(picture("TIFF"), OTHER_KIND, id="tiff"),
        pytest.param(b"PK\x03\x04word/document.xml", OTHER_KIND, id="office file"),
        pytest.param(b"%PDF-1.7\n<html>", BROKEN, id="html with the head of a pdf"),
        pytest.param(pdf()[:200], BROKEN, id="half a pdf"),
        pytest.param(pdf(pages=0), BROKEN, id="pdf without a page"),
        pytest.param(pdf(password="geheim"), LOCKED, id="pdf with a password"),
        pytest.param(picture("JPEG", (300, 300))[:2000], BROKEN, id="half a jpeg"),
        pytest.param(picture("PNG")[:-20], BROKEN, id="half a png"),
        pytest.param(b"\xff\xd8\xff" + bytes(50), BROKEN, id="only the head of a jpeg"),
        pytest.param(png_bomb(), TOO_MANY_PIXELS, id="small file with a huge picture"),
        pytest.param(png_bomb(9_000), TOO_MANY_PIXELS, id="picture over our own limit"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_and_says_why(data, code):
    with pytest.raises(WrongFile) as refused:
        content_type_of(data, LIMITS)

    assert refused.value.code == code


def test_the_last_byte_that_fits_and_the_first_that_does_not():
    data = pdf()

    assert content_type_of(data, Limits(len(data))) == PDF
    with pytest.raises(WrongFile) as refused:
        content_type_of(data, Limits(len(data) - 1))
    assert refused.value.code == TOO_BIG


@given(st.sampled_from([b"%PDF-1.7", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]), st.binary(max_size=300))
def test_rubbish_behind_a_good_head_never_breaks_the_reader(head, rubbish):
    with pytest.raises(WrongFile):
        content_type_of(head + rubbish, LIMITS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("uittreksel.pdf", "uittreksel.pdf", id="plain"),
        pytest.param("scan.jpg", "scan.pdf", id="the ending follows the content"),
        pytest.param("../../etc/passwd", "passwd.pdf", id="path up"),
        pytest.param("C:\\Documenten\\scan.pdf", "scan.pdf", id="path of another system"),
        pytest.param("<script>alert(1)</script>.html", "script_.pdf", id="html in the name"),
        pytest.param(f"uittreksel{BEGIN}gnp.exe", "uittrekselgnp.pdf", id="text that turns around"),
        pytest.param(f"a{ISLAND}b\r\nX-Header: 1.pdf", "abX-Header_ 1.pdf", id="signs that steer"),
        pytest.param("Uittreksel Zoë.pdf", "Uittreksel Zoë.pdf", id="accents stay"),
        pytest.param("  ...  ", "bestand.pdf", id="nothing left"),
        pytest.param("", "bestand.pdf", id="no name"),
        pytest.param(".htaccess", "htaccess.pdf", id="hidden file"),
        pytest.param("85.07.30-033.28.pdf", "[rijksregisternummer].pdf", id="national number"),
        pytest.param("x" * 400 + ".pdf", "x" * 100 + ".pdf", id="very long"),
    ],
)
def test_a_name_is_cleaned(typed, kept):
    assert safe_name(typed, PDF) == kept


@given(st.text(max_size=300), st.sampled_from([PDF, JPEG, PNG]))
def test_a_cleaned_name_never_holds_a_path_or_a_line(typed, content_type):
    name = safe_name(typed, content_type)

    assert not set(name) & set('/\\\r\n\0"')
    assert len(name) <= 110
    assert name.endswith((".pdf", ".jpg", ".png"))
    assert not name.startswith(".")


@pytest.mark.parametrize("code", sorted(WRONG))
def test_every_refusal_has_a_sentence(code):
    sentence = wrong_file(code, Limits(10_000_000))

    assert sentence.endswith(".")
    assert "%(" not in sentence


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kB"), (82_400, "82 kB"), (1_500_000, "1,5 MB"), (10_000_000, "10 MB")]
)
def test_a_size_in_words(size, words):
    assert megabytes(size) == words
