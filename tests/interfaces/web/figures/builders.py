"""A snapshot with counted tables, made without a register: pages only read what was counted."""

from datetime import UTC, date, datetime

from duaal.foundation.geography.models import Province
from duaal.insight.statistics import tables
from duaal.insight.statistics.counts import COMPANIES, RECOGNITIONS
from duaal.insight.statistics.models import CountedTable, Snapshot
from duaal.insight.statistics.publications import QUESTION_757, Publication

MAPPING = "2023-06"
TAKEN_AT = datetime(2026, 11, 20, 12, 5, tzinfo=UTC)
SECTORS = (("bouw", "Bouw"), ("horeca", "Horeca"), ("textiel", "Textiel"))


def counted_snapshot(
    code: str = "2023-06-29-0123456789", as_of: date = QUESTION_757.extraction, *, synthetic: bool = True
) -> Snapshot:
    """A snapshot on which all six tables are counted, now and as of question 757."""
    snapshot = Snapshot.objects.create(
        code=code,
        taken_at=TAKEN_AT,
        as_of=as_of,
        mapping_version=MAPPING,
        mapping_versions={MAPPING: "2023-06-16"},
        is_synthetic=synthetic,
        digest="0" * 64,
        rows={},
    )
    count(snapshot, None)
    if as_of > QUESTION_757.extraction:
        count(snapshot, QUESTION_757)
    return snapshot


def count(snapshot: Snapshot, publication: Publication | None) -> None:
    """Keeps invented counts of all six tables: every row twice as large as the one before."""
    selection = tables.select(
        snapshot,
        years=publication.years if publication else None,
        extraction=publication.extraction if publication else None,
    )
    width = len(selection.years)
    provinces = [[code, label, years(width, 2**n)] for n, (code, label) in enumerate(Province.choices, 1)]
    sectors = [[code, label, years(width, 2**n)] for n, (code, label) in enumerate(SECTORS, 1)]
    cells = {
        "T1a": {"rows": provinces, "total": years(width, 1000)},
        "T1b": {"rows": sectors, "total": None},
        "R1": {"rows": [[RECOGNITIONS, "", [355]], [COMPANIES, "", [100]]], "total": None},
        "T2a": {"rows": provinces, "total": years(width, 500)},
        "T2b": {"rows": [*sectors[:2], ["textiel", "Textiel", [0] * width]], "total": None},
        "T3": {"rows": [[code, label, [size[-1]]] for code, label, size in sectors], "total": [9000]},
    }
    for key, counted in cells.items():
        CountedTable.objects.create(
            snapshot=snapshot,
            key=key,
            definition_version=tables.STATISTICS[key].version,
            extraction_date=selection.extraction,
            mapping_version=selection.mapping_version,
            school_years=[year.label for year in selection.years],
            cells=counted,
            counted_at=TAKEN_AT,
        )


def years(width: int, size: int) -> list[int]:
    return [size * (n + 1) for n in range(width)]
