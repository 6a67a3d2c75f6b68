"""Persons may be erased from an entry, and nothing else: who (`actor_user_id`, `actor_name`) and `remark`.

The trigger lets an UPDATE of an entry through only when it erases these three and leaves every other column as
it was. The hash stays that of the whole entry; what is left is bound by the entry that records the erasing.
"""

from django.db import migrations, models

REFUSE = """
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_setting('duaal.emptying_allowed', true) = 'on' THEN
        RETURN NULL;
    END IF;
    {erasing}
    RAISE EXCEPTION 'Het spoor wordt nooit gewijzigd of gewist: % op % is geweigerd.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Schrijf een nieuwe regel die de vorige verbetert.';
END
$$
"""
ERASING = """
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_entry' THEN
        IF NEW.is_erased AND NOT OLD.is_erased
           AND NEW.actor_user_id IS NULL AND NEW.actor_name = '' AND NEW.remark = ''
           AND to_jsonb(NEW) - '{actor_user_id,actor_name,remark,is_erased}'::text[]
             = to_jsonb(OLD) - '{actor_user_id,actor_name,remark,is_erased}'::text[]
        THEN
            RETURN NEW;
        END IF;
    END IF;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='is_erased',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(REFUSE.replace("{erasing}", ERASING), REFUSE.replace("{erasing}", "")),
    ]
