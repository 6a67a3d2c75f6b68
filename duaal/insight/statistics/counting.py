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
from duaal.insight.statistics.provinces import Place, bits_per_province
from duaal.insight.statistics.sectors import sector_per_committee


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
            return self._on_a_day(statistic, active)
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
            WITH ever AS (
                SELECT {statistic.distinct}, bit_or(years) AS years FROM {active} GROUP BY ALL
            )
            SELECT sector, {self._per_year()}
            FROM ever JOIN sector_of_company USING ({statistic.distinct})
            GROUP BY sector
            """
        )
        return Counts(rows=self._sector_rows({row[0]: row[1:] for row in found}, len(self.selection.years)))

    def _on_a_day(self, statistic: Statistic, active: str) -> Counts:
        recognitions, companies = self._rows(
            f"""
            SELECT
                coalesce(sum(on_day), 0)::BIGINT,
                count(DISTINCT {statistic.distinct}) FILTER (on_day > 0)
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
        """Makes, once per source, one row per company and province with the bits of its active years.

        A site outside the six provinces of the tables counts nowhere, also not in a total.
        """
        name = f"{statistic.source}_active"
        if name in self.made:
            return name
        self._make_provinces()
        first, last = statistic.during
        on_extraction = len(self.selection.years)
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
                sum(on_day) FILTER ((province_of_municipality.years >> {on_extraction}) & 1 = 1) AS on_day
            FROM at_site
            JOIN (SELECT site_id, nis_code FROM {self._file("sites")}) USING (site_id)
            JOIN province_of_municipality USING (nis_code)
            GROUP BY {statistic.distinct}, province
            """
        )
        self.made.add(name)
        return name

    def _make_provinces(self) -> None:
        """One row per municipality and province, with the bits of the years in which it lies there.

        The bit after those of the years stands for the extraction day.
        """
        if "province_of_municipality" in self.made:
            return
        places = {
            nis: Place(province, valid_from, successor)
            for nis, province, valid_from, successor in self._rows(
                f"SELECT nis_code, province, valid_from, successor FROM {self._file('municipalities')}"
            )
        }
        days = [*map(self.selection.last_counted_day, self.selection.years), self.selection.extraction]
        lies_in = bits_per_province(places, days)
        self._register(
            "province_of_municipality",
            nis_code=[nis for nis, _province in lies_in],
            province=[province for _nis, province in lies_in],
            years=list(lies_in.values()),
        )

    def _make_sectors(self) -> None:
        """One row per company and sector: by employer kind, else by committee, else the Flemish Partnership.

        The committees are those of the extraction day; of a company that has stopped before, the last ones. A
        committee without a sector does not bring a company to the Flemish Partnership when another has one.
        """
        if "sector_of_company" in self.made:
            return
        flemish = self._flemish_sector()
        self._register_allocations(flemish)
        extraction = _day(self.selection.extraction)
        self.connection.execute(
            f"""
            CREATE TEMP TABLE sector_of_company AS
            WITH held AS (
                SELECT
                    company_id,
                    joint_committee,
                    coalesce(least(valid_to, {extraction}), {extraction}) AS last
                FROM {self._file("committee_memberships")}
                WHERE valid_from <= {extraction}
                QUALIFY last = max(last) OVER (PARTITION BY company_id)
            ),
            by_committee AS (
                SELECT DISTINCT company_id, sector, last
                FROM held JOIN sector_of_committee USING (joint_committee)
            )
            SELECT DISTINCT
                company_id,
                CASE
                    WHEN sector_of_kind.sector IS NOT NULL THEN sector_of_kind.sector
                    WHEN last = {extraction} OR ended_on <= {extraction}
                        THEN coalesce(by_committee.sector, $flemish)
                    ELSE $flemish
                END AS sector
            FROM {self._file("companies")}
            LEFT JOIN by_committee USING (company_id)
            LEFT JOIN sector_of_kind USING (employer_kind)
            """,
            {"flemish": flemish},
        )
        self.made.add("sector_of_company")

    def _register_allocations(self, flemish: str) -> None:
        """The sector per joint committee and per kind of employer, in the mapping version that is asked."""
        version = {"version": self.selection.mapping_version}
        of_committees = sector_per_committee(
            [code for (code,) in self._rows(f"SELECT joint_committee FROM {self._file('joint_committees')}")],
            self._rows(
                f"""
                SELECT joint_committee, reporting_sector, valid_from, valid_to, certainty
                FROM {self._file("allocations")}
                WHERE mapping_version = $version
                """,
                version,
            ),
            version=self.selection.mapping_version,
            flemish=flemish,
            on=self.selection.extraction,
        )
        of_kinds = self._rows(
            f"""
            SELECT employer_kind, reporting_sector
            FROM {self._file("employer_allocations")}
            WHERE mapping_version = $version AND valid_from <= $day AND coalesce(valid_to >= $day, true)
            """,
            {**version, "day": self.selection.extraction},
        )
        self._register(
            "sector_of_committee",
            joint_committee=list(of_committees),
            sector=list(of_committees.values()),
        )
        self._register(
            "sector_of_kind",
            employer_kind=[kind for kind, _sector in of_kinds],
            sector=[sector for _kind, sector in of_kinds],
        )

    def _flemish_sector(self) -> str:
        found = self._rows(f"SELECT reporting_sector FROM {self._file('reporting_sectors')} WHERE is_flemish")
        if not found:
            raise NoFlemishPartnership(f"no reporting sector of the Flemish Partnership in {self.folder}")
        return str(found[0][0])

    def _register(self, name: str, **columns: list[Any]) -> None:
        """Makes a small table of values that Python computed; the columns are texts, `years` are numbers."""
        types = {column: pa.int64() if column == "years" else pa.string() for column in columns}
        self.connection.register(name, pa.table({c: pa.array(v, types[c]) for c, v in columns.items()}))
        self.made.add(name)

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

    def _rows(self, query: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, values).fetchall()


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
