"""In which province and which sector a company counts (`statistics.md` 1.2, rules 3 and 4)."""

from datetime import date

import pytest

from duaal.insight.statistics.counting import Counter, NoFlemishPartnership
from duaal.insight.statistics.definitions import STATISTICS
from duaal.insight.statistics.snapshots import path_of
from duaal.insight.statistics.tables import select
from duaal.register.organisations.models import CommitteeMembership, Company, JointCommittee
from duaal.register.partnerships.models import CommitteeAllocation, EmployerAllocation, Partnership
from tests.insight.statistics.builders import (
    ANTWERP,
    BRUSSELS,
    CONSTRUCTION,
    EXTRACTION,
    FLEMISH,
    FOOD,
    HOTELS,
    LONG_AGO,
    MERGED,
    NOBODYS,
    PROVINCES,
    ZWIJNDRECHT,
    Register,
    column,
)


@pytest.mark.parametrize(("municipality", "province"), PROVINCES.items())
def test_the_province_is_that_of_the_site(register: Register, municipality: str, province: str) -> None:
    register.recognised(municipality)

    assert register.counted("T1a") == {province: 1, "total": 1}


def test_moving_the_registered_office_changes_nothing(register: Register) -> None:
    register.recognised(ANTWERP, CONSTRUCTION)
    before = {key: register.counted(key) for key in ("T1a", "T1b")}

    Company.objects.update(seat_municipality_id=BRUSSELS)

    assert {key: register.counted(key) for key in ("T1a", "T1b")} == before


@pytest.mark.parametrize(
    ("as_of", "year", "province"),
    [
        pytest.param(date(2024, 12, 31), "2024-2025", "ant", id="last day before the merger"),
        pytest.param(date(2025, 1, 1), "2024-2025", "ovl", id="first day of the merger"),
        pytest.param(date(2026, 1, 1), "2023-2024", "ant", id="an earlier school year keeps its province"),
        pytest.param(date(2026, 1, 1), "2025-2026", "ovl", id="a later school year follows the merger"),
    ],
)
def test_a_municipality_that_merges_over_a_border_counts_in_the_province_of_the_day(
    register: Register, as_of: date, year: str, province: str
) -> None:
    register.recognised(ZWIJNDRECHT, first=date(2022, 9, 1), last=date(2027, 8, 31))

    assert register.counted("T1a", year, as_of=as_of) == {province: 1, "total": 1}


def test_the_mean_counts_a_recognition_once_when_its_municipality_changed_province(
    register: Register,
) -> None:
    register.recognised(ZWIJNDRECHT, first=date(2022, 9, 1), last=date(2027, 8, 31))

    assert register.counted("R1", "", as_of=date(2026, 1, 1)) == {"mean": 1}


def test_a_site_under_the_code_of_a_later_merger_counts_in_its_province_before_too(
    register: Register,
) -> None:
    register.recognised(MERGED)

    assert register.counted("T1a") == {"ovl": 1, "total": 1}


def test_the_committee_of_the_extraction_day_decides_for_all_years(register: Register) -> None:
    site = register.recognised(first=date(2019, 9, 1)).site
    register.member(site.company, CONSTRUCTION, date(2019, 1, 1), date(2022, 12, 31))
    register.member(site.company, HOTELS, date(2023, 1, 1))

    snapshot = register.snapshot()

    assert column(snapshot, "T1b", "2019-2020") == column(snapshot, "T1b", "2022-2023") == {"horeca": 1}


def test_a_committee_after_the_extraction_day_does_not_count_yet(register: Register) -> None:
    site = register.recognised().site
    register.member(site.company, CONSTRUCTION, date(2019, 1, 1), date(2023, 6, 30))
    register.member(site.company, HOTELS, date(2023, 7, 1))

    assert register.counted("T1b") == {"bouw": 1}


@pytest.mark.parametrize(
    ("ended_on", "sector"),
    [
        pytest.param(date(2023, 1, 15), "bouw", id="stopped: its last committee"),
        pytest.param(EXTRACTION, "bouw", id="stopped on the extraction day"),
        pytest.param(date(2023, 6, 30), FLEMISH, id="stops later: without committee today"),
        pytest.param(None, FLEMISH, id="exists: without committee today"),
    ],
)
def test_a_company_without_committee_keeps_the_last_one_only_when_it_has_stopped(
    register: Register, ended_on: date | None, sector: str
) -> None:
    company = register.company(ended_on=ended_on)
    register.member(company, HOTELS, date(2018, 1, 1), date(2020, 12, 31))
    register.member(company, CONSTRUCTION, date(2021, 1, 1), date(2022, 12, 31))
    register.recognition(register.site(company))

    assert register.counted("T1b") == {sector: 1}


