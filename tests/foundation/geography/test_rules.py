from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.foundation.geography.facts import MunicipalityFacts, Point
from duaal.foundation.geography.rules import (
    UnknownMunicipality,
    box_around,
    distance_km,
    municipality_on,
    province_on,
)

MERGER = date(2025, 1, 1)
BEFORE = date(2024, 12, 31)
HALFWAY_ROUND_KM = 20_015.2


def facts(code, *, province="ovl", ends=None, starts=None, into=None):
    return MunicipalityFacts(code, f"Gemeente {code}", "flanders", province, None, starts, ends, into)


KNOWN = {
    "46003": facts("46003", ends=BEFORE, into="46030"),
    "11056": facts("11056", province="ant", ends=BEFORE, into="46030"),
    "46030": facts("46030", starts=MERGER),
    "11002": facts("11002", province="ant"),
    "99999": facts("99999", ends=BEFORE),
}

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        pytest.param("46003", BEFORE, "46003", id="last day of the old code"),
        pytest.param("46003", MERGER, "46030", id="first day of the new code"),
        pytest.param("46030", BEFORE, "46030", id="a code that starts later stands for itself"),
        pytest.param("11002", MERGER, "11002", id="never merged"),
        pytest.param("99999", MERGER, "99999", id="ended without a successor"),
    ],
)
def test_mergers_are_followed_by_date(code, day, found):
    assert municipality_on(code, day, known=KNOWN).nis_code == found


def test_two_mergers_in_a_row_are_followed_to_the_end():
    again = KNOWN | {
        "46030": replace(KNOWN["46030"], valid_to=date(2030, 12, 31), successor="46999"),
        "46999": facts("46999", starts=date(2031, 1, 1)),
    }

    assert municipality_on("11056", date(2030, 12, 31), known=again).nis_code == "46030"
    assert municipality_on("11056", date(2031, 1, 1), known=again).nis_code == "46999"


def test_zwijndrecht_moves_to_another_province_with_the_merger():
    assert province_on("11056", BEFORE, known=KNOWN) == "ant"
    assert province_on("11056", MERGER, known=KNOWN) == "ovl"


def test_unknown_code_is_named():
    with pytest.raises(UnknownMunicipality, match="12345"):
        municipality_on("12345", MERGER, known=KNOWN)


def test_successor_that_is_not_there_is_named():
    with pytest.raises(UnknownMunicipality, match="46030"):
        municipality_on("46003", MERGER, known={"46003": KNOWN["46003"]})


def test_mergers_in_a_circle_are_an_error_and_not_a_hang():
    circle = {
        "10001": facts("10001", ends=BEFORE, into="10002"),
        "10002": facts("10002", ends=BEFORE, into="10001"),
    }

    with pytest.raises(ValueError, match="never end"):
        municipality_on("10001", MERGER, known=circle)


@given(length=st.integers(1, 30), days=st.integers(-50, 50))
def test_following_mergers_always_ends_in_the_code_in_force(length, days):
    chain = {
        str(n): facts(
            str(n),
            starts=MERGER + timedelta(days=n) if n else None,
            ends=MERGER + timedelta(days=n) if n < length else None,
            into=str(n + 1) if n < length else None,
        )
        for n in range(length + 1)
    }
    day = MERGER + timedelta(days=days)

    found = municipality_on("0", day, known=chain)

    assert found.valid_to is None or found.valid_to >= day


def test_distance_between_two_cities_is_right():
    antwerp, ghent = Point(51.2211, 4.3997), Point(51.0538, 3.7250)

    assert distance_km(antwerp, ghent) == pytest.approx(50.6, abs=0.5)


def test_distance_to_the_other_side_of_the_earth_is_half_its_girth():
    assert distance_km(Point(0, 0), Point(0, 180)) == pytest.approx(HALFWAY_ROUND_KM, abs=1)


@given(points)
def test_distance_to_itself_is_nothing(point):
    assert distance_km(point, point) == 0


@given(points, points)
def test_distance_is_the_same_both_ways(one, other):
    assert distance_km(one, other) == pytest.approx(distance_km(other, one), abs=1e-6)


@given(points, points, points)
def test_a_detour_is_never_shorter(one, other, between):
    detour = distance_km(one, between) + distance_km(between, other)

    assert distance_km(one, other) <= detour + 1e-3


@given(
    st.builds(Point, st.floats(-80, 80), st.floats(-170, 170)),
    st.floats(0.1, 300),
    st.floats(-1, 1),
    st.floats(-1, 1),
)
def test_the_box_around_a_place_holds_everything_within_the_distance(place, km, north, east):
    box = box_around(place, km)
    other = Point(
        place.latitude + north * (box.north - place.latitude),
        place.longitude + 2 * east * (box.east - place.longitude),
    )

    if distance_km(place, other) <= km * 0.999:
        assert box.south <= other.latitude <= box.north
        assert box.west <= other.longitude <= box.east
