"""Tables as CSV: one form for machines, one that looks like the official answer for who opens it in an office
program.
"""

import csv
import io
from decimal import Decimal

from django.utils.translation import gettext as _

from duaal.insight.statistics import labels
from duaal.insight.statistics.layout import Cell, OfficialTable

MACHINE_COLUMNS = (
    "indicator",
    "school_year",
    "dimension",
    "code",
    "label_nl",
    "value",
    "status",
    "provisional",
    "additive",
    "extraction_date",
    "mapping_version",
    "snapshot",
    "synthetic",
    "is_total",
    "definition_version",
)
BYTE_ORDER_MARK = "\ufeff"  # office programs read UTF-8 only when it is there
YES_NO = {True: "true", False: "false"}


def machine_csv(table: OfficialTable) -> str:
    """One line per cell; values with a decimal point, days as `YYYY-MM-DD`, a hidden value empty with its
    status.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(MACHINE_COLUMNS)
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            writer.writerow(
                (
                    table.key,
                    column.school_year,
                    table.definition.dimension.value,
                    row.code,
                    row.label,
                    _machine_value(cell),
                    cell.status.value,
                    YES_NO[column.provisional],
                    YES_NO[table.additive],
                    table.origin.extraction.isoformat(),
                    table.origin.mapping_version,
                    table.origin.snapshot,
                    YES_NO[table.synthetic],
                    YES_NO[row.is_total],
                    table.definition.version,
                )
            )
    return text.getvalue()


def official_csv(table: OfficialTable) -> str:
    """The table as it is printed, with its footnotes, its definition and where it comes from below it.

    Separated by semicolons, decimals with a comma, as Dutch office programs expect.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([table.title, *(column.heading for column in table.columns)])
    for row in table.rows:
        writer.writerow([row.label, *(cell.text for cell in row.cells)])
    writer.writerow([])
    for line in notes(table):
        writer.writerow([line])
    return BYTE_ORDER_MARK + text.getvalue()


def notes(table: OfficialTable) -> tuple[str, ...]:
    """Everything that is printed under a table, in order: footnotes, remark, definition, origin, warnings."""
    origin = table.origin
    lines = [footnote.printed for footnote in table.footnotes]
    lines += [table.remark] if table.remark else []
    lines += [str(table.definition.counts)]
    lines += [str(table.definition.assumes)] if table.definition.assumes else []
    if not table.additive and len(table.rows) > 1:
        lines.append(
            str(labels.NOT_ADDITIVE if table.definition.has_total else labels.NOT_ADDITIVE_WITHOUT_TOTAL)
        )
    if table.has_confidential:
        lines.append(labels.CONFIDENTIAL % {"threshold": table.threshold})
    lines.append(
        _(
            "Cijfers tot en met %(day)s. Momentopname %(snapshot)s, bevoegdheidsverdeling %(mapping)s, "
            "definitie %(version)s."
        )
        % {
            "day": f"{origin.extraction:%d/%m/%Y}",
            "snapshot": origin.snapshot,
            "mapping": origin.mapping_version,
            "version": f"{table.key} v{table.definition.version}",
        }
    )
    if table.synthetic:
        lines.append(str(labels.SYNTHETIC))
    return tuple(lines)


def _machine_value(cell: Cell) -> str:
    if cell.value is None:
        return ""
    return format(cell.value, "f") if isinstance(cell.value, Decimal) else str(cell.value)
