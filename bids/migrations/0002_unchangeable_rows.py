"""Notices and finished plans are never changed or deleted, whoever asks the database."""

from django.db import migrations

TABLES = ["bids_notice", "bids_lotplan", "bids_planlot", "bids_planallocation"]
EVENTS = ["update", "delete"]

SQLITE = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} rows never change'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION bids_refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% rows never change', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END
$$ LANGUAGE plpgsql
"""
POSTGRES = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
FOR EACH ROW EXECUTE FUNCTION bids_refuse_change()
"""


def guard(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    if is_postgres:
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
    for table in TABLES:
        for event in EVENTS:
            statement = POSTGRES if is_postgres else SQLITE
            schema_editor.execute(statement.format(table=table, event=event))


def unguard(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for event in EVENTS:
            suffix = f" ON {table}" if is_postgres else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event}{suffix}")
    if is_postgres:
        schema_editor.execute("DROP FUNCTION bids_refuse_change()")


class Migration(migrations.Migration):
    dependencies = [("bids", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
