"""The published tables of question 757 as CSV files, and comparing counted tables with them, cell by cell.

Reader rule of those files: only rows of type `category`, `official_distinct_total` and `official_total` are
figures; a `category_absent_in_seed` is a row that the official table does not print; every other type is a
check and is not read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from duaal.foundation.geography.models import Province
from duaal.foundation.kernel.fact_file import Row, WrongFile, read
from duaal.foundation.kernel.school_year import SchoolYear, WrongSchoolYear
from duaal.insight.statistics.layout import TOTAL, OfficialTable

CATEGORY = "category"
TOTALS = ("official_distinct_total", "official_total")
NOT_FIGURES = (
    "category_absent_in_seed",
    "computed_column_sum",
    "computed_excess",
    "reference_distinct_total",
)
HIGHEST = 10_000_000

BEFORE = ("table_id", "row_order", "row_type")
AFTER = ("seed_file", "seed_line")
BY_PROVINCE = (
    *BEFORE,
    "province_code",
    "nis_code",
    "nuts2_code",
    "row_label_nl",
    "school_year",
    "value",
    "provisional",
    "double_count_note",
    *AFTER,
)
BY_SECTOR = (
    *BEFORE,
    "sector_code",
    "row_label_nl",
    "school_year",
    "value",
    "provisional",
    "double_count_note",
    *AFTER,
)
MENTORS = (*BEFORE, "sector_code", "row_label_nl", "value", "period", *AFTER)

FILES = {
    "T1a": ("recognised_companies_by_province.csv", BY_PROVINCE),
    "T1b": ("recognised_companies_by_sector.csv", BY_SECTOR),
    "T2a": ("companies_with_agreement_by_province.csv", BY_PROVINCE),
    "T2b": ("companies_with_agreement_by_sector.csv", BY_SECTOR),
    "T3": ("mentors_trained_by_partnership.csv", MENTORS),
}


Place = tuple[str, str]  # code of the row, school year (empty when the table has none)


@dataclass(frozen=True, slots=True)
class Published:
    """One published table: its values, and its row labels to the letter in printed order."""

    key: str
    values: Mapping[Place, int]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many cells are equal, of all that are published or printed, and a Dutch line per difference."""

    equal: int
    cells: int
    differences: tuple[str, ...]

    @property
    def all_equal(self) -> bool:
        return not self.differences


def read_all(folder: Path) -> dict[str, Published]:
    """The five published tables; raises `WrongFile` with file and line on the first wrong row."""
    return {key: _read(key, folder / name, columns) for key, (name, columns) in FILES.items()}


def compare(published: Mapping[str, Published], tables: Mapping[str, OfficialTable]) -> Comparison:
    """Compares every cell, row label and row order with the tables in official layout.

    A row that is printed but not published (a row that is zero in all years) is a difference in each of its
    cells.
    """
    equal = cells = 0
    differences: list[str] = []
    for key, expected in published.items():
        printed = _printed(tables[key])
        for place in dict.fromkeys([*expected.values, *printed]):
            value = expected.values.get(place)
            found = printed.get(place)
            cells += 1
            if value is not None and found == str(value):
                equal += 1
            else:
                differences.append(_cell_line(expected, tables[key], place, found))
        differences += _row_lines(expected, tables[key])
    return Comparison(equal, cells, tuple(differences))


def _printed(table: OfficialTable) -> dict[Place, str]:
    return {
        (row.code, column.school_year): cell.text
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    }


def _row_lines(expected: Published, table: OfficialTable) -> Iterable[str]:
    """Lines about rows that both have: another label, another order."""
    both = {row.code: row.label for row in table.rows if row.code in expected.labels}
    for code, label in both.items():
        if label != expected.labels[code]:
            yield _("%(table)s | rij %(code)s: verwacht opschrift %(expected)s, gevonden %(found)s.") % {
                "table": table.key,
                "code": code,
                "expected": expected.labels[code],
                "found": label,
            }
    if list(both) != [code for code in expected.labels if code in both]:
        yield _("%(table)s: de rijen staan niet in de officiële volgorde.") % {"table": table.key}


def _cell_line(expected: Published, table: OfficialTable, place: Place, found: str | None) -> str:
    code, year = place
    row = table.row(code)
    label = expected.labels.get(code) or (row.label if row else code)
    value = expected.values.get(place)
    return _("%(place)s: verwacht %(expected)s, gevonden %(found)s.") % {
        "place": " | ".join(part for part in (table.key, label, year) if part),
        "expected": _("geen cel") if value is None else value,
        "found": _("geen cel") if found is None else found,
    }


def _read(key: str, path: Path, columns: tuple[str, ...]) -> Published:
    code_column = columns[len(BEFORE)]
    identity = (
        ("row_type", code_column, "school_year") if "school_year" in columns else ("row_type", code_column)
    )
    values: dict[Place, int] = {}
    labels: dict[str, str] = {}
    for row in read(path, columns, key=identity):
        row.choice("table_id", (key,))
        kind = row.choice("row_type", (CATEGORY, *TOTALS, *NOT_FIGURES))
        if kind in NOT_FIGURES:
            continue
        code = _code(row, code_column, is_total=kind in TOTALS)
        values[code, _school_year(row) if "school_year" in columns else ""] = _value(row)
        labels.setdefault(code, row.text("row_label_nl"))
    return Published(key, values, labels)


def _code(row: Row, column: str, *, is_total: bool) -> str:
    """The code of the row: `total` for a total and only for a total, one of the six for a province."""
    if is_total:
        return row.choice(column, (TOTAL,))
    code = row.choice(column, Province.values) if column == "province_code" else row.text(column)
    if code == TOTAL:
        raise WrongFile(
            row.path,
            row.line,
            "cell_wrong_form",
            column=column,
            value=code,
            expected=_("een rij, geen totaal"),
        )
    return code


def _school_year(row: Row) -> str:
    text = row.text("school_year")
    try:
        return SchoolYear.parse(text).label
    except WrongSchoolYear:
        raise WrongFile(
            row.path,
            row.line,
            "cell_wrong_form",
            column="school_year",
            value=text,
            expected=_("een schooljaar zoals 2022-2023"),
        ) from None


def _value(row: Row) -> int:
    value = row.number("value", 0, HIGHEST)
    if not value.is_integer():
        raise WrongFile(
            row.path,
            row.line,
            "cell_wrong_form",
            column="value",
            value=row.text("value"),
            expected=_("een geheel getal"),
        )
    return int(value)
