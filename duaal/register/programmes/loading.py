"""Loads the dual programmes and their sectors from the reference file."""

import re
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from duaal.foundation.geography.aligning import Loaded, align_periods, align_things
from duaal.foundation.kernel.fact_file import Row, read
from duaal.foundation.kernel.sorting import sort_key
from duaal.register.partnerships.models import Certainty, ReportingSector
from duaal.register.programmes.models import (
    EducationForm,
    Finality,
    Grade,
    LegalBasis,
    Level,
    Programme,
)

FOLDER = Path(__file__).parent / "reference"
CODE = re.compile(r"[A-Z][0-9]{3,9}")
COLUMNS = (
    "code",
    "name",
    "level",
    "grade",
    "finality",
    "education_form",
    "legal_basis",
    "sectors",
    "sector_certainty",
    "valid_from",
    "valid_to",
    "certainty",
    "source",
    "note",
)


@transaction.atomic
def load_all(folder: Path = FOLDER) -> tuple[Loaded, ...]:
    """Makes the tables equal to the file; a second time it changes nothing. Reporting sectors first.

    Raises `WrongFile` with file and line on the first wrong row; then nothing is changed.
    """
    rows = read(folder / "programmes.csv", COLUMNS, key=("code",))
    sectors = set(ReportingSector.objects.values_list("code", flat=True))
    programmes = [_programme(row) for row in rows]
    links = [
        {"programme_id": row.cells["code"], "reportingsector_id": sector}
        for row in rows
        for sector in row.references("sectors", sectors, "reporting_sectors.csv")
    ]
    codes = [row.cells["code"] for row in rows]
    return (
        align_things(Programme, programmes),
        align_periods(
            Programme.sectors.through,
            ("programme_id", "reportingsector_id"),
            links,
            within=Q(programme__in=codes),
        ),
    )


def _programme(row: Row) -> dict[str, object]:
    period = row.period()
    return {
        "code": row.matching("code", CODE, "een hoofdletter en 3 tot 9 cijfers"),
        "name": row.text("name"),
        "sort_name": sort_key(row.text("name")),
        "level": row.choice("level", Level.values),
        "grade": row.choice("grade", Grade.values, empty=True),
        "finality": row.choice("finality", Finality.values, empty=True),
        "education_form": row.choice("education_form", EducationForm.values, empty=True),
        "legal_basis": row.choice("legal_basis", LegalBasis.values),
        "valid_from": period.first,
        "valid_to": period.last,
        "certainty": row.choice("certainty", Certainty.values),
        "source": row.text("source"),
        "sector_certainty": row.choice("sector_certainty", Certainty.values),
    }
