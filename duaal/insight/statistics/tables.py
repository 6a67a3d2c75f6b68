"""The official tables on a snapshot: asked for, counted once, kept, and counted again years later."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from duaal.foundation.kernel.school_year import SchoolYear
from duaal.foundation.lawbook.book import value
from duaal.insight.statistics import snapshots
from duaal.insight.statistics.counting import Counter
from duaal.insight.statistics.counts import MOST_YEARS, Counts, Selection
from duaal.insight.statistics.definitions import FIRST_SCHOOL_YEAR, STATISTICS, Statistic
from duaal.insight.statistics.layout import OfficialTable, Origin, arrange
from duaal.insight.statistics.models import CountedTable, Snapshot
from duaal.insight.statistics.publications import QUESTION_757

KEYS = tuple(STATISTICS)


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
    statistics = [statistic_of(key) for key in keys]
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
    with Counter(snapshots.verify(snapshot, folder=folder), selection) as counter:
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


def statistic_of(key: str) -> Statistic:
    """The definition of a table; raises `ValidationError` for a table that does not exist."""
    try:
        return STATISTICS[key]
    except KeyError:
        raise ValidationError(
            _("Tabel %(key)s bestaat niet. Kies een van: %(choices)s."),
            code="unknown_table",
            params={"key": key, "choices": ", ".join(KEYS)},
        ) from None


def _threshold(statistic: Statistic, *, on: date) -> int:
    return int(value(f"statistics.min_cell_{statistic.unit}").on(on).value)
