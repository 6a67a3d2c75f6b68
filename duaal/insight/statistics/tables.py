"""The official tables on a snapshot: asked for, counted once, kept, and counted again years later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from duaal.foundation.kernel.school_year import SchoolYear, WrongSchoolYear
from duaal.foundation.kernel.sentences import sentence
from duaal.foundation.lawbook.book import value
from duaal.insight.statistics import snapshots
from duaal.insight.statistics.counting import Counter
from duaal.insight.statistics.counts import MOST_YEARS, Counts, Selection
from duaal.insight.statistics.definitions import FIRST_SCHOOL_YEAR, STATISTICS, Dimension, Statistic
from duaal.insight.statistics.labels import NOT_AVAILABLE
from duaal.insight.statistics.layout import Cell, OfficialTable, Origin, Status, arrange
from duaal.insight.statistics.models import CountedTable, Snapshot
from duaal.insight.statistics.publications import QUESTION_757

KEYS = tuple(STATISTICS)


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


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that a recount found different from what was kept; None means: the row was not there."""

    key: str
    row: str
    school_year: str
    kept: int | None
    found: int | None


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


def official_table(
    key: str,
    snapshot: Snapshot,
    *,
    years: Sequence[SchoolYear] | None = None,
    extraction: date | None = None,
    mapping_version: str | None = None,
    suppress_empty_rows: bool = True,
    folder: Path | None = None,
) -> OfficialTable:
    """One table (`T1a`, `T1b`, `R1`, `T2a`, `T2b`, `T3`) in the official layout; see `official_tables`."""
    return official_tables(
        snapshot,
        keys=(key,),
        years=years,
        extraction=extraction,
        mapping_version=mapping_version,
        suppress_empty_rows=suppress_empty_rows,
        folder=folder,
    )[key]


