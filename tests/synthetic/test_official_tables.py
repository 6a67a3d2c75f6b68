"""The micro-data give back every official table, whatever the seed (`statistics.md` 7.4)."""

from dataclasses import replace
from datetime import date

import pytest

from duaal.synthetic.inventing import invent
from duaal.synthetic.official import YEARS, official_figures
from tests.synthetic import counting
from tests.synthetic.conftest import TODAY, silent

pytestmark = pytest.mark.django_db

EXTRACTION = date(2023, 6, 29)
FIGURES = official_figures()


@pytest.fixture(scope="module", params=[1, 2, 2027])
def any_world(request, world, surroundings):
    if request.param == 1:
        return world
    return invent(surroundings, scale=1, seed=request.param, today=TODAY, report=silent)


def require_equal(counted, wanted):
    total, provinces, sectors = counted
    assert total == wanted.total
    assert provinces == counting.nonzero(wanted.provinces)
    assert sectors == counting.nonzero(wanted.sectors)


@pytest.mark.parametrize("extraction", [date(2023, 6, 16), EXTRACTION, TODAY])
def test_companies_with_a_recognition_are_exact_in_every_year(any_world, surroundings, extraction):
    for year, wanted in zip(YEARS, FIGURES.recognised, strict=True):
        pairs = counting.recognised(any_world, year, extraction)
        require_equal(counting.table(pairs, surroundings.competences, extraction), wanted)


@pytest.mark.parametrize("extraction", [date(2023, 6, 16), EXTRACTION, TODAY])
def test_companies_with_an_agreement_are_exact_in_every_year(any_world, surroundings, extraction):
    for year, wanted in zip(YEARS, FIGURES.with_agreement, strict=True):
        pairs = counting.with_agreement(any_world, year, extraction)
        require_equal(counting.table(pairs, surroundings.competences, extraction), wanted)


def test_agreements_are_a_part_of_recognitions(any_world):
    for year in YEARS:
        recognised = counting.recognised(any_world, year, EXTRACTION)
        assert counting.with_agreement(any_world, year, EXTRACTION) <= recognised


def test_trained_mentors_are_exact_per_sector(any_world):
    assert counting.trained(any_world, EXTRACTION) == counting.nonzero(FIGURES.mentors)


def test_the_mean_number_of_recognitions_is_that_of_the_answer(any_world):
    numbers = counting.valid_on(any_world, EXTRACTION)

    assert (sum(numbers.values()), len(numbers)) == (36_299, 10_225)
    assert round(sum(numbers.values()) / len(numbers), 2) == 3.55


def test_recognitions_are_spread_unequally(any_world):
    numbers = sorted(counting.valid_on(any_world, EXTRACTION).values())

    assert numbers[len(numbers) // 2] == 2
    assert numbers[len(numbers) * 9 // 10] in (7, 8, 9)
    assert 55 <= numbers[-1] <= 80


def test_learners_on_the_days_of_counting_are_those_that_were_counted(any_world):
    days = {date(2019, 11, 6): 1765, date(2021, 2, 1): 1950, date(2022, 1, 15): 2338, date(2023, 1, 23): 2814}

    counted = {
        day: len(
            {
                contract.learner
                for contract in any_world.contracts
                if contract.starts_on is not None
                and not contract.case.programme.is_adult
                and contract.starts_on <= day <= (contract.ended_on or contract.planned_end_on)
            }
        )
        for day in days
    }

    assert counted == days


def test_a_flanders_of_another_size_has_every_cell_so_many_times(surroundings):
    world = invent(surroundings, scale=2, seed=3, today=date(2024, 3, 1), report=silent)

    pairs = counting.recognised(world, YEARS[3], EXTRACTION)
    require_equal(counting.table(pairs, surroundings.competences, EXTRACTION), FIGURES.times(2).recognised[3])
    assert sum(counting.trained(world, EXTRACTION).values()) == 2 * 10_847
    assert sum(counting.valid_on(world, EXTRACTION).values()) == 2 * 36_299


class TestNegative:
    """What moves, and what does not, when one thing changes (`statistics.md` 7.4)."""

    @pytest.fixture
    def tables(self, world, surroundings):
        def count(leaving_out=(), competences=surroundings.competences):
            part = replace(world, cases=[case for case in world.cases if case not in leaving_out])
            pairs = counting.recognised(part, YEARS[3], EXTRACTION)
            return counting.table(pairs, competences, EXTRACTION)

        return count

    def test_closing_one_site_of_a_company_in_two_provinces_keeps_the_total(self, world, tables):
        company = next(c for c in world.companies if len(c.provinces) == 2 and len(c.sites) == 2 and c.cases)
        gone = {case for case in company.cases if case.site is company.sites[1]}

        before, after = tables(), tables(gone)

        province = company.sites[1].town.province
        assert after[0] == before[0]
        assert after[1] == before[1] | {province: before[1][province] - 1}
        assert after[2] == before[2]

    def test_the_registered_office_counts_nowhere(self, world, tables):
        before = tables()
        company = next(c for c in world.companies if c.provinces == ("ant",))
        seat = company.seat
        company.seat = next(c.seat for c in world.companies if c.provinces == ("wvl",))

        after = tables()

        company.seat = seat
        assert after == before

    def test_a_merger_of_two_companies_lowers_the_total_by_one(self, world, tables):
        one, other = [c for c in world.companies if c.provinces == ("lim",) and c.sectors == ("bouw",)][:2]
        before = tables()
        moved = [case for case in other.cases if case.outcome is not None]
        for case in moved:
            case.company = one

        after = tables()

        for case in moved:
            case.company = other
        assert after[0] == before[0] - 1
        assert after[1] == before[1] | {"lim": before[1]["lim"] - 1}
        assert after[2] == before[2] | {"bouw": before[2]["bouw"] - 1}

    def test_one_recognition_less_in_the_same_province_changes_the_mean_only(self, world, tables):
        company = next(
            c
            for c in world.companies
            if len(c.provinces) == 1 and sum(k.is_valid_on(EXTRACTION) for k in c.cases) > 3
        )
        last = next(case for case in reversed(company.cases) if case.is_valid_on(EXTRACTION))

        part = replace(world, cases=[case for case in world.cases if case is not last])

        assert tables({last}) == tables()
        assert sum(counting.valid_on(part, EXTRACTION).values()) == 36_298

    def test_another_mapping_of_a_committee_changes_the_sectors_only(self, tables, surroundings):
        competences = surroundings.competences
        moved = tuple(replace(row, value="textiel") for row in competences.allocations["302"])

        before = tables()
        after = tables(
            competences=replace(competences, allocations={**competences.allocations, "302": moved})
        )

        assert (after[0], after[1]) == (before[0], before[1])
        assert "horeca" not in after[2]
        assert after[2]["textiel"] > before[2]["textiel"]
