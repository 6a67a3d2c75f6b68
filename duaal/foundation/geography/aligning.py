"""Making a reference table equal to what a file says, with as few writes as possible.

It stands in geography because that is the lowest package with reference tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from duaal.foundation.kernel.fact_file import difference

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did to one table: rows in the file, and how many of them were new, changed or removed."""

    table: str
    rows: int
    new: int
    changed: int
    gone: int = 0

    @property
    def changed_nothing(self) -> bool:
        return not (self.new or self.changed or self.gone)


def align_things(model: type[Model], wanted: Sequence[Values]) -> Loaded:
    """Adds and updates rows that others refer to, by primary key.

    Rows that the file does not name stay: they may be in use, and leaving out a line does not remove history.
    """
    key = model._meta.pk.attname
    columns = tuple(wanted[0])
    stored = {row[key]: row for row in model._default_manager.values(*columns)}
    found = difference(stored, {row[key]: row for row in wanted})
    model._default_manager.bulk_create(
        [model(**row) for row in (*found.new.values(), *found.changed.values())],
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[column for column in columns if column != key],
    )
    return Loaded(model.__name__, len(wanted), len(found.new), len(found.changed))


def align_periods(model: type[Model], key: tuple[str, ...], wanted: Sequence[Values], *, within: Q) -> Loaded:
    """Makes the rows `within` a scope equal to the file: what the file no longer says is removed.

    For rows that nothing refers to. Changed rows go out before any comes in, so that a period can be split.
    """
    columns = tuple(wanted[0])
    stored, pks = {}, {}
    for pk, *cells in model._default_manager.filter(within).values_list("pk", *columns):
        row = dict(zip(columns, cells, strict=True))
        identity = _identity(row, key)
        stored[identity], pks[identity] = row, pk
    found = difference(stored, {_identity(row, key): row for row in wanted})
    out = [pks[identity] for identity in (*found.gone, *found.changed)]
    if out:
        model._default_manager.filter(pk__in=out).delete()
    model._default_manager.bulk_create(model(**row) for row in (*found.changed.values(), *found.new.values()))
    return Loaded(model.__name__, len(wanted), len(found.new), len(found.changed), len(found.gone))


def _identity(row: Values, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(row[column] for column in key)
