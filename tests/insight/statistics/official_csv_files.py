"""Writes counted tables in the form of the published CSV files, to compare with and to break."""

import csv
from pathlib import Path

from duaal.insight.statistics.layout import OfficialTable
from duaal.insight.statistics.official_files import FILES


def write_published(folder: Path, tables: dict[str, OfficialTable]) -> None:
    folder.mkdir(exist_ok=True)
    for key, (name, columns) in FILES.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(_lines(key, tables[key], columns))


def _lines(key: str, table: OfficialTable, columns: tuple[str, ...]):
    for order, row in enumerate(table.rows, start=1):
        for column, cell in zip(table.columns, row.cells, strict=True):
            known = {
                "table_id": key,
                "row_order": order,
                "row_type": "official_distinct_total" if row.is_total else "category",
                columns[3]: row.code,
                "row_label_nl": row.label,
                "school_year": column.school_year,
                "value": cell.value,
            }
            yield {name: known[name] for name in columns if name in known}


def replace_in(file: Path, old: str, new: str) -> int:
    """Replaces the first occurrence and returns its line number."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
