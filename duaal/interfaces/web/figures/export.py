"""An official table as open data: a line per cell, comma separated UTF-8 as the official reference files.

Long on purpose, with everything that a cell needs to be read on its own: its status, whether rows may be
added up, the extraction day, and that the data is synthetic when it is. A value that is not shown is empty,
never 0.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from duaal.insight.statistics.layout import OfficialTable

HEADS = (
    "indicator",
    "definition_version",
    "school_year",
    "dimension",
    "code",
    "label_nl",
    "is_total",
    "value",
    "status",
    "provisional",
    "is_additive",
    "extraction_date",
    "snapshot",
    "mapping_version",
    "synthetic",
)


def table_csv(table: OfficialTable) -> str:
    """The whole table, rows in official order, per row the school years in order."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(_lines(table))
    return file.getvalue()


def _lines(table: OfficialTable) -> Iterator[tuple[object, ...]]:
    origin = table.origin
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield (
                table.key,
                table.definition.version,
                column.school_year,
                table.definition.dimension.value,
                row.code,
                row.label,
                _yes(row.is_total),
                "" if cell.value is None else cell.value,
                cell.status.value,
                _yes(column.provisional),
                _yes(table.additive),
                origin.extraction.isoformat(),
                origin.snapshot,
                origin.mapping_version,
                _yes(origin.synthetic),
            )


def _yes(fact: bool) -> str:
    return "true" if fact else "false"
