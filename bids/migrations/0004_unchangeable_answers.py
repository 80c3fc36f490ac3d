"""What members said of their parts and what the lead settled on never change.

SQLite drops a table's triggers when Django alters the table: lots and allocations are guarded again.
"""

from importlib import import_module

from django.db import migrations

before = import_module("bids.migrations.0002_unchangeable_rows")
ALTERED = ["bids_planlot", "bids_planallocation"]
NEW = ["bids_partanswer", "bids_planchoice"]


def guard(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    statement = before.POSTGRES if is_postgres else before.SQLITE
    for table in NEW if is_postgres else ALTERED + NEW:
        for event in before.EVENTS:
            schema_editor.execute(statement.format(table=table, event=event))


def unguard(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table in NEW if is_postgres else ALTERED + NEW:
        for event in before.EVENTS:
            suffix = f" ON {table}" if is_postgres else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event}{suffix}")


class Migration(migrations.Migration):
    dependencies = [("bids", "0003_plans_that_follow")]
    operations = [migrations.RunPython(guard, unguard)]
