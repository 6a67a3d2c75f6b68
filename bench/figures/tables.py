"""Counts the five tables of question 757 from a snapshot, and the same with plain queries written by hand."""

import django

from bench.figure import hand_over, median_seconds
from bench.hand_written_tables import TABLES, all_tables

TIMES = 9


def measure() -> dict[str, float]:
    from django.db import transaction  # noqa: PLC0415  needs Django

    from duaal.insight.statistics.models import CountedTable, Snapshot  # noqa: PLC0415
    from duaal.insight.statistics.publications import QUESTION_757  # noqa: PLC0415
    from duaal.insight.statistics.snapshots import mapping_version_on, path_of  # noqa: PLC0415
    from duaal.insight.statistics.tables import official_tables  # noqa: PLC0415

    snapshot = Snapshot.objects.latest("taken_at")
    day = QUESTION_757.extraction
    version = mapping_version_on(snapshot.mapping_versions, day)
    folder = path_of(snapshot)

    def ours() -> None:
        with transaction.atomic():
            CountedTable.objects.all().delete()
            official_tables(snapshot, keys=tuple(TABLES), years=QUESTION_757.years, extraction=day)
            transaction.set_rollback(True)

    def by_hand() -> None:
        starts = tuple(year.start for year in QUESTION_757.years)
        all_tables(folder, extraction=day, first_years=starts, mapping_version=version)

    ours(), by_hand()
    return {"ours": median_seconds(ours, times=TIMES), "by hand": median_seconds(by_hand, times=TIMES)}


if __name__ == "__main__":
    django.setup()
    hand_over(measure())
