"""The tables of question 757 as an analyst would write them: one plain query per table, the same files.

They are the reference for the speed of `duaal.insight.statistics`, and a second opinion on its figures: they
share no code with it.
"""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

Rows = dict[tuple[str, str], Any]  # (row, school year) -> value; the row of a distinct total is "total"

BY_PROVINCE = """
SELECT coalesce(province, 'total'), label, companies
FROM (
    SELECT
        coalesce(merged.province, m.province) AS province,
        y.label,
        count(DISTINCT x.company_id) AS companies
    FROM read_parquet('{folder}/{file}.parquet') x
    JOIN read_parquet('{folder}/programmes.parquet') p ON p.programme = x.programme AND p.is_dual
    JOIN read_parquet('{folder}/sites.parquet') s ON s.site_id = x.site_id
    JOIN years y ON x.{first} <= y.last_day AND x.{last} >= y.first_day
    JOIN read_parquet('{folder}/municipalities.parquet') m ON m.nis_code = s.nis_code
    LEFT JOIN read_parquet('{folder}/municipalities.parquet') merged
        ON merged.nis_code = m.successor AND merged.valid_from <= y.last_day
    GROUP BY GROUPING SETS ((1, 2), (2))
)
"""

BY_SECTOR = """
WITH committee AS (
    SELECT m.company_id, m.joint_committee
    FROM read_parquet('{folder}/committee_memberships.parquet') m
    JOIN read_parquet('{folder}/companies.parquet') c USING (company_id)
    WHERE m.valid_from <= $day AND (m.valid_to IS NULL OR m.valid_to >= least($day, c.ended_on))
),
sector AS (
    SELECT DISTINCT company_id, reporting_sector
    FROM committee JOIN read_parquet('{folder}/allocations.parquet') a USING (joint_committee)
    WHERE mapping_version = $mapping_version AND valid_from <= $day AND (valid_to IS NULL OR valid_to >= $day)
),
company AS (
    SELECT
        c.company_id,
        coalesce(e.reporting_sector, sector.reporting_sector, (
            SELECT reporting_sector FROM read_parquet('{folder}/reporting_sectors.parquet') WHERE is_flemish
        )) AS reporting_sector
    FROM read_parquet('{folder}/companies.parquet') c
    LEFT JOIN sector USING (company_id)
    LEFT JOIN read_parquet('{folder}/employer_allocations.parquet') e
        ON e.employer_kind = c.employer_kind AND e.mapping_version = $mapping_version
)
SELECT company.reporting_sector, y.label, count(DISTINCT x.company_id)
FROM read_parquet('{folder}/{file}.parquet') x
JOIN read_parquet('{folder}/programmes.parquet') p ON p.programme = x.programme AND p.is_dual
JOIN years y ON x.{first} <= y.last_day AND x.{last} >= y.first_day
JOIN company ON company.company_id = x.company_id
GROUP BY 1, 2
"""

MENTORS = """
SELECT coalesce(reporting_sector, 'total'), '', count(DISTINCT mentor_key)
FROM read_parquet('{folder}/mentor_trainings.parquet')
WHERE followed_on BETWEEN DATE '2016-01-01' AND $day
GROUP BY ROLLUP (reporting_sector)
"""

RECOGNITIONS = {"file": "recognitions", "first": "valid_from", "last": "valid_to"}
AGREEMENTS = {"file": "agreements", "first": "starts_on", "last": "ends_on"}

TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "T1a": (BY_PROVINCE, RECOGNITIONS),
    "T1b": (BY_SECTOR, RECOGNITIONS),
    "T2a": (BY_PROVINCE, AGREEMENTS),
    "T2b": (BY_SECTOR, AGREEMENTS),
    "T3": (MENTORS, {}),
}


def all_tables(
    folder: Path, *, extraction: date, first_years: tuple[int, ...], mapping_version: str
) -> dict[str, Rows]:
    """The five tables; `first_years` are the calendar years in which the school years start."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("CREATE TEMP TABLE years (label VARCHAR, first_day DATE, last_day DATE)")
        connection.executemany(
            "INSERT INTO years VALUES (?, ?, ?)",
            [
                (f"{year}-{year + 1}", date(year, 9, 1), min(date(year + 1, 8, 31), extraction))
                for year in first_years
            ],
        )
        found = {}
        for key, (query, names) in TABLES.items():
            text = query.format(folder=folder, **names)
            known = {"day": extraction, "mapping_version": mapping_version}
            values = {name: value for name, value in known.items() if f"${name}" in text}
            rows = connection.execute(text, values).fetchall()
            found[key] = {(row, year): value for row, year, value in rows}
        return found
