"""Bulk loading: one COPY per table, all in the transaction of the caller."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection

from duaal.synthetic.tables import Table


class IncompleteRows(TypeError):
    """A column of a table that the rows do not fill: a model changed and the rows did not."""

    def __init__(self, table: Table) -> None:
        super().__init__(f"{table.name}: {', '.join(sorted(table.missing_columns()))} is not filled")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows went into a table."""

    table: str
    rows: int


def load(tables: Iterable[Table], *, report: Callable[[str], None]) -> tuple[Loaded, ...]:
    """Copies the rows of every table, one after the other, and sets the counters behind the row numbers."""
    loaded = []
    for table in tables:
        rows = _copy(table)
        _set_counter(table)
        loaded.append(Loaded(table.name, rows))
        report(f"{table.name}: {rows}")
    return tuple(loaded)


def analyse(tables: Iterable[str]) -> None:
    """Cleans up after the load and renews what the planner knows of the tables. Outside a transaction."""
    names = ", ".join(connection.ops.quote_name(name) for name in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {names}")


def _copy(table: Table) -> int:
    if table.missing_columns():
        raise IncompleteRows(table)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    number = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {quote(table.name)} ({columns}) FROM STDIN") as copy,
    ):
        for row in table.rows:
            copy.write_row(row)
            number += 1
    return number


def _set_counter(table: Table) -> None:
    """The next row that is made gets the number after the last one."""
    primary_key = table.model._meta.pk
    if primary_key is None or "id" not in table.columns:
        return
    name = connection.ops.quote_name(table.name)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {name} HAVING max(id) > 0",
            [table.name],
        )
