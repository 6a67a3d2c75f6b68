"""Amounts of money: decimals in euro, rounded once, at the end, with the rounding named."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from enum import Enum

CENT = Decimal("0.01")


class Rounding(Enum):
    """How an amount is rounded (`afronding`); the value is the name that `decimal` knows it by."""

    HALF_UP = ROUND_HALF_UP
    DOWN = ROUND_DOWN
    UP = ROUND_UP


def amount(text: str) -> Decimal:
    """Reads an amount written with a point and at most two decimals; raises `ValueError` for another text.

    A number with a comma, an exponent, or more decimals is refused rather than guessed at.
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is no amount; write it like 612.50") from None
    if not value.is_finite() or "e" in text.lower() or _decimals(value) > 2:
        raise ValueError(f"{text!r} is no amount; write it like 612.50")
    return value


def to_cents(value: Decimal, rounding: Rounding) -> Decimal:
    """The amount rounded to whole cents."""
    return value.quantize(CENT, rounding.value)


def to_unit(value: Decimal, unit: Decimal, rounding: Rounding) -> Decimal:
    """The amount rounded to a multiple of `unit`, for example 10 euro or 5 cents; written in cents."""
    if unit <= 0:
        raise ValueError(f"cannot round to a multiple of {unit}")
    multiples = (value / unit).quantize(Decimal(1), rounding.value)
    return (multiples * unit).quantize(CENT)


def share(value: Decimal, part: Decimal, rounding: Rounding) -> Decimal:
    """A share of an amount, in whole cents; `part` 0.21 is 21 percent."""
    return to_cents(value * part, rounding)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts, written in cents; 0.00 when there are none."""
    return sum(amounts, Decimal(0)).quantize(CENT)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
