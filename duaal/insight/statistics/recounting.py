"""Counting kept tables again, years later, and naming every cell that differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duaal.foundation.kernel.school_year import SchoolYear
from duaal.insight.statistics import snapshots
from duaal.insight.statistics.counting import Counter
from duaal.insight.statistics.counts import Counts, Selection
from duaal.insight.statistics.definitions import Statistic
from duaal.insight.statistics.layout import TOTAL
from duaal.insight.statistics.models import Snapshot
from duaal.insight.statistics.tables import statistic_of


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that a recount found different from what was kept; None means: the row was not there."""

    key: str
    row: str
    school_year: str
    kept: int | None
    found: int | None


def recount(snapshot: Snapshot, *, folder: Path | None = None) -> tuple[Difference, ...]:
    """Checks the files of the snapshot, counts every kept table again and returns the cells that differ.

    Tables that were counted under an older version of their definition are left out. Changes nothing.
    """
    place = snapshots.verify(snapshot, folder=folder)
    differences: list[Difference] = []
    for kept in snapshot.tables.order_by("extraction_date", "key"):
        statistic = statistic_of(kept.key)
        if kept.definition_version != statistic.version:
            continue
        years = tuple(SchoolYear.parse(label) for label in kept.school_years)
        with Counter(place, Selection(kept.extraction_date, years, kept.mapping_version)) as counter:
            found = counter.count(statistic)
        differences += _differences(statistic, Counts.from_json(kept.cells), found, kept.school_years)
    return tuple(differences)


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
        rows.append((TOTAL, counts.total))
    return {
        (code, labels[place] if len(values) == len(labels) else ""): value
        for code, values in rows
        for place, value in enumerate(values)
    }
