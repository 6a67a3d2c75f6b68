"""What pages read: which snapshots there are, and the tables that were counted on them. Pages never count."""

from collections.abc import Iterable

from django.db.models import QuerySet

from duaal.insight.statistics.layout import OfficialTable
from duaal.insight.statistics.models import Snapshot
from duaal.insight.statistics.publications import Publication
from duaal.insight.statistics.tables import KEYS, official_tables


def snapshots() -> QuerySet[Snapshot]:
    """All snapshots, the latest extraction day first."""
    return Snapshot.objects.all()


def latest_snapshot() -> Snapshot | None:
    """The snapshot with the latest extraction day, or None before the first one is taken."""
    return snapshots().first()


def tables_of(
    snapshot: Snapshot,
    *,
    keys: Iterable[str] = KEYS,
    publication: Publication | None = None,
    suppress_empty_rows: bool = True,
) -> dict[str, OfficialTable]:
    """The tables of a snapshot by key, in one query however many they are; as of a publication when one is
    given.
    """
    return official_tables(
        snapshot,
        keys=keys,
        years=publication.years if publication else None,
        extraction=publication.extraction if publication else None,
        suppress_empty_rows=suppress_empty_rows,
    )
