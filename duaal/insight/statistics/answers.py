"""Questions about one indicator or one cell, and the answer that a figure does not exist."""

from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from duaal.foundation.kernel.school_year import SchoolYear, WrongSchoolYear
from duaal.foundation.kernel.sentences import sentence
from duaal.insight.statistics.definitions import Dimension
from duaal.insight.statistics.labels import NOT_AVAILABLE
from duaal.insight.statistics.layout import Cell, OfficialTable, Status
from duaal.insight.statistics.models import Snapshot
from duaal.insight.statistics.tables import official_table


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """The answer to a question that has no figure. That is something else than zero or an empty table."""

    key: str
    reason: str

    @property
    def status(self) -> Status:
        return Status.NOT_AVAILABLE

    @property
    def sentence(self) -> str:
        return str(NOT_AVAILABLE[self.reason])


ANSWERS: dict[tuple[str, str], str | NotAvailable] = {
    ("recognised", "province"): "T1a",
    ("recognised", "sector"): "T1b",
    ("agreement", "province"): "T2a",
    ("agreement", "sector"): "T2b",
    ("mentors", "sector"): "T3",
    ("mentors", "province"): NotAvailable("T3", "mentors_not_by_province"),
    ("mentors", "school_year"): NotAvailable("T3", "mentors_not_by_school_year"),
    ("mean", "day"): "R1",
    ("mean", "province"): NotAvailable("R1", "mean_not_by_province"),
    ("mean", "sector"): NotAvailable("R1", "mean_not_by_sector"),
    ("mean", "school_year"): NotAvailable("R1", "mean_not_by_school_year"),
}


def answer(
    indicator: str, by: str, snapshot: Snapshot, *, folder: Path | None = None
) -> OfficialTable | NotAvailable:
    """The table of an indicator by a dimension, or why it does not exist.

    Indicators: `recognised`, `agreement`, `mentors`, `mean`. Dimensions: `province`, `sector`, `school_year`,
    `day`.
    """
    found = ANSWERS.get((indicator, by))
    if found is None:
        raise ValidationError(
            _("Er is geen cijfer %(indicator)s per %(by)s. Kies een van: %(choices)s."),
            code="unknown_figure",
            params={
                "indicator": indicator,
                "by": by,
                "choices": ", ".join(" per ".join(pair) for pair in ANSWERS),
            },
        )
    if isinstance(found, NotAvailable):
        return found
    return official_table(found, snapshot, folder=folder)


def figure(table: OfficialTable, *, category: str, school_year: str = "") -> Cell:
    """One cell of a table, by the code of its row and its school year.

    Raises `ValidationError` for a total given as a category, a province outside the six or an unknown sector,
    and a school year that is not `YYYY-YYYY` or not in the table.
    """
    row = table.row(category)
    if row is None or row.is_total:
        raise ValidationError(
            _("%(category)s is geen %(kind)s van deze tabel. Kies een van: %(choices)s."),
            code="unknown_category",
            params={
                "category": category,
                "kind": _("provincie")
                if table.definition.dimension is Dimension.PROVINCE_OF_SITE
                else _("sector"),
                "choices": ", ".join(row.code for row in table.rows if not row.is_total),
            },
        )
    label = read_school_year(school_year).label if school_year else ""
    for column, cell in zip(table.columns, row.cells, strict=True):
        if column.school_year == label:
            return cell
    raise ValidationError(
        _("Schooljaar %(year)s staat niet in deze tabel. Kies een van: %(choices)s."),
        code="school_year_not_in_table",
        params={"year": label, "choices": ", ".join(column.school_year for column in table.columns)},
    )


def read_school_year(text: str) -> SchoolYear:
    """Reads `2022-2023`; raises `ValidationError` with the sentence of the kernel for anything else."""
    try:
        return SchoolYear.parse(text)
    except WrongSchoolYear as error:
        raise ValidationError(sentence(error), code=error.code) from error
