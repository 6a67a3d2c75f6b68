"""The database itself refuses to change or remove what was written in the audit trail.

UPDATE and DELETE are refused always, also for the owner of the tables and also on a replica. The head of a
chain may only move up. TRUNCATE is refused unless the session says `SET duaal.emptying_allowed = 'on'`: the
tests empty their own database with it. Whoever owns the tables can also drop the triggers; that is what the
hash chain and the seals are for.
"""

from django.db import migrations

APPEND_ONLY = ("audit_entry", "audit_seal", "audit_sealedhead")
TABLES = (*APPEND_ONLY, "audit_chain")

FUNCTION = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('duaal.emptying_allowed', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'Het spoor wordt nooit gewijzigd of gewist: % op % is geweigerd.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Schrijf een nieuwe regel die de vorige verbetert.';
END
$$
"""

HEAD_MOVES_UP = """
CREATE TRIGGER audit_chain_moves_up BEFORE UPDATE ON audit_chain FOR EACH ROW
WHEN (NEW.last_seq < OLD.last_seq OR NEW.sealed_seq < OLD.sealed_seq
      OR (NEW.id, NEW.file_kind, NEW.file_id) IS DISTINCT FROM (OLD.id, OLD.file_kind, OLD.file_id)
      OR (NEW.last_seq = OLD.last_seq AND NEW.last_hash <> OLD.last_hash))
EXECUTE FUNCTION audit_refuse_change()
"""


def triggers() -> list[str]:
    statements = [FUNCTION, HEAD_MOVES_UP]
    names = [("audit_chain", "audit_chain_moves_up")]
    for table in TABLES:
        events = "UPDATE OR DELETE" if table in APPEND_ONLY else "DELETE"
        statements += [
            f"CREATE TRIGGER {table}_append_only BEFORE {events} ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()",
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()",
        ]
        names += [(table, f"{table}_append_only"), (table, f"{table}_not_emptied")]
    statements += [f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}" for table, name in names]
    return statements


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_one_head_per_place")]

    operations = [
        migrations.RunSQL(triggers(), reverse_sql="DROP FUNCTION audit_refuse_change() CASCADE"),
    ]
