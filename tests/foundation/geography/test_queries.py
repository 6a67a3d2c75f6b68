from datetime import date

import pytest

from duaal.foundation.geography import queries
from duaal.foundation.geography.facts import Point
from tests.foundation.geography.factories import MunicipalityFactory, PostcodeFactory

pytestmark = pytest.mark.django_db

BEFORE, MERGER = date(2024, 12, 31), date(2025, 1, 1)


@pytest.fixture
def merged():
    new = MunicipalityFactory(name="Oost-West", valid_from=MERGER)
    old = MunicipalityFactory(name="Oost", valid_to=BEFORE, successor=new)
    return old, new


def test_municipalities_of_a_day_are_those_in_force(merged):
    old, new = merged

    assert list(queries.municipalities_on(BEFORE)) == [old]
    assert list(queries.municipalities_on(MERGER)) == [new]


def test_all_facts_come_in_one_query(merged, django_assert_num_queries):
    old, new = merged

    with django_assert_num_queries(1):
        found = queries.municipalities()

    assert found[old.nis_code].successor == new.nis_code
    assert found[new.nis_code].point == Point(50.9, 5.3)


def test_municipality_without_coordinates_has_no_point():
    row = MunicipalityFactory(latitude=None)

    assert queries.facts_of(row).point is None


def test_community_is_flanders_and_brussels():
    flemish, brussels = MunicipalityFactory(name="A"), MunicipalityFactory(name="B", brussels=True)
    MunicipalityFactory(name="C", walloon=True)

    assert list(queries.municipalities_of_the_community_on(MERGER)) == [flemish, brussels]


def test_list_stands_in_dutch_alphabetical_order():
    for name in ("Évora", "’s-Hof", "Eik", "Zee"):
        MunicipalityFactory(name=name)

    names = [municipality.name for municipality in queries.municipalities_on(MERGER)]

    assert names == ["Eik", "Évora", "’s-Hof", "Zee"]


def test_search_starts_at_the_front_and_ignores_accents():
    MunicipalityFactory(name="Évora")
    MunicipalityFactory(name="Oud-Evora")

    found = queries.matching(queries.municipalities_on(MERGER), "EVO")

    assert [municipality.name for municipality in found] == ["Évora"]


def test_postcode_comes_with_its_municipality_in_one_query(django_assert_num_queries):
    PostcodeFactory(code="3999", municipality__name="Gemeente")

    with django_assert_num_queries(1):
        found = queries.find_postcode("3999")

        assert found is not None
        assert str(found.municipality) == "Gemeente"


def test_unknown_postcode_is_none():
    assert queries.find_postcode("0000") is None
