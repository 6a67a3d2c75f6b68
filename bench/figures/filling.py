"""Fills the register of a place, and copies the same rows with nothing but COPY as the reference."""

import sys
from io import BytesIO

import django
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.figure import hand_over, seconds

SEED = 1


def measure(scale: int, *, plain: bool) -> dict[str, float]:
    """Seconds; the plain copy only when asked, as with its indexes it takes nearly as long as the filling."""
    from duaal.foundation.kernel.today import today  # noqa: PLC0415  needs Django
    from duaal.insight.statistics.snapshots import take  # noqa: PLC0415
    from duaal.insight.statistics.tables import count_for_pages  # noqa: PLC0415
    from duaal.synthetic.populate import populate  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    day = today()
    loaded = []
    measured = {
        "populate": seconds(
            lambda: loaded.extend(populate(scale=scale, seed=SEED, today=day, report=lambda *said: None))
        )
    }
    measured["rows"] = float(sum(table.rows for table in loaded))
    if plain:
        measured["copy"] = plain_copy([table.table for table in loaded])
    measured["snapshot"] = seconds(lambda: count_for_pages(take(as_of=day, taken_at=timezone.now())))
    return measured


def plain_copy(tables: list[str]) -> float:
    """Seconds to copy the rows of these tables into empty ones with the same columns and indexes."""
    spent = 0.0
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA plain")
        for table in tables:
            rows = BytesIO()
            with cursor.copy(f'COPY public."{table}" TO STDOUT (FORMAT BINARY)') as reading:
                for block in reading:
                    rows.write(block)
            cursor.execute(f'CREATE TABLE plain."{table}" (LIKE public."{table}" INCLUDING ALL)')
            spent += seconds(lambda table=table, rows=rows: _copy_in(cursor, table, rows.getvalue()))
        cursor.execute("DROP SCHEMA plain CASCADE")
    return spent


def _copy_in(cursor, table: str, rows: bytes) -> None:
    with cursor.copy(f'COPY plain."{table}" FROM STDIN (FORMAT BINARY)') as writing:
        writing.write(rows)


if __name__ == "__main__":
    django.setup()
    hand_over(measure(int(sys.argv[1]), plain="--plain" in sys.argv))