@pytest.mark.parametrize(
    ("committees", "sectors"),
    [
        pytest.param((), {FLEMISH}, id="none"),
        pytest.param((NOBODYS,), {FLEMISH}, id="allotted to nobody"),
        pytest.param((NOBODYS, FOOD), {"voedingsindustrie"}, id="one of the two is allotted"),
        pytest.param((HOTELS, FOOD), {"horeca", "voedingsindustrie"}, id="two sectors"),
    ],
)
def test_a_company_counts_in_each_sector_of_its_committees(
    register: Register, committees: tuple[str, ...], sectors: set[str]
) -> None:
    register.agreement(register.recognised(ANTWERP, *committees))

    snapshot = register.snapshot()

    assert column(snapshot, "T1b") == column(snapshot, "T2b") == dict.fromkeys(sectors, 1)
    assert column(snapshot, "T1a") == {"ant": 1, "total": 1}


def test_two_committees_of_one_sector_count_once(register: Register) -> None:
    JointCommittee.objects.create(code="118.03", name="Paritair subcomité")
    register.recognised(ANTWERP, FOOD, "118.03")

    assert register.counted("T1b") == {"voedingsindustrie": 1}


def test_a_local_authority_counts_by_its_kind_whatever_its_committee(register: Register) -> None:
    register.recognition(register.site(register.company(CONSTRUCTION, kind="local_authority")))

    assert register.counted("T1b") == {"lokale-besturen": 1}


def test_another_mapping_version_changes_the_sectors_and_not_the_provinces(register: Register) -> None:
    register.recognised(ANTWERP, CONSTRUCTION)
    register.mapping_version("2030-01", date(2030, 1, 1), {CONSTRUCTION: "horeca"})

    snapshot = register.snapshot()

    assert column(snapshot, "T1b", mapping_version="2023-06") == {"bouw": 1}
    assert column(snapshot, "T1b", mapping_version="2030-01") == {"horeca": 1}
    assert column(snapshot, "T1a", mapping_version="2030-01") == column(snapshot, "T1a")


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2023, 6, 1), "2023-06"), (date(2024, 12, 31), "2023-06"), (date(2025, 1, 1), "2025-01")],
)
def test_a_table_uses_the_mapping_version_published_by_its_extraction_day(
    register: Register, day: date, version: str
) -> None:
    register.mapping_version("2025-01", date(2025, 1, 1), {CONSTRUCTION: "horeca"})

    snapshot = register.snapshot(as_of=date(2026, 1, 1))

    assert snapshot.mapping_version == "2025-01"
    assert select(snapshot, extraction=day).mapping_version == version


def test_an_allocation_counts_from_its_first_to_its_last_day(register: Register) -> None:
    CommitteeAllocation.objects.filter(joint_committee_id=HOTELS).update(valid_to=date(2023, 6, 28))
    CommitteeAllocation.objects.filter(joint_committee_id=FOOD).update(valid_from=date(2023, 6, 30))
    CommitteeAllocation.objects.filter(joint_committee_id=CONSTRUCTION).update(
        valid_from=EXTRACTION, valid_to=EXTRACTION
    )
    for committee in (HOTELS, FOOD, CONSTRUCTION):
        register.recognised(ANTWERP, committee)

    assert register.counted("T1b") == {"bouw": 1, FLEMISH: 2}


@pytest.mark.parametrize(
    ("first", "last", "sector"),
    [
        pytest.param(LONG_AGO, EXTRACTION, "lokale-besturen", id="last day"),
        pytest.param(EXTRACTION, None, "lokale-besturen", id="first day"),
        pytest.param(LONG_AGO, date(2023, 6, 28), "bouw", id="ended: by committee"),
        pytest.param(date(2023, 6, 30), None, "bouw", id="not yet: by committee"),
    ],
)
def test_a_kind_of_employer_is_allotted_from_its_first_to_its_last_day(
    register: Register, first: date, last: date | None, sector: str
) -> None:
    EmployerAllocation.objects.update(valid_from=first, valid_to=last)
    register.recognition(register.site(register.company(CONSTRUCTION, kind="local_authority")))

    assert register.counted("T1b") == {sector: 1}


def test_counting_by_sector_refuses_a_snapshot_without_the_flemish_partnership(register: Register) -> None:
    Partnership.objects.update(is_flemish=False)
    snapshot = register.snapshot()

    with (
        Counter(path_of(snapshot), select(snapshot)) as counter,
        pytest.raises(NoFlemishPartnership, match=snapshot.code),
    ):
        counter.count(STATISTICS["T1b"])


def test_memberships_before_the_first_school_year_count_too(register: Register) -> None:
    recognition = register.recognised()
    CommitteeMembership.objects.create(
        company=recognition.company, joint_committee_id=HOTELS, valid_from=LONG_AGO
    )

    assert register.counted("T1b") == {"horeca": 1}
