from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.identifiers import WrongIdentifier, format_national_number, make_national_number
from duaal.foundation.people.national_numbers import Unreadable, decrypt, encrypt, lookup_key, masked

NUMBER = make_national_number(date(1985, 7, 30), 33)
OTHER = make_national_number(date(2001, 2, 28), 500)
OLD, NEW = "00" * 32, "ab" * 32


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(1, 998))
def test_every_number_comes_back_from_storage(birth_date, sequence):
    number = make_national_number(birth_date, sequence)

    stored = encrypt(number)

    assert decrypt(stored, lookup_key(number)) == number
    assert number.encode() not in stored


def test_the_same_number_is_stored_differently_every_time_but_looked_up_the_same():
    first, second = encrypt(NUMBER), encrypt(NUMBER)

    assert first != second
    assert lookup_key(NUMBER) == lookup_key(format_national_number(NUMBER)) == lookup_key(f" {NUMBER} ")
    assert lookup_key(NUMBER) != lookup_key(OTHER)
    assert len(lookup_key(NUMBER)) == 32


def test_another_lookup_key_gives_another_hash(settings):
    before = lookup_key(NUMBER)

    settings.NATIONAL_NUMBER_LOOKUP_KEY = NEW

    assert lookup_key(NUMBER) != before


def test_a_number_put_with_another_person_does_not_open():
    with pytest.raises(Unreadable):
        decrypt(encrypt(NUMBER), lookup_key(OTHER))


@pytest.mark.parametrize("place", [0, 1, 13, -1])
def test_an_altered_cipher_text_does_not_open(place):
    stored = bytearray(encrypt(NUMBER))
    stored[place] ^= 1

    with pytest.raises(Unreadable):
        decrypt(bytes(stored), lookup_key(NUMBER))


def test_another_key_does_not_open_it(settings):
    stored = encrypt(NUMBER)

    settings.NATIONAL_NUMBER_KEY = NEW

    with pytest.raises(Unreadable):
        decrypt(stored, lookup_key(NUMBER))


def test_a_new_key_writes_and_the_old_one_still_reads(settings):
    settings.NATIONAL_NUMBER_KEY = OLD
    before = encrypt(NUMBER)
    settings.NATIONAL_NUMBER_KEY = f"{OLD}, {NEW}"
    after = encrypt(NUMBER)

    opened = [decrypt(stored, lookup_key(NUMBER)) for stored in (before, after)]

    assert opened == [NUMBER, NUMBER]
    assert (before[0], after[0]) == (1, 2)


def test_a_retired_key_reads_no_more_and_the_new_one_keeps_its_version(settings):
    settings.NATIONAL_NUMBER_KEY = OLD
    before = encrypt(NUMBER)
    settings.NATIONAL_NUMBER_KEY = f"retired,{NEW}"

    assert decrypt(encrypt(NUMBER), lookup_key(NUMBER)) == NUMBER
    with pytest.raises(Unreadable, match="no key 1"):
        decrypt(before, lookup_key(NUMBER))


@pytest.mark.parametrize("keys", ["", "abc", "zz" * 32, "00" * 16, f"{OLD},", f"{OLD},retired"])
def test_a_wrong_encryption_key_is_named_before_anything_is_stored(settings, keys):
    settings.NATIONAL_NUMBER_KEY = keys

    with pytest.raises(ImproperlyConfigured, match="NATIONAL_NUMBER_KEY"):
        encrypt(NUMBER)


def test_a_wrong_lookup_key_is_named(settings):
    settings.NATIONAL_NUMBER_LOOKUP_KEY = "kort"

    with pytest.raises(ImproperlyConfigured, match="NATIONAL_NUMBER_LOOKUP_KEY"):
        lookup_key(NUMBER)


@pytest.mark.parametrize("function", [encrypt, lookup_key])
def test_what_is_no_national_number_is_not_stored(function):
    with pytest.raises(WrongIdentifier):
        function("85073003300")


def test_a_masked_number_shows_its_last_two_digits_only():
    assert masked("90011599762") == "••••••• 62"
