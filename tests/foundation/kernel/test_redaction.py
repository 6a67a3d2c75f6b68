from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.identifiers import format_national_number, make_national_number
from duaal.foundation.kernel.redaction import MASK, holds_national_number, without_national_numbers

NUMBER = make_national_number(date(1985, 7, 30), 33)
numbers = st.builds(make_national_number, st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(1, 998))


@given(numbers, st.booleans(), st.text(max_size=20), st.text(max_size=20))
def test_a_number_is_found_and_masked_in_any_text(number, dotted, before, after):
    written = format_national_number(number) if dotted else number
    text = f"{before}:{written}:{after}"

    assert holds_national_number(text)
    assert written not in without_national_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "85 07 30 033 28",
        "85.07.30/033-28",
        "85 07 30 - 033 28",
        "850730 03328",
        "85.07.30–033.28",
        "85%2e07%2e30-033+28",
    ],
)
def test_a_number_is_found_however_it_is_written(text):
    assert holds_national_number(f"zie {text}.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PC 200.00 2024-05-02/",
        "100.00 2024-05",
        "0123.456.749",
        "2.123.456.789",
        "BE68 5390 0754 7034",
        "2024-05-02 09:30:15.123456",
        "85073003300",
    ],
)
def test_other_numbers_are_no_national_numbers(text):
    assert not holds_national_number(text)


@pytest.mark.parametrize(
    "text", ["0123.456.749", "BE68 5390 0754 7034", "2024-05-02 09:30:15.123456", "geen"]
)
def test_other_numbers_are_not_masked(text):
    assert without_national_numbers(text) == text


def test_a_fingerprint_that_holds_eleven_digits_by_chance_stays_whole():
    text = f"zegel 3: {'ab' * 10}{NUMBER}{'cd' * 10}, van {NUMBER}"

    assert without_national_numbers(text) == text.replace(f"van {NUMBER}", f"van {MASK}")


def test_a_number_with_a_typing_error_is_masked_as_well():
    assert without_national_numbers("nr. 85073003300 klopt niet") == f"nr. {MASK} klopt niet"
