"""Foreign keys set aside during a bulk load and put back after it: checked once per table, not once per row.

Within one transaction: when the load stops, they are there again as if nothing happened. Putting a key back
checks every row of its table, so nothing that refers to nothing gets through.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

_KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A foreign key as the database itself describes it."""

    table: str
    name: str
    definition: str


@contextmanager
def set_aside(tables: Iterable[str]) -> Iterator[tuple[ForeignKey, ...]]:
    """Drops the foreign keys of these tables and makes them anew at the end; inside a transaction only.

    Needs the owner of the tables, as a migration does.
    """
    names = [connection.ops.quote_name(table) for table in tables]
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(_KEYS, [names])
        keys = tuple(ForeignKey(*row) for row in cursor.fetchall())
        for key in keys:
            cursor.execute(f"ALTER TABLE {key.table} DROP CONSTRAINT {quote(key.name)}")
    yield keys
    with connection.cursor() as cursor:
        # Without a fresh estimate of their size the check of a key may visit a whole table for every row.
        cursor.execute(f"ANALYZE {', '.join(names)}")
        for key in keys:
            cursor.execute(f"ALTER TABLE {key.table} ADD CONSTRAINT {quote(key.name)} {key.definition}")
