from datetime import date

import pytest

from duaal.insight.statistics.provinces import Place, bits_per_province, province_on

PLACES = {
    "a": Place("ant", successor="b"),
    "b": Place("ovl", valid_from=date(2025, 1, 1), successor="c"),
    "c": Place("wvl", valid_from=date(2031, 1, 1)),
    "w": Place(""),
}


@pytest.mark.parametrize(
    ("nis_code", "day", "province"),
    [
        ("a", date(2024, 12, 31), "ant"),
        ("a", date(2025, 1, 1), "ovl"),
        ("a", date(2031, 1, 1), "wvl"),
        ("b", date(2020, 1, 1), "ovl"),
        ("c", date(2020, 1, 1), "wvl"),
        ("w", date(2020, 1, 1), ""),
    ],
)
def test_the_province_follows_the_mergers_in_force(nis_code: str, day: date, province: str) -> None:
    assert province_on(nis_code, PLACES, on=day) == province


def test_a_merger_that_points_back_ends() -> None:
    places = {
        "a": Place("ant", date(2020, 1, 1), successor="b"),
        "b": Place("ovl", date(2020, 1, 1), successor="a"),
    }

    assert province_on("a", places, on=date(2025, 1, 1)) == "ovl"


def test_each_municipality_has_one_province_on_each_day() -> None:
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2031, 1, 1)]

    assert bits_per_province(PLACES, days) == {
        ("a", "ant"): 0b001,
        ("a", "ovl"): 0b010,
        ("a", "wvl"): 0b100,
        ("b", "ovl"): 0b011,
        ("b", "wvl"): 0b100,
        ("c", "wvl"): 0b111,
    }
