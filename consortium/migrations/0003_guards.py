"""Dated rows do not overlap; what happened stays as it was written."""

from django.db import migrations

from consortium.migrations._guards import AppendOnly, NoOverlap

GUARDS = [
    NoOverlap(
        "consortium_membership", ("consortium_id", "organisation_id"), "start_on", "end_on"
    ),
    NoOverlap(
        "consortium_role",
        ("person_id", "kind", "organisation_id", "consortium_id"),
        "start_on",
        "end_on",
    ),
    NoOverlap(
        "consortium_capacity",
        ("consortium_id", "organisation_id"),
        "valid_from",
        "valid_until",
    ),
    NoOverlap("consortium_band", ("scheme_id",), "from_pence", "below_pence", kind="int8"),
    AppendOnly("consortium_event"),
]


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    for one in GUARDS:
        one.create(schema_editor)


def unguard(apps, schema_editor):
    for one in reversed(GUARDS):
        one.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("consortium", "0002_job")]
    operations = [migrations.RunPython(guard, unguard)]
