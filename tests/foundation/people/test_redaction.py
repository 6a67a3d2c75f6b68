"""National numbers appear in no log line, no text of a row and no traceback."""

import io
import logging
from datetime import date

import pytest

from duaal.foundation.kernel.identifiers import WrongIdentifier, format_national_number, make_national_number
from duaal.foundation.kernel.identifiers import national_number as checked
from duaal.foundation.people.national_numbers import lookup_key
from duaal.foundation.people.redaction import WithoutNationalNumbers
from tests.foundation.people.factories import PersonFactory

NUMBER = make_national_number(date(1985, 7, 30), 33)
DOTTED = format_national_number(NUMBER)
MASK = "[rijksregisternummer]"


@pytest.fixture
def log():
    """A logger as the settings make them, and what it wrote."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutNationalNumbers())
    logger = logging.Logger("of this test")
    logger.addHandler(handler)
    logger.written = written.getvalue
    return logger


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        pytest.param(f"persoon {NUMBER}", (), id="in the message"),
        pytest.param("persoon %s", (NUMBER,), id="in an argument"),
        pytest.param("persoon %s", (DOTTED,), id="written with dots"),
        pytest.param("persoon %(number)s", ({"number": NUMBER},), id="in a named argument"),
        pytest.param("persoon %d", (int(NUMBER),), id="as a number"),
        pytest.param("Not Found: /personen/?rrn=%s&q=1", (NUMBER,), id="in an address"),
        pytest.param("Not Found: /personen/?rrn=%s", (DOTTED.replace(".", "%2E"),), id="in a coded address"),
        pytest.param("persoon %s %s", (NUMBER,), id="arguments that do not fit"),
        pytest.param("waarden: %r", ({"rrn": NUMBER},), id="inside another object"),
    ],
)
def test_no_log_line_holds_a_national_number(log, message, arguments):
    log.warning(message, *arguments)

    assert NUMBER not in log.written()
    assert DOTTED not in log.written()
    assert MASK in log.written()


def test_no_traceback_in_the_log_holds_a_national_number(log):
    try:
        checked(f"{NUMBER[:-2]}00")
    except WrongIdentifier:
        log.exception("het nummer %s klopt niet", NUMBER, stack_info=True)

    assert NUMBER[:9] not in log.written()
    assert "Traceback" in log.written()


def test_other_lines_stay_as_they_are(log):
    log.info("onderneming 0123.456.749, bedrag 612,50, dag 2024-05-02 09:30:15, %s zaken", 12)

    assert log.written() == "onderneming 0123.456.749, bedrag 612,50, dag 2024-05-02 09:30:15, 12 zaken\n"


@pytest.mark.django_db
def test_no_text_of_a_person_holds_the_national_number():
    person = PersonFactory(birth_date=date(1985, 7, 30), national_number=NUMBER)

    texts = [str(person), repr(person), repr(vars(person)), repr([person])]

    assert not any(NUMBER in text or DOTTED in text for text in texts)
    assert lookup_key(NUMBER) == person.national_number_key


def test_every_log_handler_of_the_site_masks_national_numbers(settings):
    filters, handlers = settings.LOGGING["filters"], settings.LOGGING["handlers"]

    masking = {name for name, given in filters.items() if given["()"].endswith(".WithoutNationalNumbers")}

    assert handlers
    assert all(masking & set(handler.get("filters", ())) for handler in handlers.values())
