from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.be import bis, nn, vat

from duaal.foundation.kernel import identifiers
from duaal.foundation.kernel.identifiers import (
    LEFT_PADDED,
    UNKNOWN_BANK,
    WrongIdentifier,
    enterprise_number,
    establishment_number,
    format_enterprise_number,
    format_establishment_number,
    format_iban,
    format_national_number,
    iban,
    make_enterprise_number,
    make_establishment_number,
    make_iban,
    make_national_number,
    national_number,
)

BIRTHS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SERIALS = st.integers(1, 998)


@pytest.mark.parametrize(
    "text", ["0123456749", "0123.456.749", " BE 0123 456 749 ", "be0123.456.749", "0123\u00a0456\u202f749"]
)
def test_an_enterprise_number_is_read_however_it_is_written(text):
    assert enterprise_number(text) == identifiers.Checked("0123456749")


def test_nine_digits_get_a_zero_in_front_with_a_warning():
    found = enterprise_number("401.234.560")

    assert found.number == "0401234560"
    assert found.warnings == (LEFT_PADDED,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "enterprise_empty", id="nothing"),
        pytest.param(" . ", "enterprise_empty", id="only separators"),
        pytest.param("BE", "enterprise_empty", id="only the country"),
        pytest.param("0401.234.56x", "enterprise_not_digits", id="a letter"),
        pytest.param("٠٤٠١٢٣٤٥٦٠", "enterprise_not_digits", id="digits of another script"),
        pytest.param("04012345", "enterprise_wrong_length", id="eight digits"),
        pytest.param("04012345601", "enterprise_wrong_length", id="eleven digits"),
        pytest.param("9123456789", "enterprise_wrong_first_digit", id="first digit 9"),
        pytest.param("2012345678", "enterprise_wrong_first_digit", id="first digit 2, wrong check"),
        pytest.param("0401234561", "enterprise_wrong_check", id="wrong check digits"),
        pytest.param("0000000097", "enterprise_zero", id="eight zeros"),
        pytest.param("97", "enterprise_wrong_length", id="two digits"),
    ],
)
def test_a_wrong_enterprise_number_is_refused_with_its_code(text, code):
    with pytest.raises(WrongIdentifier) as refusal:
        enterprise_number(text)

    assert (refusal.value.code, refusal.value.value) == (code, text)


def test_an_establishment_number_where_an_enterprise_number_is_asked_has_its_own_code():
    with pytest.raises(WrongIdentifier) as refusal:
        enterprise_number(make_establishment_number(21234567))

    assert refusal.value.code == "enterprise_is_site"


@pytest.mark.parametrize("text", ["2.123.456.791", "2123456791", "2 123 456 791"])
def test_an_establishment_number_is_read_however_it_is_written(text):
    assert establishment_number(text).number == "2123456791"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "establishment_empty", id="nothing"),
        pytest.param("2.123.456.79a", "establishment_not_digits", id="a letter"),
        pytest.param("212345679", "establishment_wrong_length", id="nine digits"),
        pytest.param("21234567911", "establishment_wrong_length", id="eleven digits"),
        pytest.param("9123456789", "establishment_wrong_first_digit", id="first digit 9"),
        pytest.param("2123456792", "establishment_wrong_check", id="wrong check digits"),
        pytest.param("0123456749", "establishment_is_enterprise", id="an enterprise number"),
        pytest.param("401234560", "establishment_is_enterprise", id="an enterprise number of nine digits"),
        pytest.param("1123456789", "establishment_is_enterprise", id="starts like an enterprise number"),
    ],
)
def test_a_wrong_establishment_number_is_refused_with_its_code(text, code):
    with pytest.raises(WrongIdentifier) as refusal:
        establishment_number(text)

    assert (refusal.value.code, refusal.value.value) == (code, text)


@pytest.mark.parametrize(
    ("text", "birth_date"),
    [
        pytest.param("90011599762", date(1990, 1, 15), id="born in 1990"),
        pytest.param("90.01.15-997.62", date(1990, 1, 15), id="as people write it"),
        pytest.param("05083199808", date(2005, 8, 31), id="born in 2005"),
        pytest.param("05083199876", date(1905, 8, 31), id="born in 1905"),
    ],
)
def test_the_check_digits_of_a_national_number_tell_the_century(text, birth_date):
    found = national_number(text)

    assert found.birth_date == birth_date
    assert not found.is_bis


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "national_empty", id="nothing"),
        pytest.param("9001159976", "national_wrong_length", id="ten digits"),
        pytest.param("900115997621", "national_wrong_length", id="twelve digits"),
        pytest.param("90011599763", "national_wrong_check", id="wrong check digits"),
        pytest.param("9001159976x", "national_not_digits", id="a letter"),
        pytest.param(f"900231001{97 - 900231001 % 97:02d}", "national_wrong_birth_date", id="31 February"),
        pytest.param(f"901301001{97 - 901301001 % 97:02d}", "national_wrong_birth_date", id="month 13"),
        pytest.param(f"906101001{97 - 906101001 % 97:02d}", "national_wrong_birth_date", id="month 61"),
    ],
)
def test_a_wrong_national_number_is_refused_with_its_code(text, code):
    with pytest.raises(WrongIdentifier) as refusal:
        national_number(text)

    assert refusal.value.code == code


