import dataclasses

import pytest

from duaal.synthetic.allocation import (
    NEVER_SHARED,
    Allotted,
    allocate,
    counted,
    require_exact,
)
from duaal.synthetic.official import YEARS, official_figures
from duaal.synthetic.transport import Infeasible

FIGURES = official_figures()


def nonzero(cells):
    return {code: value for code, value in cells.items() if value}


@pytest.mark.parametrize("churn", [0, 0.02, 0.05])
@pytest.mark.parametrize("seed", [1, 2, 2027])
def test_every_cell_of_the_four_company_tables_is_exact(seed, churn):
    companies = allocate(FIGURES, seed=seed, churn=churn)

    for year in range(len(YEARS)):
        for found, wanted in (
            (counted(companies, year), FIGURES.recognised[year]),
            (counted(companies, year, with_agreement=True), FIGURES.with_agreement[year]),
        ):
            assert found.total == wanted.total
            assert nonzero(found.provinces) == nonzero(wanted.provinces)
            assert nonzero(found.sectors) == nonzero(wanted.sectors)


def test_a_larger_flanders_has_every_cell_so_many_times():
    companies = allocate(FIGURES.times(3), seed=5)

    assert counted(companies, 3).total == 3 * 10225
    assert counted(companies, 3).sectors["bouw"] == 3 * FIGURES.recognised[3].sectors["bouw"]
    assert counted(companies, 0, with_agreement=True).provinces["bru"] == 3 * 25


def test_the_same_seed_gives_the_same_companies_and_another_seed_others():
    rows = [[dataclasses.astuple(company) for company in allocate(FIGURES, seed=seed)] for seed in (9, 9, 10)]

    assert rows[0] == rows[1]
    assert rows[0] != rows[2]


def test_agreements_are_a_part_of_recognitions_in_every_year():
    companies = allocate(FIGURES, seed=3)

    for company in companies:
        for year, provinces in company.agreements.items():
            assert company.is_recognised_in(year)
            assert set(provinces) <= set(company.provinces)


def test_who_is_in_two_places_stays_and_only_joint_committees_are_shared():
    companies = allocate(FIGURES, seed=4, churn=0.05)

    several = [company for company in companies if not company.is_single]
    assert all(company.last_year == len(YEARS) - 1 for company in several)
    assert all(len(set(company.provinces)) == len(company.provinces) <= 2 for company in several)
    shared = [company.sectors for company in several if len(company.sectors) > 1]
    assert len(shared) == 143
    assert all(NEVER_SHARED.isdisjoint(sectors) for sectors in shared)


def test_some_companies_of_last_year_leave():
    companies = allocate(FIGURES, seed=6, churn=0.02)

    left = [sum(company.last_year == year for company in companies) for year in range(3)]

    assert all(0.02 * FIGURES.recognised[year].total <= left[year] for year in range(3))


def test_figures_that_contradict_one_another_are_refused():
    wrong = dataclasses.replace(FIGURES.recognised[0], total=3700)
    figures = dataclasses.replace(FIGURES, recognised=(wrong, *FIGURES.recognised[1:]))

    with pytest.raises(Infeasible):
        allocate(figures, seed=1)


class TestNegative:
    """What must and must not move when one company changes (`statistics.md` 7.4)."""

    def test_losing_one_of_two_provinces_lowers_that_province_and_not_the_total(self):
        companies = allocate(FIGURES, seed=1)
        company = next(company for company in companies if len(company.provinces) == 2)
        gone, stays = company.provinces
        before = counted(companies, 3)

        company.provinces = (stays,)

        after = counted(companies, 3)
        assert after.total == before.total
        assert after.provinces[gone] == before.provinces[gone] - 1
        assert after.extra_provinces == before.extra_provinces - 1
        with pytest.raises(Infeasible, match="provinces"):
            require_exact(companies, FIGURES)

    def test_a_merger_of_two_companies_lowers_the_total_by_one(self):
        companies = allocate(FIGURES, seed=1)
        alike = [
            c for c in companies if c.provinces == ("ant",) and c.sectors == ("bouw",) and c.last_year == 3
        ]
        before = counted(companies, 3)

        companies.remove(alike[0])

        after = counted(companies, 3)
        assert after.total == before.total - 1
        assert sum(before.provinces.values()) - sum(after.provinces.values()) == 1
        with pytest.raises(Infeasible, match="total"):
            require_exact(companies, FIGURES)

    def test_a_company_of_another_sector_changes_the_sector_table_only(self):
        company = Allotted(("ant",), ("bouw",), 0)
        before = counted([company], 0)

        company.sectors = ("horeca",)

        after = counted([company], 0)
        assert after.provinces == before.provinces
        assert after.sectors != before.sectors
