"""Every entry of the ledger waits to be told, from the transaction that wrote it on.

A transaction that says `SET LOCAL duaal.tell_nobody = 'on'` is left out: an invented past is nobody's news.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION notifications_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO notifications_pending (entry_id, transaction)
    VALUES (NEW.id, pg_current_xact_id()::text::bigint);
    RETURN NULL;
END
$$
"""

TRIGGER = """
CREATE TRIGGER notifications_entry_waits AFTER INSERT ON audit_entry FOR EACH ROW
WHEN (current_setting('duaal.tell_nobody', true) IS DISTINCT FROM 'on')
EXECUTE FUNCTION notifications_wait()
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    operations = [
        migrations.RunSQL([FUNCTION, TRIGGER], reverse_sql="DROP FUNCTION notifications_wait() CASCADE"),
    ]
