"""What was worked out of fairness never changes."""

from importlib import import_module

from django.db import migrations

before = import_module("bids.migrations.0002_unchangeable_rows")
TABLE = "bids_fairnesscell"


def guard(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    statement = before.POSTGRES if is_postgres else before.SQLITE
    for event in before.EVENTS:
        schema_editor.execute(statement.format(table=TABLE, event=event))


def unguard(apps, schema_editor):
    suffix = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for event in before.EVENTS:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{event}{suffix}")


class Migration(migrations.Migration):
    dependencies = [("bids", "0005_fairness_table")]
    operations = [migrations.RunPython(guard, unguard)]