def official_tables(
    snapshot: Snapshot,
    *,
    keys: Iterable[str] = KEYS,
    years: Sequence[SchoolYear] | None = None,
    extraction: date | None = None,
    mapping_version: str | None = None,
    suppress_empty_rows: bool = True,
    folder: Path | None = None,
) -> dict[str, OfficialTable]:
    """The tables by key, from what was counted before (one query), or counted and kept now.

    By default: the extraction day and the mapping version of the snapshot, and all school years since dual
    learning started up to the extraction day. Figures are as of the extraction day: what starts later does
    not count.

    Raises `ValidationError` for an unknown table or mapping version, an extraction day after the one of the
    snapshot, and a school year that had not started; `snapshots.Damaged` when counting finds other files.
    """
    statistics = [_statistic(key) for key in keys]
    chosen = select(snapshot, years=years, extraction=extraction, mapping_version=mapping_version)
    counts = _counted(snapshot, statistics, chosen, folder=folder)
    origin = Origin(
        snapshot=snapshot.code,
        taken_at=snapshot.taken_at,
        extraction=chosen.extraction,
        mapping_version=chosen.mapping_version,
        synthetic=snapshot.is_synthetic,
    )
    return {
        statistic.key: arrange(
            statistic,
            counts[statistic.key],
            chosen,
            origin,
            threshold=_threshold(statistic, on=chosen.extraction),
            suppress_empty_rows=suppress_empty_rows,
        )
        for statistic in statistics
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
                "kind": _("provincie") if _by_province(table.definition) else _("sector"),
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


def select(
    snapshot: Snapshot,
    *,
    years: Sequence[SchoolYear] | None = None,
    extraction: date | None = None,
    mapping_version: str | None = None,
) -> Selection:
    """What is asked of the snapshot, with the defaults filled in; refuses what it cannot hold."""
    day = snapshot.as_of if extraction is None else extraction
    if day > snapshot.as_of:
        raise ValidationError(
            _(
                "Momentopname %(code)s gaat tot %(last)s. Kies een extractiedag tot en met die dag, niet "
                "%(day)s."
            ),
            code="extraction_after_snapshot",
            params={"code": snapshot.code, "last": f"{snapshot.as_of:%d/%m/%Y}", "day": f"{day:%d/%m/%Y}"},
        )
    if years is None:
        years = [SchoolYear(start) for start in range(FIRST_SCHOOL_YEAR.start, SchoolYear.of(day).start + 1)]
    for year in years:
        if year.first_day > day:
            raise ValidationError(
                _("Schooljaar %(year)s is op %(day)s nog niet begonnen. Kies een vroeger schooljaar."),
                code="school_year_not_started",
                params={"year": year.label, "day": f"{day:%d/%m/%Y}"},
            )
    ordered = tuple(sorted(set(years)))
    if len(ordered) > MOST_YEARS:
        raise ValidationError(
            _("U vroeg %(asked)s schooljaren. Vraag er ten hoogste %(most)s."),
            code="too_many_school_years",
            params={"asked": len(ordered), "most": MOST_YEARS},
        )
    if mapping_version is None:
        mapping_version = snapshots.mapping_version_on(snapshot.mapping_versions, day)
    elif mapping_version not in snapshot.mapping_versions:
        raise ValidationError(
            _(
                "Bevoegdheidsverdeling %(code)s staat niet in momentopname %(snapshot)s. Kies een van: "
                "%(choices)s."
            ),
            code="unknown_mapping_version",
            params={
                "code": mapping_version,
                "snapshot": snapshot.code,
                "choices": ", ".join(snapshot.mapping_versions),
            },
        )
    return Selection(day, ordered, mapping_version)


def count_for_pages(snapshot: Snapshot, *, folder: Path | None = None) -> None:
    """Counts and keeps what pages show, so that they never count: all tables, now and as of question 757."""
    official_tables(snapshot, folder=folder)
    if snapshot.as_of > QUESTION_757.extraction:
        official_tables(snapshot, years=QUESTION_757.years, extraction=QUESTION_757.extraction, folder=folder)


def recount(snapshot: Snapshot, *, folder: Path | None = None) -> tuple[Difference, ...]:
    """Checks the files of the snapshot, counts every kept table again and returns the cells that differ.

    Tables that were counted under an older version of their definition are left out. Changes nothing.
    """
    place = snapshots.verify(snapshot, folder=folder)
    differences: list[Difference] = []
    for kept in snapshot.tables.order_by("extraction_date", "key"):
        statistic = _statistic(kept.key)
        if kept.definition_version != statistic.version:
            continue
        years = tuple(SchoolYear.parse(label) for label in kept.school_years)
        with Counter(place, Selection(kept.extraction_date, years, kept.mapping_version)) as counter:
            found = counter.count(statistic)
        differences += _differences(statistic, Counts.from_json(kept.cells), found, kept.school_years)
    return tuple(differences)


def _counted(
    snapshot: Snapshot, statistics: Sequence[Statistic], selection: Selection, *, folder: Path | None
) -> dict[str, Counts]:
    labels = [year.label for year in selection.years]
    kept = CountedTable.objects.filter(
        snapshot=snapshot,
        key__in=[statistic.key for statistic in statistics],
        extraction_date=selection.extraction,
        mapping_version=selection.mapping_version,
        school_years=labels,
    )
    versions = {statistic.key: statistic.version for statistic in statistics}
    counts = {
        table.key: Counts.from_json(table.cells)
        for table in kept
        if table.definition_version == versions[table.key]
    }
    missing = [statistic for statistic in statistics if statistic.key not in counts]
    if missing:
        counts |= _count_now(snapshot, missing, selection, at=timezone.now(), folder=folder)
    return counts


def _count_now(
    snapshot: Snapshot,
    statistics: Sequence[Statistic],
    selection: Selection,
    *,
    at: datetime,
    folder: Path | None,
) -> dict[str, Counts]:
    snapshots.read_manifest(snapshot, folder=folder)
    with Counter(snapshots.path_of(snapshot, folder=folder), selection) as counter:
        counts = {statistic.key: counter.count(statistic) for statistic in statistics}
    CountedTable.objects.bulk_create(
        [
            CountedTable(
                snapshot=snapshot,
                key=statistic.key,
                definition_version=statistic.version,
                extraction_date=selection.extraction,
                mapping_version=selection.mapping_version,
                school_years=[year.label for year in selection.years],
                cells=counts[statistic.key].as_json(),
                counted_at=at,
            )
            for statistic in statistics
        ],
        ignore_conflicts=True,  # another page counted it at the same time: the same files give the same cells
    )
    return counts


def _differences(
    statistic: Statistic, kept: Counts, found: Counts, labels: Sequence[str]
) -> list[Difference]:
    before, after = _by_cell(kept, labels), _by_cell(found, labels)
    return [
        Difference(statistic.key, row, year, before.get((row, year)), after.get((row, year)))
        for row, year in sorted(before.keys() | after.keys())
        if before.get((row, year)) != after.get((row, year))
    ]


def _by_cell(counts: Counts, labels: Sequence[str]) -> dict[tuple[str, str], int]:
    rows = [(row.code, row.values) for row in counts.rows]
    if counts.total is not None:
        rows.append(("total", counts.total))
    return {
        (code, labels[place] if len(values) == len(labels) else ""): value
        for code, values in rows
        for place, value in enumerate(values)
    }


def _statistic(key: str) -> Statistic:
    try:
        return STATISTICS[key]
    except KeyError:
        raise ValidationError(
            _("Tabel %(key)s bestaat niet. Kies een van: %(choices)s."),
            code="unknown_table",
            params={"key": key, "choices": ", ".join(KEYS)},
        ) from None


def _by_province(statistic: Statistic) -> bool:
    return statistic.dimension is Dimension.PROVINCE_OF_SITE


def _threshold(statistic: Statistic, *, on: date) -> int:
    return int(value(f"statistics.min_cell_{statistic.unit}").on(on).value)
