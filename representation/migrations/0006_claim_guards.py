"""Attendance and a claim's steps stay as they were written; schemes of a body do not overlap."""

from django.db import migrations

from consortium.migrations._guards import AppendOnly, NoOverlap

GUARDS = [
    NoOverlap("representation_schemeuse", ("structure_id", "body_id"), "start_on", "end_on"),
    AppendOnly("representation_attendance"),
    AppendOnly("representation_claimstep"),
]


def guard(apps, schema_editor):
    for one in GUARDS:
        one.create(schema_editor)


def unguard(apps, schema_editor):
    for one in reversed(GUARDS):
        one.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("representation", "0005_claims")]
    operations = [migrations.RunPython(guard, unguard)]
