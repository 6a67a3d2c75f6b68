"""Files with entries for the tests of the audit trail."""

from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime

from django.db import connection, transaction

from duaal.foundation.audit.ledger import record
from duaal.foundation.kernel.actor import Actor, Role

DAY = date(2024, 5, 2)
MOMENT = datetime(2024, 5, 2, 9, 30, 0, 123456, tzinfo=UTC)
OFFICER = Actor(Role.PARTNERSHIP, "hout", user_id=7, person_id=3, name="An Peeters")


def write(file_id=1, **changes):
    """One entry, in a transaction of its own when there is none."""
    facts = {
        "file_kind": "application",
        "file_id": file_id,
        "step": "grant",
        "from_state": "submitted",
        "to_state": "granted",
        "actor": OFFICER,
        "on": DAY,
    }
    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        return record(**(facts | changes))


def tamper(sql, *values):
    """What someone does who owns the database: the triggers off, a statement, the triggers on again."""
    tables = ("audit_entry", "audit_chain", "audit_seal", "audit_sealedhead")
    with transaction.atomic(), constraints_checked(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def constraints_checked():
    """Foreign keys are checked first, as statements on the tables themselves ask for."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
