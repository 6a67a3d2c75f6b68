"""Each official table as a question, and the sentence that answers it."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duaal.insight.statistics.labels import CONFIDENTIAL, NOT_ADDITIVE, NOT_ADDITIVE_WITHOUT_TOTAL
from duaal.insight.statistics.layout import Cell, OfficialTable
from duaal.interfaces.web.templatetags.duaal import decimal, number

QUESTION: dict[str, Promise] = {
    "T1a": gettext_lazy("Hoeveel ondernemingen zijn erkend, per provincie?"),
    "T1b": gettext_lazy("Hoeveel ondernemingen zijn erkend, per sector?"),
    "R1": gettext_lazy("Hoeveel erkenningen heeft een onderneming gemiddeld?"),
    "T2a": gettext_lazy("Hoeveel ondernemingen hadden een overeenkomst, per provincie?"),
    "T2b": gettext_lazy("Hoeveel ondernemingen hadden een overeenkomst, per sector?"),
    "T3": gettext_lazy("Hoeveel mentoren volgden de mentoropleiding, per partnerschap?"),
}

NOTHING = gettext_lazy("Hierover zijn nog geen cijfers.")


def answer(table: OfficialTable) -> str:
    """The sentence that answers the question of the table, about its last column."""
    sentence = ANSWERS[table.key](table)
    return sentence or str(NOTHING)


def caveats(table: OfficialTable) -> list[str]:
    """What a reader must know before adding rows up or reading a hidden value."""
    found = []
    if not table.additive and len(table.rows) > 1:
        found.append(str(NOT_ADDITIVE if table.definition.has_total else NOT_ADDITIVE_WITHOUT_TOTAL))
    if table.has_confidential:
        found.append(CONFIDENTIAL % {"threshold": table.threshold})
    return found


def highest(table: OfficialTable) -> tuple[str, Cell] | None:
    """The label and last cell of the row with the highest shown value; the first of several."""
    rows = [row for row in table.rows if not row.is_total and row.cells[-1].value]
    if not rows:
        return None
    top = max(rows, key=lambda row: row.cells[-1].value or 0)
    return top.label, top.cells[-1]


def period(table: OfficialTable) -> str:
    """`In schooljaar 2021-2022`, with the last counted day while the year runs."""
    column = table.columns[-1]
    if not column.provisional:
        return _("In schooljaar %(year)s") % {"year": column.school_year}
    day = date_format(table.origin.extraction, "j F Y")
    return _("In schooljaar %(year)s, tot en met %(day)s,") % {"year": column.school_year, "day": day}


def _by_province(said: Promise) -> Callable[[OfficialTable], str]:
    def sentence(table: OfficialTable) -> str:
        top, total = highest(table), table.row("total")
        if top is None or total is None:
            return ""
        return str(said) % {
            "period": period(table),
            "total": _shown(total.cells[-1]),
            "top": top[0],
            "most": _shown(top[1]),
        }

    return sentence


def _by_sector(said: Promise) -> Callable[[OfficialTable], str]:
    def sentence(table: OfficialTable) -> str:
        top = highest(table)
        if top is None:
            return ""
        return str(said) % {"period": period(table), "top": top[0], "most": _shown(top[1])}

    return sentence


def _mean(table: OfficialTable) -> str:
    value = table.rows[0].cells[0].value
    if value is None:
        return ""
    return _("Op %(day)s had een erkende onderneming gemiddeld %(mean)s erkenningen.") % {
        "day": date_format(table.origin.extraction, "j F Y"),
        "mean": decimal(Decimal(value)),
    }


def _mentors(table: OfficialTable) -> str:
    top, total = highest(table), table.row("total")
    if top is None or total is None:
        return ""
    return _(
        "Sinds %(year)s volgden %(total)s mentoren de mentoropleiding, het meest bij %(top)s: %(most)s."
    ) % {
        "year": table.definition.since.year if table.definition.since else "",
        "total": _shown(total.cells[-1]),
        "top": top[0],
        "most": _shown(top[1]),
    }


def _shown(cell: Cell) -> str:
    return number(int(cell.value)) if cell.value is not None else cell.text


ANSWERS: dict[str, Callable[[OfficialTable], str]] = {
    "T1a": _by_province(
        gettext_lazy("%(period)s waren %(total)s ondernemingen erkend, het meest in %(top)s: %(most)s.")
    ),
    "T1b": _by_sector(gettext_lazy("%(period)s telde %(top)s de meeste erkende ondernemingen: %(most)s.")),
    "R1": _mean,
    "T2a": _by_province(
        gettext_lazy(
            "%(period)s hadden %(total)s ondernemingen een overeenkomst, het meest in %(top)s: %(most)s."
        )
    ),
    "T2b": _by_sector(
        gettext_lazy("%(period)s telde %(top)s de meeste ondernemingen met een overeenkomst: %(most)s.")
    ),
    "T3": _mentors,
}
