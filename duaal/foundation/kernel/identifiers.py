"""Belgian numbers of companies, sites, persons and accounts: read, check and write them.

Every reader takes what a person typed, with or without dots, spaces and dashes, and gives the bare number, or
raises `WrongIdentifier` with a code; the sentence for each code stands in `sentences.py`. The rules on form
and check digits are those of `recognition.md` 6.1 (general knowledge, assumed there).

Not covered: whether a number is really in use; only the business register or the national register knows.
"""

import re
from dataclasses import dataclass
from datetime import date

from stdnum import iban as international_account
from stdnum.be import iban as belgian_account
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

MODULUS = 97
SEPARATORS = re.compile(r"[\s./\-\u2010-\u2015\u200b\u2060\ufeff]+")
DIGITS = re.compile(r"[0-9]+")
ACCOUNT = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")

LEFT_PADDED = "left_padded"
UNKNOWN_BANK = "unknown_bank"


class WrongIdentifier(ValueError):
    """A text that is no number of the kind asked. `code` says why, `value` is the text as it was typed."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value!r}")
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class Checked:
    """A number that has the right form: the bare number and what the reader should be warned of."""

    number: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedPerson:
    """A national register number (`rijksregisternummer`) or bis number (`bisnummer`) of the right form.

    `birth_date` is None when the register itself does not know the day or the month (written as 00).
    """

    number: str
    birth_date: date | None
    is_bis: bool


def enterprise_number(text: str) -> Checked:
    """Reads an enterprise number (`ondernemingsnummer`): 10 digits, of which the first is 0 or 1.

    Nine digits get a 0 in front, with the warning `LEFT_PADDED`; a leading `BE` is dropped.
    """
    number = _digits(text, "enterprise", prefix="BE")
    padded = len(number) == 9
    number = number.zfill(10) if padded else number
    if len(number) != 10:
        raise WrongIdentifier("enterprise_wrong_length", text)
    if number[0] not in "01":
        right_site = number[0] in "2345678" and _has_check_digits(number)
        raise WrongIdentifier("enterprise_is_site" if right_site else "enterprise_wrong_first_digit", text)
    if int(number[:8]) == 0:
        raise WrongIdentifier("enterprise_zero", text)
    if not _has_check_digits(number):
        raise WrongIdentifier("enterprise_wrong_check", text)
    return Checked(number, (LEFT_PADDED,) if padded else ())


def establishment_number(text: str) -> Checked:
    """Reads an establishment number (`vestigingsnummer`): 10 digits, of which the first is 2 to 8.

    A right enterprise number, also one of 9 digits, is refused with a code of its own.
    """
    number = _digits(text, "establishment")
    if _is_enterprise_number(number):
        raise WrongIdentifier("establishment_is_enterprise", text)
    if len(number) != 10:
        raise WrongIdentifier("establishment_wrong_length", text)
    if number[0] in "01":
        raise WrongIdentifier("establishment_is_enterprise", text)
    if number[0] not in "2345678":
        raise WrongIdentifier("establishment_wrong_first_digit", text)
    if not _has_check_digits(number):
        raise WrongIdentifier("establishment_wrong_check", text)
    return Checked(number)


def national_number(text: str) -> CheckedPerson:
    """Reads a national register number or a bis number: 11 digits, the last two check digits.

    The check digits tell the century: for births from 2000 a 2 stands before the first nine. A bis number has
    20 or 40 added to the month.
    """
    number = _digits(text, "national")
    if len(number) != 11:
        raise WrongIdentifier("national_wrong_length", text)
    first_nine, check = int(number[:9]), int(number[9:])
    if check == MODULUS - first_nine % MODULUS:
        century = 1900
    elif check == MODULUS - (2_000_000_000 + first_nine) % MODULUS:
        century = 2000
    else:
        raise WrongIdentifier("national_wrong_check", text)
    year, month, day = century + int(number[:2]), int(number[2:4]), int(number[4:6])
    is_bis = month >= 20
    month -= 40 if month >= 40 else 20 if is_bis else 0
    return CheckedPerson(number, _birth_date(year, month, day, text), is_bis)


def iban(text: str) -> Checked:
    """Reads an account number (IBAN); a Belgian one with an unknown bank code is warned of, not refused."""
    number = SEPARATORS.sub("", text).upper()
    if not number:
        raise WrongIdentifier("iban_empty", text)
    if not ACCOUNT.fullmatch(number):
        raise WrongIdentifier("iban_wrong_form", text)
    try:
        international_account.validate(number, check_country=False)
        if number.startswith("BE"):
            belgian_account.validate(number)
    except InvalidComponent:
        if number.startswith("BE"):
            return Checked(number, (UNKNOWN_BANK,))
        raise WrongIdentifier("iban_wrong_form", text) from None
    except InvalidChecksum:
        raise WrongIdentifier("iban_wrong_check", text) from None
    except ValidationError:
        raise WrongIdentifier("iban_wrong_form", text) from None
    return Checked(number)


def format_enterprise_number(number: str) -> str:
    """`0123456749` as people read it: `0123.456.749`."""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def format_establishment_number(number: str) -> str:
    """`2123456789` as people read it: `2.123.456.789`."""
    return f"{number[0]}.{number[1:4]}.{number[4:7]}.{number[7:]}"


def format_national_number(number: str) -> str:
    """`90011599762` as people read it: `90.01.15-997.62`."""
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def format_iban(number: str) -> str:
    """`BE68539007547034` as people read it: `BE68 5390 0754 7034`."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def make_enterprise_number(first_eight: int) -> str:
    """The enterprise number that starts with these eight digits (1 to 19 999 999)."""
    if not 1 <= first_eight <= 19_999_999:
        raise ValueError(f"an enterprise number starts with 1 to 19999999, not {first_eight}")
    return f"{first_eight:08d}{MODULUS - first_eight % MODULUS:02d}"


