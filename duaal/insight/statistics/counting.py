"""Counting on the files of a snapshot (`statistics.md` 1.2), with DuckDB.

Distinct totals come from the micro-data, never from adding rows. Each large file is read once, however many
school years and tables are asked: an interval becomes a number with one bit per school year that it meets,
the numbers of one company are joined with OR, and a cell is the number of companies that have its bit.
"""

from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from duaal.foundation.geography.models import Province
from duaal.foundation.kernel.sorting import sort_key
from duaal.insight.statistics.counts import COMPANIES, RECOGNITIONS, CountedRow, Counts, Selection
from duaal.insight.statistics.definitions import Dimension, Period, Statistic
from duaal.insight.statistics.provinces import Place, province_on


class NoFlemishPartnership(ValueError):
    """The snapshot has no reporting sector of the Flemish Partnership, so some companies have no row."""


class Counter:
    """Counts any number of statistics on one snapshot for one selection. Use it as a context manager."""

    def __init__(self, folder: Path, selection: Selection) -> None:
        self.folder = folder
        self.selection = selection
        self.made: set[str] = set()
        self.connection = duckdb.connect(
            ":memory:",
            config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def count(self, statistic: Statistic) -> Counts:
        """The counts of one statistic; zero is a value, a row is never left out."""
        if statistic.period is Period.EVER_UNTIL:
            return self._ever(statistic)
        active = self._active(statistic)
        if statistic.period is Period.ON_A_DAY:
            return self._on_a_day(active)
        if statistic.dimension is Dimension.PROVINCE_OF_SITE:
            return self._by_province(statistic, active)
        return self._by_sector(statistic, active)

    def _by_province(self, statistic: Statistic, active: str) -> Counts:
        found = self._rows(f"SELECT province, {self._per_year()} FROM {active} GROUP BY province")
        total = self._rows(
            f"""
            SELECT {self._per_year()}
            FROM (SELECT bit_or(years) AS years FROM {active} GROUP BY {statistic.distinct})
            """
        )
        values = {row[0]: row[1:] for row in found}
        none = (0,) * len(self.selection.years)
        return Counts(
            rows=tuple(
                CountedRow(code, str(label), values.get(code, none)) for code, label in Province.choices
            ),
            total=total[0],
        )

    def _by_sector(self, statistic: Statistic, active: str) -> Counts:
        self._make_sectors()
        found = self._rows(
            f"""
            SELECT sector, {self._per_year()}
            FROM (
                SELECT {statistic.distinct}, bit_or(years) AS years FROM {active} GROUP BY
                {statistic.distinct}
            )
            JOIN sector_of_company USING ({statistic.distinct})
            GROUP BY sector
            """
        )
        return Counts(rows=self._sector_rows({row[0]: row[1:] for row in found}, len(self.selection.years)))

    def _on_a_day(self, active: str) -> Counts:
        recognitions, companies = self._rows(
            f"""
            SELECT coalesce(sum(on_day), 0)::BIGINT, count(DISTINCT company_id) FILTER (on_day > 0)
            FROM {active}
            """
        )[0]
        return Counts(
            rows=(
                CountedRow(RECOGNITIONS, RECOGNITIONS, (recognitions,)),
                CountedRow(COMPANIES, COMPANIES, (companies,)),
            )
        )

    def _ever(self, statistic: Statistic) -> Counts:
        """Each person once: in the sector of the first time; on the same day the first sector by code."""
        day = statistic.during[0]
        found = self._rows(
            f"""
            SELECT first_time.reporting_sector, count(*)
            FROM (
                SELECT min({{'day': {day}, 'reporting_sector': reporting_sector}}) AS first_time
                FROM {self._file(statistic.source)}
                WHERE {day} BETWEEN {_day(statistic.since or date.min)} AND {_day(self.selection.extraction)}
                GROUP BY {statistic.distinct}
            )
            GROUP BY ALL
            """
        )
        values = {row[0]: row[1:] for row in found}
        return Counts(
            rows=self._sector_rows(values, 1),
            total=(sum(value for (value,) in values.values()),),
        )

    def _active(self, statistic: Statistic) -> str:
        """Makes, once per source, one row per company and province with the bits of its active years."""
        name = f"{statistic.source}_active"
        if name in self.made:
            return name
        self._make_provinces()
        first, last = statistic.during
        extraction = _day(self.selection.extraction)
        bits = " | ".join(
            f"(({first} <= {_day(self.selection.last_counted_day(year))} "
            f"AND {last} >= {_day(year.first_day)})::BIGINT << {bit})"
            for bit, year in enumerate(self.selection.years)
        )
        self.connection.execute(
            f"""
            CREATE TEMP TABLE {name} AS
            WITH at_site AS (
                SELECT
                    {statistic.distinct},
                    site_id,
                    bit_or({bits or "0"}) AS years,
                    count(*) FILTER ({last} >= {extraction}) AS on_day
                FROM {self._file(statistic.source)}
                WHERE {first} <= {extraction}
                AND programme IN (SELECT programme FROM {self._file("programmes")} WHERE is_dual)
                GROUP BY {statistic.distinct}, site_id
            )
            SELECT
                {statistic.distinct},
                province,
                bit_or(at_site.years & province_of_municipality.years) AS years,
                sum(on_day) FILTER (on_extraction) AS on_day
            FROM at_site
            JOIN {self._file("sites")} USING (site_id)
            JOIN province_of_municipality USING (nis_code)
            GROUP BY {statistic.distinct}, province
            """
        )
        self.made.add(name)
        return name

    def _make_provinces(self) -> None:
        """One row per municipality and province, with the bits of the years in which it lies there."""
        if "province_of_municipality" in self.made:
            return
        places = {
            nis: Place(province, valid_from, successor)
            for nis, province, valid_from, successor in self._rows(
                f"SELECT nis_code, province, valid_from, successor FROM {self._file('municipalities')}"
            )
        }
        lies_in: dict[tuple[str, str], list[Any]] = {}
        days = [*map(self.selection.last_counted_day, self.selection.years), self.selection.extraction]
        for nis in places:
            for bit, day in enumerate(days):
                province = province_on(nis, places, on=day)
                if province not in Province.values:
                    continue
                entry = lies_in.setdefault((nis, province), [0, False])
                if bit == len(self.selection.years):
                    entry[1] = True
                else:
                    entry[0] |= 1 << bit
        table = pa.table(
            {
                "nis_code": pa.array([nis for nis, _ in lies_in], pa.string()),
                "province": pa.array([province for _, province in lies_in], pa.string()),
                "years": pa.array([years for years, _ in lies_in.values()], pa.int64()),
                "on_extraction": pa.array([current for _, current in lies_in.values()], pa.bool_()),
            }
        )
        self.connection.register("province_of_municipality", table)
        self.made.add("province_of_municipality")

    def _make_sectors(self) -> None:
        """One row per company and sector: by employer kind, else by committee, else the Flemish Partnership.

        The committees are those of the extraction day. Of a company that has stopped before, they are the
        last ones. A committee without a sector does not bring a company to the Flemish Partnership when
        another has one.
        """
        if "sector_of_company" in self.made:
            return
        extraction = _day(self.selection.extraction)
        in_force = (
            f"mapping_version = $mapping_version AND valid_from <= {extraction} "
            f"AND coalesce(valid_to >= {extraction}, true)"
        )
        flemish = self._rows(
            f"SELECT reporting_sector FROM {self._file('reporting_sectors')} WHERE is_flemish"
        )
        if not flemish:
            raise NoFlemishPartnership(
                f"no reporting sector of the Flemish Partnership in {self.folder.name}"
            )
        self.connection.execute(
            f"""
            CREATE TEMP TABLE sector_of_company AS
            WITH held AS (
                SELECT company_id, joint_committee, least(coalesce(valid_to, {extraction}), {extraction}) AS
                until FROM {self._file("committee_memberships")} WHERE valid_from <= {extraction}
            ),
            allotted AS (
                SELECT joint_committee, reporting_sector
                FROM {self._file("allocations")}
                WHERE {in_force}
            ),
            by_kind AS (
                SELECT employer_kind, reporting_sector
                FROM {self._file("employer_allocations")}
                WHERE {in_force}
            ),
            last_held AS (
                SELECT company_id, joint_committee, until
                FROM held
                QUALIFY until = max(until) OVER (PARTITION BY company_id)
            ),
            by_committee AS (
                SELECT DISTINCT company_id, reporting_sector AS sector, until
                FROM last_held JOIN allotted USING (joint_committee)
            )
            SELECT
                companies.company_id,
                CASE
                    WHEN by_kind.reporting_sector IS NOT NULL THEN by_kind.reporting_sector
                    WHEN sector IS NOT NULL AND (until = {extraction} OR ended_on <= {extraction}) THEN sector
                    ELSE $flemish
                END AS sector
            FROM {self._file("companies")} AS companies
            LEFT JOIN by_committee USING (company_id)
            LEFT JOIN by_kind USING (employer_kind)
            GROUP BY ALL
            """,
            {"mapping_version": self.selection.mapping_version, "flemish": flemish[0][0]},
        )
        self.made.add("sector_of_company")

    def _sector_rows(self, values: dict[str, tuple[int, ...]], width: int) -> tuple[CountedRow, ...]:
        sectors = self._rows(f"SELECT reporting_sector, label FROM {self._file('reporting_sectors')}")
        ordered = sorted(sectors, key=lambda sector: sort_key(sector[1]))
        return tuple(CountedRow(code, label, values.get(code, (0,) * width)) for code, label in ordered)

    def _per_year(self) -> str:
        return ", ".join(
            f"count(*) FILTER ((years >> {bit}) & 1 = 1)" for bit in range(len(self.selection.years))
        )

    def _file(self, name: str) -> str:
        path = str(self.folder / f"{name}.parquet").replace("'", "''")
        return f"read_parquet('{path}')"

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