@pytest.mark.parametrize("added", [20, 40])
def test_a_bis_number_has_twenty_or_forty_added_to_the_month(added):
    first_nine = int(f"90{1 + added:02d}15997")

    found = national_number(f"{first_nine}{97 - first_nine % 97:02d}")

    assert found.is_bis
    assert found.birth_date == date(1990, 1, 15)


def test_a_number_of_someone_whose_birthday_the_register_does_not_know_has_no_birth_date():
    first_nine = 904000123

    found = national_number(f"{first_nine}{97 - first_nine % 97:02d}")

    assert found.is_bis
    assert found.birth_date is None


@given(BIRTHS, SERIALS)
def test_a_national_number_that_is_made_reads_back_as_the_birth_date(birth_date, serial):
    number = make_national_number(birth_date, serial)

    assert national_number(number).birth_date == birth_date
    assert national_number(format_national_number(number)).number == number


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), SERIALS)
def test_made_national_numbers_are_right_for_another_library_too(birth_date, serial):
    assert nn.is_valid(make_national_number(birth_date, serial))


@given(st.integers(1_000_000, 19_999_999))
def test_made_enterprise_numbers_are_right_here_and_elsewhere(first_eight):
    number = make_enterprise_number(first_eight)

    assert enterprise_number(format_enterprise_number(number)).number == number
    assert vat.is_valid(number)


@given(st.integers(20_000_000, 89_999_999))
def test_made_establishment_numbers_are_right(first_eight):
    number = make_establishment_number(first_eight)

    assert establishment_number(format_establishment_number(number)).number == number


@given(st.integers(1_000_000, 19_999_999), st.integers(0, 9), st.integers(0, 9))
def test_one_wrong_digit_is_always_found_in_an_enterprise_number(first_eight, place, digit):
    number = make_enterprise_number(first_eight)
    assume(number[place] != str(digit))

    with pytest.raises(WrongIdentifier):
        enterprise_number(number[:place] + str(digit) + number[place + 1 :])


@given(BIRTHS, SERIALS, st.integers(0, 10), st.integers(0, 9))
def test_one_wrong_digit_never_gives_the_same_century(birth_date, serial, place, digit):
    number = make_national_number(birth_date, serial)
    assume(number[place] != str(digit))
    altered = number[:place] + str(digit) + number[place + 1 :]

    try:
        found = national_number(altered)
    except WrongIdentifier:
        return
    assert found.birth_date is None or found.birth_date.year // 100 != birth_date.year // 100


def test_bis_numbers_are_right_for_another_library_too():
    first_nine = int("904115997")

    assert bis.is_valid(f"{first_nine}{97 - first_nine % 97:02d}")


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (make_enterprise_number, 0),
        (make_enterprise_number, 20_000_000),
        (make_establishment_number, 19_999_999),
        (make_establishment_number, 90_000_000),
    ],
)
def test_no_number_is_made_outside_its_range(make, value):
    with pytest.raises(ValueError, match=str(value)):
        make(value)


@pytest.mark.parametrize(("born", "serial"), [(date(1899, 1, 1), 1), (date(2000, 1, 1), 999)])
def test_no_national_number_is_made_outside_its_range(born, serial):
    with pytest.raises(ValueError, match="not"):
        make_national_number(born, serial)


def test_no_account_is_made_for_a_bank_of_four_digits():
    with pytest.raises(ValueError, match="1000"):
        make_iban(1000, 1)


@pytest.mark.parametrize("text", ["BE71 0961 2345 6769", "be71096123456769", "NL91ABNA0417164300"])
def test_an_account_number_of_a_known_bank_gives_no_warning(text):
    assert iban(text).warnings == ()


def test_a_right_belgian_account_at_an_unknown_bank_is_warned_of_not_refused():
    assert iban("BE68 5390 0754 7034").warnings == (UNKNOWN_BANK,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("", "iban_empty", id="nothing"),
        pytest.param("XX", "iban_wrong_form", id="too short"),
        pytest.param("539-0075470-34", "iban_wrong_form", id="old account number"),
        pytest.param("BE68 5390 0754 7035", "iban_wrong_check", id="wrong check digits"),
        pytest.param("BE6853900754703", "iban_wrong_check", id="a digit short"),
        pytest.param("BE68 5390 0754 703é", "iban_wrong_form", id="a letter with an accent"),
        pytest.param("BE44 0961 2345 6770", "iban_wrong_check", id="only the Belgian check is wrong"),
    ],
)
def test_a_wrong_account_number_is_refused_with_its_code(text, code):
    with pytest.raises(WrongIdentifier) as refusal:
        iban(text)

    assert refusal.value.code == code


@given(st.integers(0, 999), st.integers(0, 9_999_999))
def test_made_account_numbers_are_right(bank, account):
    number = make_iban(bank, account)

    assert iban(format_iban(number)).number == number
