"""Invented numbers: valid in form, and of ranges that nobody really has.

* Enterprise numbers start with 19: the business register began to give out numbers with a 1 in 2023 and is
  hundreds of millions away from these.
* Establishment numbers start with 8: the register is at the first numbers that start with 2.
* National numbers have a serial number from 900 on: it counts the births of one day, some three hundred in
  Belgium, so that 900 is not reached. Odd for men, even for women, as in real ones.
* Telephone numbers start with 0400, which no operator uses; e-mail addresses end in `.example`, a name
  reserved for examples.

That these ranges are free is general knowledge; neither register was asked.

All check digits are right, so that every check of the platform sees them as real ones.
"""

from collections.abc import Iterator
from datetime import date

from duaal.foundation.kernel.identifiers import (
    make_enterprise_number,
    make_establishment_number,
    make_national_number,
)

FIRST_ENTERPRISE, ENTERPRISES = 19_000_000, 1_000_000
FIRST_ESTABLISHMENT, ESTABLISHMENTS = 80_000_000, 10_000_000
STRIDE = 7_919
"""A prime that divides neither range: one number after the other looks random and none comes twice."""

FIRST_SERIAL, LAST_SERIAL = 900, 998


def enterprise_numbers() -> Iterator[str]:
    """A million different enterprise numbers."""
    for place in range(ENTERPRISES):
        yield make_enterprise_number(FIRST_ENTERPRISE + place * STRIDE % ENTERPRISES)


def establishment_numbers() -> Iterator[str]:
    """Ten million different establishment numbers."""
    for place in range(ESTABLISHMENTS):
        yield make_establishment_number(FIRST_ESTABLISHMENT + place * STRIDE % ESTABLISHMENTS)


class NationalNumbers:
    """Gives every person the next free serial number of the day of birth."""

    def __init__(self) -> None:
        self._next: dict[tuple[date, bool], int] = {}

    def has_room(self, birth_date: date, *, is_woman: bool) -> bool:
        return self._next.get((birth_date, is_woman), 0) <= LAST_SERIAL

    def give(self, birth_date: date, *, is_woman: bool) -> str:
        """A national number that nobody else has. Ask `has_room` first."""
        key = (birth_date, is_woman)
        serial = self._next.get(key, FIRST_SERIAL if is_woman else FIRST_SERIAL + 1)
        self._next[key] = serial + 2
        return make_national_number(birth_date, serial)


def phone_number(number: int) -> str:
    """A telephone number under a prefix that no operator has."""
    digits = f"{number * STRIDE % 1_000_000:06d}"
    return f"0400 {digits[:2]} {digits[2:4]} {digits[4:]}"
