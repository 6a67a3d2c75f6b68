"""The counts of random registers against a count by sets, straight from the rules of `statistics.md` 1.2."""

import tempfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
from hypothesis import given, settings
from hypothesis import strategies as st

from duaal.foundation.kernel.school_year import SchoolYear
from duaal.insight.statistics import columns
from duaal.insight.statistics.counting import Counter
from duaal.insight.statistics.counts import Counts, Selection
from duaal.insight.statistics.definitions import STATISTICS
from duaal.insight.statistics.parquet import schema_of

EXTRACTION = date(2022, 3, 1)
YEARS = tuple(SchoolYear(start) for start in (2019, 2020, 2021))
SELECTION = Selection(EXTRACTION, YEARS, "m")
FLEMISH = "vlaams-partnerschap"
PROVINCES = {"1": "ant", "2": "bru", "3": ""}
ALLOTTED = {"124": "bouw", "302": "horeca"}

days = st.dates(date(2018, 6, 1), date(2022, 12, 31))
lengths = st.integers(0, 500)


@dataclass
class Site:
    municipality: str
    activity: list[tuple[date, int, bool]] = field(default_factory=list)  # first day, length, dual


@dataclass
class Company:
    kind: str
    committees: list[tuple[str, date, int | None]]
    sites: list[Site]


activities = st.tuples(days, lengths, st.booleans())
sites = st.builds(Site, st.sampled_from(sorted(PROVINCES)), st.lists(activities, max_size=3))
memberships = st.tuples(
    st.sampled_from(["124", "302", "200"]), st.just(date(2010, 1, 1)), st.none() | st.integers(4000, 5000)
)
companies = st.lists(
    st.builds(
        Company,
        st.sampled_from(["private", "private", "local_authority"]),
        st.lists(memberships, max_size=2, unique_by=lambda row: row[0]),
        st.lists(sites, max_size=3),
    ),
    max_size=6,
)


def write(folder: Path, register: list[Company]) -> None:
    rows: dict[str, list[dict[str, object]]] = {file.name: [] for file in columns.FILES}
    rows["municipalities"] = [
        {"nis_code": nis, "name": nis, "province": province, "region": "flanders"}
        for nis, province in PROVINCES.items()
    ]
    rows["joint_committees"] = [{"joint_committee": code, "name": code} for code in ("124", "302", "200")]
    rows["reporting_sectors"] = [
        {"reporting_sector": code, "label": code, "partnership": code, "is_flemish": code == FLEMISH}
        for code in ("bouw", "horeca", "lokale-besturen", FLEMISH)
    ]
    allotted = {"mapping_version": "m", "valid_from": date(2016, 1, 1), "certainty": "certain"}
    rows["allocations"] = [
        {**allotted, "joint_committee": code, "reporting_sector": sector} for code, sector in ALLOTTED.items()
    ]
    rows["employer_allocations"] = [
        {**allotted, "employer_kind": "local_authority", "reporting_sector": "lokale-besturen"}
    ]
    rows["programmes"] = [{"programme": code, "is_dual": code == "dual"} for code in ("dual", "other")]
    for number, company in enumerate(register):
        rows["companies"].append({"company_id": number, "employer_kind": company.kind})
        rows["committee_memberships"] += [
            {
                "company_id": number,
                "joint_committee": code,
                "valid_from": first,
                "valid_to": end(first, length),
            }
            for code, first, length in company.committees
        ]
        for place, site in enumerate(company.sites):
            key = {"company_id": number, "site_id": 10 * number + place}
            rows["sites"].append({**key, "nis_code": site.municipality})
            rows["recognitions"] += [
                {
                    **key,
                    "programme": "dual" if is_dual else "other",
                    "valid_from": first,
                    "valid_to": end(first, length),
                }
                for first, length, is_dual in site.activity
            ]
    for file in columns.FILES:
        filled = [{name: row.get(name) for name in schema_of(file).names} for row in rows[file.name]]
        schema = pa.schema([each.with_nullable(True) for each in schema_of(file)])
        pyarrow.parquet.write_table(pa.Table.from_pylist(filled, schema), folder / f"{file.name}.parquet")


def end(first: date, length: int | None) -> date | None:
    return None if length is None else first + timedelta(days=length)


def sectors_of(company: Company) -> set[str]:
    if company.kind == "local_authority":
        return {"lokale-besturen"}
    today = {
        code for code, first, length in company.committees if (end(first, length) or EXTRACTION) >= EXTRACTION
    }
    return {ALLOTTED[code] for code in today if code in ALLOTTED} or {FLEMISH}


def active(site: Site, year: SchoolYear) -> bool:
    last = min(year.last_day, EXTRACTION)
    return bool(PROVINCES[site.municipality]) and any(
        is_dual and first <= last and first + timedelta(days=length) >= year.first_day
        for first, length, is_dual in site.activity
    )


def cells(counts: Counts) -> dict[str, list[int]]:
    found = {row.code: list(row.values) for row in counts.rows if any(row.values)}
    if counts.total is not None:
        found["total"] = list(counts.total)
    return found


def by_sets(register: list[Company], rows_of) -> dict[str, list[int]]:
    members: dict[str, list[set[int]]] = {}
    for number, company in enumerate(register):
        for site in company.sites:
            for place, year in enumerate(YEARS):
                if active(site, year):
                    for row in rows_of(company, site):
                        members.setdefault(row, [set() for _ in YEARS])[place].add(number)
    return {row: [len(each) for each in sets] for row, sets in members.items()}


@settings(max_examples=40, deadline=None)
@given(companies)
def test_random_registers_are_counted_as_by_hand(register: list[Company]) -> None:
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), register)
        with Counter(Path(name), SELECTION) as counter:
            provinces = cells(counter.count(STATISTICS["T1a"]))
            sectors = cells(counter.count(STATISTICS["T1b"]))
            on_day = cells(counter.count(STATISTICS["R1"]))

    expected = {"total": [0, 0, 0]} | by_sets(
        register, lambda company, site: (PROVINCES[site.municipality], "total")
    )
    assert provinces == expected
    assert sectors == by_sets(register, lambda company, site: sectors_of(company))
    valid = [
        number
        for number, company in enumerate(register)
        for site in company.sites
        for first, length, is_dual in site.activity
        if is_dual and PROVINCES[site.municipality] and first <= EXTRACTION <= first + timedelta(days=length)
    ]
    assert on_day.get("recognitions", [0]) == [len(valid)]
    assert on_day.get("companies", [0]) == [len(set(valid))]
