"""The invented schools: every kind, everywhere, the same for the same seed."""

from collections import Counter

import pytest

from duaal.register.organisations.models import ProviderKind
from duaal.synthetic.schooling import PER_KIND, SHARES, found_schools
from tests.synthetic.conftest import TODAY

pytestmark = pytest.mark.django_db


def test_there_are_some_hundreds_of_every_kind_in_every_province(surroundings):
    schools = list(found_schools(surroundings, scale=1, seed=1, today=TODAY))

    assert Counter(school.kind for school in schools) == Counter(PER_KIND)
    assert set(ProviderKind) == set(PER_KIND)
    assert {school.town.province for school in schools} == set(SHARES)
    assert len({school.number for school in schools}) == len({school.name for school in schools}) == 300


def test_they_grow_with_flanders_and_keep_their_names_and_numbers_apart(surroundings):
    schools = list(found_schools(surroundings, scale=4, seed=1, today=TODAY))

    assert len({school.number for school in schools}) == len({school.name for school in schools}) == 1200


def test_the_same_seed_gives_the_same_schools(surroundings):
    once, again = (list(found_schools(surroundings, scale=1, seed=3, today=TODAY)) for _ in range(2))

    assert once == again
