from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.kernel.money import Rounding, amount, share, to_cents, to_unit, total

AMOUNTS = st.decimals("-100000", "100000", places=4)


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [(Rounding.HALF_UP, "0.13"), (Rounding.DOWN, "0.12"), (Rounding.UP, "0.13")],
)
def test_half_a_cent_is_rounded_as_named(rounding, expected):
    assert to_cents(Decimal("0.125"), rounding) == Decimal(expected)


def test_an_amount_can_be_rounded_to_ten_euro_or_five_cents():
    assert to_unit(Decimal("634.99"), Decimal(10), Rounding.DOWN) == Decimal("630.00")
    assert to_unit(Decimal("1.23"), Decimal("0.05"), Rounding.HALF_UP) == Decimal("1.25")


def test_nothing_is_rounded_to_a_multiple_of_zero():
    with pytest.raises(ValueError, match="multiple of 0"):
        to_unit(Decimal(1), Decimal(0), Rounding.UP)


def test_a_share_is_rounded_once_at_the_end():
    assert share(Decimal("2111.89"), Decimal("0.29"), Rounding.HALF_UP) == Decimal("612.45")


def test_a_total_of_nothing_is_zero_in_cents():
    assert str(total([])) == "0.00"
    assert total([Decimal("0.10"), Decimal("0.20")]) == Decimal("0.30")


@pytest.mark.parametrize("text", ["612.50", "0", "7.5", "-3.20"])
def test_an_amount_is_read_with_a_point(text):
    assert amount(text) == Decimal(text)


@pytest.mark.parametrize("text", ["612,50", "1.234", "1e3", "NaN", "Infinity", "", "12 euro"])
def test_another_way_of_writing_an_amount_is_refused_with_its_value(text):
    with pytest.raises(ValueError, match="is no amount"):
        amount(text)


@given(AMOUNTS)
def test_rounding_moves_an_amount_by_less_than_a_cent(value):
    for rounding in Rounding:
        assert abs(to_cents(value, rounding) - value) < Decimal("0.01")
