"""Guests of meetings; and a tick that was set by mistake can be taken off while nobody has claimed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from consortium.migrations._guards import AppendOnly, Refuses

NEVER_CHANGES = Refuses("representation_attendance", "never_changes", "1 = 1", event="UPDATE")


def guard(apps, schema_editor):
    AppendOnly("representation_attendance").drop(schema_editor)
    NEVER_CHANGES.create(schema_editor)


def unguard(apps, schema_editor):
    NEVER_CHANGES.drop(schema_editor)
    AppendOnly("representation_attendance").create(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("representation", "0006_claim_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="MeetingGuest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("comes_from", models.CharField(blank=True, max_length=160)),
                ("noted_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guests",
                        to="representation.meeting",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "name"), name="representation_meetingguest_once"
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(name=""), name="representation_meetingguest_named"
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
