"""Who counts as recognised or with an agreement, in which school year (`statistics.md` 1.2, rules 1, 2, 5,
6).
"""

from datetime import date

import pytest

from tests.insight.statistics.builders import (
    ADULT,
    ALTERNATING,
    ANTWERP,
    CONSTRUCTION,
    GHENT,
    Register,
    column,
)

FIRST, LAST = date(2022, 9, 1), date(2023, 6, 29)


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        pytest.param(date(2020, 9, 1), date(2021, 8, 31), ["2020-2021"], id="exactly one school year"),
        pytest.param(
            date(2020, 8, 31), date(2020, 9, 1), ["2019-2020", "2020-2021"], id="two days, two years"
        ),
        pytest.param(date(2021, 8, 31), date(2021, 8, 31), ["2020-2021"], id="only the last day"),
        pytest.param(date(2019, 8, 30), date(2019, 8, 31), [], id="ended the day before the first year"),
        pytest.param(date(2022, 5, 1), date(2027, 4, 30), ["2021-2022", "2022-2023"], id="still valid"),
    ],
)
def test_a_company_counts_in_every_school_year_that_its_recognition_meets(
    register: Register, first: date, last: date, years: list[str]
) -> None:
    register.recognised(first=first, last=last)

    snapshot = register.snapshot()

    all_years = ("2019-2020", "2020-2021", "2021-2022", "2022-2023")
    assert [year for year in all_years if column(snapshot, "T1a", year)] == years


def test_a_recognition_that_ended_early_stops_counting_at_its_real_end(register: Register) -> None:
    register.recognised(first=date(2020, 9, 1), last=date(2025, 8, 31), ended_on=date(2021, 8, 31))

    snapshot = register.snapshot()

    assert column(snapshot, "T1a", "2020-2021") == {"ant": 1, "total": 1}
    assert column(snapshot, "T1a", "2021-2022") == {}


def test_what_starts_after_the_extraction_day_does_not_count(register: Register) -> None:
    register.recognised(first=LAST)
    late = register.recognised(first=date(2023, 6, 30))
    register.agreement(late, date(2023, 6, 30), date(2023, 7, 31))

    snapshot = register.snapshot(as_of=LAST)

    assert column(snapshot, "T1a") == {"ant": 1, "total": 1}
    assert column(snapshot, "T2a") == {}


def test_an_earlier_extraction_day_on_a_later_snapshot_gives_the_figures_of_that_day(
    register: Register,
) -> None:
    register.recognised(first=date(2023, 6, 1))
    register.recognised(first=date(2023, 7, 1))

    snapshot = register.snapshot(as_of=date(2024, 1, 1))

    assert column(snapshot, "T1a", extraction=LAST) == {"ant": 1, "total": 1}
    assert column(snapshot, "T1a") == {"ant": 2, "total": 2}


def test_recognitions_for_alternating_training_only_are_left_out_and_adult_ones_are_not(
    register: Register,
) -> None:
    register.recognised(programme=ALTERNATING)
    register.recognised(programme=ADULT)

    snapshot = register.snapshot()

    assert column(snapshot, "T1a") == {"ant": 1, "total": 1}
    assert column(snapshot, "T1b") == {"vlaams-partnerschap": 1}


def test_a_company_counts_once_per_province_and_once_in_the_total(register: Register) -> None:
    company = register.company(CONSTRUCTION)
    for municipality in (ANTWERP, GHENT, GHENT):
        register.recognition(register.site(company, municipality))

    snapshot = register.snapshot()

    assert column(snapshot, "T1a") == {"ant": 1, "ovl": 1, "total": 1}
    assert column(snapshot, "T1b") == {"bouw": 1}


def test_without_one_of_its_sites_the_company_leaves_that_province_and_stays_in_the_total(
    register: Register,
) -> None:
    company = register.company()
    register.recognition(register.site(company, ANTWERP))
    gone = register.recognition(register.site(company, GHENT))
    before = register.counted("T1a")

    gone.delete()

    assert before == {"ant": 1, "ovl": 1, "total": 1}
    assert register.counted("T1a") == {"ant": 1, "total": 1}


def test_merging_two_companies_of_one_province_lowers_total_and_province_by_one(register: Register) -> None:
    stays, goes = register.recognised(), register.recognised()
    before = register.counted("T1a")

    type(goes).objects.filter(pk=goes.pk).update(company=stays.company)

    assert before == {"ant": 2, "total": 2}
    assert register.counted("T1a") == {"ant": 1, "total": 1}


def test_merging_two_companies_of_two_provinces_lowers_only_the_total(register: Register) -> None:
    stays, goes = register.recognised(ANTWERP), register.recognised(GHENT)

    type(goes).objects.filter(pk=goes.pk).update(company=stays.company)

    assert register.counted("T1a") == {"ant": 1, "ovl": 1, "total": 1}


def test_a_second_recognition_in_the_province_changes_the_mean_and_not_the_table(register: Register) -> None:
    site = register.recognised().site
    before = register.counted("T1a"), register.counted("R1", "")

    register.recognition(site, programme=ADULT)

    assert before[0] == register.counted("T1a")
    assert before[1] == {"mean": 1}
    assert register.counted("R1", "") == {"mean": 2}


def test_an_agreement_counts_from_its_start_to_its_real_end(register: Register) -> None:
    recognition = register.recognised(first=date(2020, 9, 1))
    register.agreement(recognition, date(2021, 2, 1), date(2022, 6, 30), ended_on=date(2021, 8, 31))

    snapshot = register.snapshot()

    assert column(snapshot, "T2a", "2020-2021") == {"ant": 1, "total": 1}
    assert column(snapshot, "T2a", "2021-2022") == {}


def test_an_agreement_that_never_started_does_not_count(register: Register) -> None:
    register.agreement(register.recognised(), starts_on=None)

    snapshot = register.snapshot()

    assert column(snapshot, "T2a") == column(snapshot, "T2b") == {}


@pytest.mark.parametrize("kind", ["OAO", "SAO", "DAO", "ODO", "ODOS", "ODOW"])
def test_every_kind_of_agreement_counts(register: Register, kind: str) -> None:
    register.agreement(register.recognised(), kind=kind)

    snapshot = register.snapshot()

    assert column(snapshot, "T2a") == {"ant": 1, "total": 1}


def test_agreements_count_in_the_province_of_their_own_site(register: Register) -> None:
    company = register.company()
    register.recognition(register.site(company, ANTWERP))
    register.agreement(register.recognition(register.site(company, GHENT)))

    snapshot = register.snapshot()

    assert column(snapshot, "T1a") == {"ant": 1, "ovl": 1, "total": 1}
    assert column(snapshot, "T2a") == {"ovl": 1, "total": 1}
