"""A table to fill: its model, its columns and its rows, in the form in which PostgreSQL copies them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for one model, in the order of `columns`. The rows may be a generator: they are read once."""

    model: type[Model]
    columns: tuple[str, ...]
    rows: Iterable[Row]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    def missing_columns(self) -> set[str]:
        """Columns that neither these rows nor the database fill, the row number aside: a mistake when there
        are any. What the invented Flanders does not have stays empty, or at the default of the database.
        """
        known = {
            field.column
            for field in self.model._meta.concrete_fields
            if field.column and not field.null and not field.has_db_default()
        }
        return known - set(self.columns) - {"id"}
