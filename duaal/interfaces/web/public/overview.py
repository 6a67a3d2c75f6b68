"""The numbers of the home page: companies recognised, and those with an agreement."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duaal.insight.statistics.layout import OfficialTable
from duaal.insight.statistics.wording import Footnote
from duaal.interfaces.web.figures.chart import Chart, chart

RECOGNISED = _("erkende ondernemingen")
AGREED = _("waarvan met een overeenkomst")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: companies recognised, and those with an agreement."""

    label: str
    recognised: int
    agreed: int
    is_total: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The same lines as a table and as a chart (without the total); `keys` are the tables behind them."""

    lines: tuple[Line, ...]
    chart: Chart
    keys: tuple[str, str]


def part(lines: tuple[Line, ...], keys: tuple[str, str]) -> Part:
    """A part of the page from its lines."""
    bars = ((line.label, line.recognised, line.agreed) for line in lines if not line.is_total)
    return Part(lines, chart(bars, whole=RECOGNISED, part=AGREED), keys)


def by_year(recognised: OfficialTable, agreed: OfficialTable) -> tuple[Line, ...]:
    """One line per school year, from the distinct totals of the two tables."""
    first, second = recognised.row("total"), agreed.row("total")
    if first is None or second is None:
        return ()
    return tuple(
        Line(column.heading, int(one.value or 0), int(two.value or 0), provisional=column.provisional)
        for column, one, two in zip(recognised.columns, first.cells, second.cells, strict=True)
    )


def by_row(recognised: OfficialTable, agreed: OfficialTable, place: int) -> tuple[Line, ...]:
    """One line per row of the first table, for the school year in column `place`.

    A row that the second table leaves out, because it is empty in every year, is a zero here.
    """
    lines = []
    for row in recognised.rows:
        other = agreed.row(row.code)
        second = other.cells[place].value if other is not None else 0
        lines.append(Line(row.label, int(row.cells[place].value or 0), int(second or 0), row.is_total))
    return tuple(lines)


def footnotes(tables: Iterable[OfficialTable]) -> tuple[Footnote, ...]:
    """The footnotes of the tables, each once, in order of their marks."""
    found = {footnote.printed: footnote for table in tables for footnote in table.footnotes}
    return tuple(sorted(found.values(), key=lambda footnote: len(footnote.mark)))
