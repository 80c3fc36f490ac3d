"""What boards ask the sector for, step by step; and who supports a structure."""

import django.db.models.deletion
import django.utils.timezone
import representation.seat_requests.states
from django.conf import settings
from django.db import migrations, models

from consortium.migrations._guards import Refuses

NEVER_CHANGES = Refuses("representation_seatrequeststep", "never_changes", "1 = 1", event="UPDATE")


def guard(apps, schema_editor):
    NEVER_CHANGES.create(schema_editor)


def unguard(apps, schema_editor):
    NEVER_CHANGES.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("representation", "0008_receipts_sealed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SeatRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("board", models.CharField(max_length=160)),
                ("owner", models.CharField(help_text="Whose board it is.", max_length=160)),
                (
                    "role",
                    models.CharField(
                        help_text="What the person is to do, in a sentence.", max_length=200
                    ),
                ),
                (
                    "terms",
                    models.TextField(help_text="The board's terms of reference.", max_length=3000),
                ),
                ("skills", models.TextField(blank=True, max_length=1000)),
                ("needed_by", models.DateField()),
                ("officer_name", models.CharField(max_length=120)),
                ("officer_email", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                representation.seat_requests.states.RequestState["UNCONFIRMED"],
                                representation.seat_requests.states.RequestState["UNCONFIRMED"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["WAITING"],
                                representation.seat_requests.states.RequestState["WAITING"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["ACCEPTED"],
                                representation.seat_requests.states.RequestState["ACCEPTED"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["REFUSED"],
                                representation.seat_requests.states.RequestState["REFUSED"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["WITHDRAWN"],
                                representation.seat_requests.states.RequestState["WITHDRAWN"],
                            ),
                        ],
                        default="unconfirmed",
                        max_length=12,
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seat_requests",
                        to="representation.seat",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seat_requests",
                        to="representation.structure",
                    ),
                ),
            ],
            options={
                "ordering": ["needed_by", "id"],
            },
        ),
        migrations.CreateModel(
            name="SeatRequestStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                representation.seat_requests.states.RequestState["UNCONFIRMED"],
                                representation.seat_requests.states.RequestState["UNCONFIRMED"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["WAITING"],
                                representation.seat_requests.states.RequestState["WAITING"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["ACCEPTED"],
                                representation.seat_requests.states.RequestState["ACCEPTED"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["REFUSED"],
                                representation.seat_requests.states.RequestState["REFUSED"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["WITHDRAWN"],
                                representation.seat_requests.states.RequestState["WITHDRAWN"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            (
                                representation.seat_requests.states.RequestState["UNCONFIRMED"],
                                representation.seat_requests.states.RequestState["UNCONFIRMED"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["WAITING"],
                                representation.seat_requests.states.RequestState["WAITING"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["ACCEPTED"],
                                representation.seat_requests.states.RequestState["ACCEPTED"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["REFUSED"],
                                representation.seat_requests.states.RequestState["REFUSED"],
                            ),
                            (
                                representation.seat_requests.states.RequestState["WITHDRAWN"],
                                representation.seat_requests.states.RequestState["WITHDRAWN"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("reason", models.TextField(blank=True, max_length=1000)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="representation.seatrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["request", "id"],
            },
        ),
        migrations.CreateModel(
            name="SupportArrangement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provider", models.CharField(max_length=160)),
                (
                    "what",
                    models.CharField(help_text="What they do for the network.", max_length=200),
                ),
                ("hours_a_week", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("funder", models.CharField(max_length=160)),
                ("start_on", models.DateField()),
                (
                    "end_on",
                    models.DateField(blank=True, help_text="The last day, included.", null=True),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="representation.structure",
                    ),
                ),
            ],
            options={
                "ordering": ["structure", "start_on", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="seatrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("board", ""), _negated=True),
                    models.Q(("role", ""), _negated=True),
                    models.Q(("terms", ""), _negated=True),
                    models.Q(("officer_email", ""), _negated=True),
                ),
                name="representation_seatrequest_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("seat__isnull", False),
                        ("state", representation.seat_requests.states.RequestState["ACCEPTED"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", representation.seat_requests.states.RequestState["ACCEPTED"]),
                            _negated=True,
                        ),
                        ("seat__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="representation_seatrequest_seat_when_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatrequeststep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("to_state", representation.seat_requests.states.RequestState["REFUSED"]),
                        _negated=True,
                    ),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="representation_seatrequeststep_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportarrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("provider", ""), _negated=True),
                    models.Q(("funder", ""), _negated=True),
                ),
                name="representation_supportarrangement_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportarrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hours_a_week__isnull", True),
                    models.Q(("hours_a_week__gte", 1), ("hours_a_week__lte", 1000)),
                    _connector="OR",
                ),
                name="representation_supportarrangement_some_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportarrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_on__isnull", True), ("end_on__gte", models.F("start_on")), _connector="OR"
                ),
                name="representation_supportarrangement_ends_after_start",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
