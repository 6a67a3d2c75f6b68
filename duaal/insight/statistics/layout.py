"""Counts put into the official layout of written question 757, and a check on its marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from duaal.insight.statistics.counts import COMPANIES, RECOGNITIONS, Counts, Selection
from duaal.insight.statistics.definitions import Period, Statistic
from duaal.insight.statistics.disclosure import hidden
from duaal.insight.statistics.wording import LAYOUTS, RUNNING_YEAR, Footnote, Layout

TOTAL = "total"
HUNDREDTH = Decimal("0.01")
MARK = re.compile(r"\*+")


class Status(StrEnum):
    """Status (`status`) of a cell; never a zero in place of a value that is not shown."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    CONFIDENTIAL = "confidential"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    ESTIMATE = "estimate"


class UnexplainedMark(ValueError):
    """A star without a footnote, or a footnote that no star points to: not to be published."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values: its printed heading, and its school year (empty when it has none)."""

    heading: str
    school_year: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: `text` as it is printed in Dutch, `value` for machines (None when it is not shown)."""

    value: int | Decimal | None
    status: Status
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    label: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from: enough to count it again."""

    snapshot: str
    taken_at: datetime
    extraction: date
    mapping_version: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """A table in the official layout. `remark` is the sentence the answer prints with it (may be empty)."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    footnotes: tuple[Footnote, ...]
    remark: str
    definition: Statistic
    origin: Origin
    threshold: int

    @property
    def provisional(self) -> bool:
        return any(column.provisional for column in self.columns)

    @property
    def additive(self) -> bool:
        return self.definition.additive

    @property
    def synthetic(self) -> bool:
        return self.origin.synthetic

    @property
    def has_confidential(self) -> bool:
        return any(cell.status is Status.CONFIDENTIAL for row in self.rows for cell in row.cells)

    def row(self, code: str) -> Row | None:
        """The row with this code, or None when it is not printed."""
        return next((row for row in self.rows if row.code == code), None)


def arrange(
    statistic: Statistic,
    counts: Counts,
    selection: Selection,
    origin: Origin,
    *,
    threshold: int,
    suppress_empty_rows: bool,
) -> OfficialTable:
    """Puts counts into the official layout and checks it.

    `threshold` is the smallest group that is shown.
    `suppress_empty_rows` leaves out the rows that are zero in every column, as the official answer does.
    """
    layout = LAYOUTS[statistic.key]
    if statistic.period is Period.ON_A_DAY:
        columns, rows, remark = _mean(layout, counts, selection)
    else:
        columns = _columns(statistic, layout, selection)
        rows = _rows(layout, counts, columns, threshold, suppress_empty_rows=suppress_empty_rows)
        remark = layout.remark
    running = (RUNNING_YEAR,) if any(column.provisional for column in columns) else ()
    table = OfficialTable(
        key=statistic.key,
        title=layout.title,
        columns=columns,
        rows=rows,
        footnotes=running + ((layout.footnote,) if layout.footnote else ()),
        remark=remark,
        definition=statistic,
        origin=origin,
        threshold=threshold,
    )
    check_marks(table)
    return table


def check_marks(table: OfficialTable) -> None:
    """Refuses a table in which a star has no footnote, or a footnote no star (T2b of the official answer)."""
    printed = {
        mark for text in (table.title, *(c.heading for c in table.columns)) for mark in MARK.findall(text)
    }
    explained = {footnote.mark for footnote in table.footnotes if footnote.text.strip()}
    if printed != explained:
        raise UnexplainedMark(
            f"table {table.key}: marks without a footnote: {sorted(printed - explained)}; "
            f"footnotes without a mark: {sorted(explained - printed)}"
        )


def decimal_text(value: Decimal) -> str:
    """A number with a decimal comma, as Dutch texts print it."""
    return str(value).replace(".", ",")


def _columns(statistic: Statistic, layout: Layout, selection: Selection) -> tuple[Column, ...]:
    if statistic.period is Period.EVER_UNTIL:
        return (Column(layout.value_heading, "", provisional=False),)
    return tuple(
        Column(
            heading=year.label + (RUNNING_YEAR.mark if selection.is_running(year) else ""),
            school_year=year.label,
            provisional=selection.is_running(year),
        )
        for year in selection.years
    )


def _rows(
    layout: Layout,
    counts: Counts,
    columns: Sequence[Column],
    threshold: int,
    *,
    suppress_empty_rows: bool,
) -> tuple[Row, ...]:
    secret, secret_totals = _secret_cells(counts, len(columns), threshold)

    def cells(values: tuple[int, ...], is_secret: Sequence[bool]) -> tuple[Cell, ...]:
        return tuple(
            _cell(value, column, threshold if hide else None)
            for value, column, hide in zip(values, columns, is_secret, strict=True)
        )

    rows = [
        Row(row.code, row.label, cells(row.values, [place in column for column in secret]))
        for place, row in enumerate(counts.rows)
        if any(row.values) or not suppress_empty_rows
    ]
    if counts.total is not None:
        rows.append(Row(TOTAL, layout.total_label, cells(counts.total, secret_totals), is_total=True))
    return tuple(rows)


def _secret_cells(counts: Counts, width: int, threshold: int) -> tuple[list[frozenset[int]], list[bool]]:
    """Per column: the places of the rows that may not be shown, and whether the total may not."""
    columns = [
        hidden(
            [row.values[place] for row in counts.rows],
            total=counts.total[place] if counts.total is not None else None,
            threshold=threshold,
        )
        for place in range(width)
    ]
    return [rows for rows, _total in columns], [total for _rows, total in columns]


def _cell(value: int, column: Column, hidden_below: int | None) -> Cell:
    if hidden_below is not None:
        small = value < hidden_below
        return Cell(None, Status.CONFIDENTIAL, f"<{hidden_below}" if small else "verborgen")
    return Cell(value, Status.PROVISIONAL if column.provisional else Status.FINAL, str(value))


def _mean(
    layout: Layout, counts: Counts, selection: Selection
) -> tuple[tuple[Column, ...], tuple[Row, ...], str]:
    day = f"{selection.extraction:%d/%m/%Y}"
    value = mean(counts)
    column = Column(heading=day, school_year="", provisional=False)
    if value is None:
        cell = Cell(None, Status.NOT_APPLICABLE, "-")
        return (column,), (Row("mean", layout.title, (cell,)),), ""
    text = decimal_text(value)
    row = Row("mean", layout.title, (Cell(value, Status.FINAL, text),))
    return (column,), (row,), layout.remark.format(day=day, mean=text)


def mean(counts: Counts) -> Decimal | None:
    """Recognitions per company, rounded once, half up, to two decimals; None when there is no company."""
    values = {row.code: row.values[0] for row in counts.rows}
    if values[COMPANIES] == 0:
        return None
    exact = Decimal(values[RECOGNITIONS]) / Decimal(values[COMPANIES])
    return exact.quantize(HUNDREDTH, ROUND_HALF_UP)
