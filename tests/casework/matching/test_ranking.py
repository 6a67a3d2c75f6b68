"""Which workplace stands first for a learner, and why: on facts alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duaal.casework.matching.rules import (
    CandidateFacts,
    PlaceStatus,
    SeekerFacts,
    rank,
    ranking_law,
    travel_minutes,
)
from duaal.casework.matching.rules.ranking import NOTHING_TO_LEARN, WRONG_LEGAL_BASIS
from duaal.casework.matching.rules.status import FULL
from duaal.foundation.geography.facts import Point

DAY = date(2026, 3, 16)
HOME = Point(51.0, 4.0)
LAW = ranking_law(DAY)
COMPETENCES = frozenset(range(1, 15))
OPEN = PlaceStatus(1, ())
SEEKER = SeekerFacts("D2016", DAY, 50, HOME, COMPETENCES)
PLACE = CandidateFacts(1, 10, 100, "D2016", DAY, OPEN, Point(51.05, 4.0))
"""A place at less than six kilometres that teaches everything."""


def keys(seeker: SeekerFacts, *places: CandidateFacts) -> list[int]:
    return [line.candidate.key for line in rank(seeker, places, LAW).ranked]


def test_a_line_says_what_it_stands_on():
    place = replace(PLACE, not_taught=frozenset({1, 2}), starts_from=DAY + timedelta(days=9))

    (line,) = rank(SEEKER, [place], LAW).ranked

    assert (line.taught, line.asked, line.days_late) == (12, 14, 9)
    assert line.km == pytest.approx(5.56, abs=0.01)
    assert line.minutes == pytest.approx(10 + 5.56 / 25 * 60, abs=0.1)


@pytest.mark.parametrize(
    "worse",
    [
        replace(PLACE, key=2, point=Point(51.1, 4.0)),
        replace(PLACE, key=2, not_taught=frozenset({1})),
        replace(PLACE, key=2, starts_from=DAY + timedelta(days=1)),
        replace(PLACE, key=2, company=200),
        replace(PLACE, key=2, point=None),
    ],
    ids=["further", "fewer competences", "later", "refused before", "distance not known"],
)
def test_who_is_worse_on_one_point_stands_lower(worse):
    seeker = replace(SEEKER, refused_at=frozenset({200}))

    assert keys(seeker, worse, PLACE) == [1, 2]


def test_where_the_learner_worked_before_stands_higher():
    known = replace(PLACE, key=2, company=200)

    assert keys(replace(SEEKER, worked_at=frozenset({200})), PLACE, known) == [2, 1]


def test_a_place_far_away_that_teaches_all_beats_one_nearby_that_teaches_little():
    near = replace(PLACE, key=2, not_taught=frozenset(range(1, 13)))
    far = replace(PLACE, key=3, point=Point(51.2, 4.0))

    assert keys(SEEKER, near, far) == [3, 2]


def test_a_place_outside_the_distance_is_not_in_the_list():
    found = rank(replace(SEEKER, within_km=5), [PLACE], LAW)

    assert found.ranked == found.left_out == ()


def test_every_reason_why_not_is_given():
    place = replace(PLACE, legal_basis="D2022", status=PlaceStatus(0, (FULL,)), not_taught=COMPETENCES)

    (line,) = rank(SEEKER, [place], LAW).left_out

    assert line.reasons == (FULL, WRONG_LEGAL_BASIS, NOTHING_TO_LEARN)


def test_without_known_competences_every_place_teaches_all():
    seeker = replace(SEEKER, open_competences=frozenset())

    (line,) = rank(seeker, [replace(PLACE, not_taught=frozenset({1}))], LAW).ranked

    assert (line.taught, line.asked) == (0, 0)


def test_without_a_home_nothing_is_too_far():
    (line,) = rank(replace(SEEKER, point=None, within_km=1), [PLACE], LAW).ranked

    assert (line.km, line.minutes) == (None, None)


places = st.builds(
    CandidateFacts,
    key=st.integers(1, 10_000),
    recognition=st.integers(1, 50),
    company=st.integers(1, 9),
    legal_basis=st.sampled_from(["D2016", "D2022"]),
    starts_from=st.dates(DAY - timedelta(days=40), DAY + timedelta(days=200)),
    status=st.sampled_from([OPEN, PlaceStatus(0, (FULL,))]),
    point=st.none() | st.builds(Point, st.floats(50.8, 51.3), st.floats(3.5, 4.5)),
    not_taught=st.frozensets(st.integers(1, 14)),
)
seekers = st.builds(
    replace,
    st.just(SEEKER),
    worked_at=st.frozensets(st.integers(1, 9)),
    refused_at=st.frozensets(st.integers(1, 9)),
)


@given(seekers, st.lists(places, unique_by=lambda one: one.key, max_size=12), st.randoms())
def test_the_order_of_the_list_never_depends_on_the_order_of_the_candidates(seeker, candidates, chance):
    shuffled = list(candidates)
    chance.shuffle(shuffled)

    assert rank(seeker, shuffled, LAW) == rank(seeker, candidates, LAW)


@given(
    seekers,
    places.filter(lambda one: one.legal_basis == "D2016" and one.status.is_open),
    st.integers(1, 10_000),
    st.sampled_from(["nearer", "earlier", "more", "worked", "welcome"]),
)
def test_a_place_that_is_better_on_one_point_is_never_ranked_lower(seeker, place, key, point):
    place = replace(place, company=1)
    better = replace(place, key=place.key + key, company=2)
    worked, refused = seeker.worked_at - {1, 2}, seeker.refused_at - {1, 2}
    match point:
        case "nearer":
            if place.point is None:
                better = replace(better, point=HOME)
            else:
                middle = Point(
                    (place.point.latitude + HOME.latitude) / 2, (place.point.longitude + HOME.longitude) / 2
                )
                better = replace(better, point=middle)
        case "earlier":
            better = replace(better, starts_from=place.starts_from - timedelta(days=1))
        case "more":
            better = replace(better, not_taught=frozenset(sorted(place.not_taught)[1:]))
        case "worked":
            worked |= {2}
        case "welcome":
            refused |= {1}
    seeker = replace(seeker, worked_at=worked, refused_at=refused)

    found = rank(seeker, [place, better], LAW).ranked

    by_key = {line.candidate.key: line for line in found}
    if {place.key, better.key} <= set(by_key):
        assert by_key[better.key].points <= by_key[place.key].points
        if by_key[better.key].order[:-1] != by_key[place.key].order[:-1]:
            assert found[0].candidate.key == better.key


@given(st.floats(0, 500), st.floats(0, 500))
def test_further_never_takes_less_time(one, other):
    near, far = sorted((one, other))

    assert travel_minutes(near, LAW) <= travel_minutes(far, LAW)
