"""The official figures of written question 757 that the invented Flanders reproduces, from `reference/`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from duaal.foundation.kernel.fact_file import Row, WrongFile, read
from duaal.foundation.kernel.school_year import SchoolYear

REFERENCE = Path(__file__).parent / "reference"
YEARS = tuple(SchoolYear(start) for start in range(2019, 2023))

BY_PROVINCE = (
    "table_id,row_order,row_type,province_code,nis_code,nuts2_code,row_label_nl,school_year,value,provisional,"
    "double_count_note,seed_file,seed_line"
)
BY_SECTOR = (
    "table_id,row_order,row_type,sector_code,row_label_nl,school_year,value,provisional,double_count_note,"
    "seed_file,seed_line"
)
MENTORS = "table_id,row_order,row_type,sector_code,row_label_nl,value,period,seed_file,seed_line"

FIGURE = "category"
NOT_PRINTED = "category_absent_in_seed"
TOTAL = "official_distinct_total"
NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Population:
    """Companies counted in one school year: the distinct total, and the rows per province and per sector.

    A company counts in each of its provinces and in each of its sectors, so the rows add up to more.
    """

    total: int
    provinces: Mapping[str, int]
    sectors: Mapping[str, int]

    @property
    def extra_provinces(self) -> int:
        """Province memberships beyond the first."""
        return sum(self.provinces.values()) - self.total

    @property
    def extra_sectors(self) -> int:
        """Sector memberships beyond the first."""
        return sum(self.sectors.values()) - self.total

    def times(self, scale: int) -> "Population":
        return Population(self.total * scale, _times(self.provinces, scale), _times(self.sectors, scale))


@dataclass(frozen=True, slots=True)
class OfficialFigures:
    """The five tables: `recognised` and `with_agreement` per school year of `YEARS`, and trained mentors."""

    recognised: tuple[Population, ...]
    with_agreement: tuple[Population, ...]
    mentors: Mapping[str, int]

    def times(self, scale: int) -> "OfficialFigures":
        """The same tables, every cell so many times as large."""
        return OfficialFigures(
            tuple(year.times(scale) for year in self.recognised),
            tuple(year.times(scale) for year in self.with_agreement),
            _times(self.mentors, scale),
        )


def official_figures(folder: Path = REFERENCE) -> OfficialFigures:
    """The tables as they were printed. Raises `WrongFile` with file and line."""
    mentors = folder / "mentors_trained_by_partnership.csv"
    return OfficialFigures(
        recognised=_populations(folder, "recognised_companies"),
        with_agreement=_populations(folder, "companies_with_agreement"),
        mentors={
            row.text("sector_code"): _count(row)
            for row in read(mentors, tuple(MENTORS.split(",")), key=("row_order",))
            if row.optional("row_type") in (FIGURE, NOT_PRINTED)
        },
    )


def _populations(folder: Path, name: str) -> tuple[Population, ...]:
    by_province, by_sector = folder / f"{name}_by_province.csv", folder / f"{name}_by_sector.csv"
    provinces = _by_year(by_province, "province_code", _cells(by_province, BY_PROVINCE))
    sectors = _by_year(by_sector, "sector_code", _cells(by_sector, BY_SECTOR))
    totals = _by_year(by_province, "province_code", _cells(by_province, BY_PROVINCE, totals=True))
    return tuple(Population(totals[year]["total"], provinces[year], sectors[year]) for year in YEARS)


def _cells(file: Path, columns: str, *, totals: bool = False) -> Iterator[Row]:
    """The rows with figures of a table, or with its printed totals; never those computed as a check."""
    wanted = (TOTAL,) if totals else (FIGURE, NOT_PRINTED)
    rows = read(file, tuple(columns.split(",")), key=("row_order", "school_year"))
    return (row for row in rows if row.optional("row_type") in wanted)


def _by_year(file: Path, code_column: str, rows: Iterator[Row]) -> dict[SchoolYear, dict[str, int]]:
    labels = {str(year): year for year in YEARS}
    cells: dict[SchoolYear, dict[str, int]] = {year: {} for year in YEARS}
    for row in rows:
        year = labels[row.choice("school_year", labels)]
        cells[year][row.text(code_column)] = _count(row)
    codes = {code for year in cells.values() for code in year}
    for year, values in cells.items():
        for code in sorted(codes - set(values)):
            raise WrongFile(file, 0, "file_not_one", column=f"{code_column} en jaar", value=f"{code} {year}")
    return cells


def _count(row: Row) -> int:
    """The value of a cell; empty only where the official table has no row, which is read as zero."""
    if row.optional("row_type") == NOT_PRINTED and not row.optional("value"):
        return 0
    return int(row.matching("value", NUMBER, "een aantal"))


def _times(cells: Mapping[str, int], scale: int) -> dict[str, int]:
    return {code: value * scale for code, value in cells.items()}