def make_establishment_number(first_eight: int) -> str:
    """The establishment number that starts with these eight digits (20 000 000 to 89 999 999)."""
    if not 20_000_000 <= first_eight <= 89_999_999:
        raise ValueError(f"an establishment number starts with 20000000 to 89999999, not {first_eight}")
    return f"{first_eight:08d}{MODULUS - first_eight % MODULUS:02d}"


def make_national_number(birth_date: date, sequence: int) -> str:
    """The national register number of a person with this birth date and serial number of the day (1-998)."""
    if not 1900 <= birth_date.year <= 2099:
        raise ValueError(f"a national number knows births from 1900 to 2099, not {birth_date.year}")
    if not 1 <= sequence <= 998:
        raise ValueError(f"the serial number of the day is 1 to 998, not {sequence}")
    first_nine = f"{birth_date:%y%m%d}{sequence:03d}"
    counted = int(first_nine) + (2_000_000_000 if birth_date.year >= 2000 else 0)
    return f"{first_nine}{MODULUS - counted % MODULUS:02d}"


def make_iban(bank_code: int, account: int) -> str:
    """The Belgian IBAN of an account (0 to 9 999 999) at the bank with this code (0 to 999)."""
    if not (0 <= bank_code <= 999 and 0 <= account <= 9_999_999):
        raise ValueError(f"no Belgian account has bank {bank_code} and number {account}")
    first_ten = bank_code * 10_000_000 + account
    national = f"{first_ten:010d}{first_ten % MODULUS or MODULUS:02d}"
    return "BE" + international_account.calc_check_digits("BE00" + national) + national


def _digits(text: str, kind: str, prefix: str = "") -> str:
    number = SEPARATORS.sub("", text)
    if prefix and number[: len(prefix)].upper() == prefix:
        number = number[len(prefix) :]
    if not number:
        raise WrongIdentifier(f"{kind}_empty", text)
    if not DIGITS.fullmatch(number):
        raise WrongIdentifier(f"{kind}_not_digits", text)
    return number


def _has_check_digits(number: str) -> bool:
    return int(number[8:]) == MODULUS - int(number[:8]) % MODULUS


def _is_enterprise_number(digits: str) -> bool:
    try:
        enterprise_number(digits)
    except WrongIdentifier:
        return False
    return True


def _birth_date(year: int, month: int, day: int, text: str) -> date | None:
    if month == 0 or day == 0:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        raise WrongIdentifier("national_wrong_birth_date", text) from None
