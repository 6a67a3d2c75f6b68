"""Published answers whose tables are made again: which school years, and as of which day."""

from dataclasses import dataclass
from datetime import date

from duaal.foundation.kernel.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class Publication:
    """An official publication (`publicatie`) with tables of this package."""

    code: str
    extraction: date
    years: tuple[SchoolYear, ...]
    source: str


QUESTION_757 = Publication(
    code="sv-757",
    extraction=date(2023, 6, 29),
    years=tuple(SchoolYear(start) for start in (2019, 2020, 2021, 2022)),
    source="Vlaams Parlement, schriftelijke vraag 757 van 16 juni 2023, gecoördineerd antwoord",
)
