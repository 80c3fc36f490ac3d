"""One holder a seat at a time; appointments are written once and ended once; history stays."""

from django.db import migrations

from consortium.migrations._guards import AppendOnly, NoOverlap
from representation.migrations._guards import NeverBoth, OneWay

HOLDER, STAND_IN = "representation_appointment", "representation_standin"
WRITTEN_ONCE = (
    "seat_id", "person_id", "on_behalf_of_id", "mandate", "basis_id", "start_on", "due_on",
    "chosen_on", "electorate", "voted", "stood", "source", "recorded_at",
)
GUARDS = [
    NoOverlap(HOLDER, ("seat_id",), "start_on", "ended_on"),
    NoOverlap(STAND_IN, ("seat_id", "kind"), "start_on", "end_on"),
    NoOverlap(
        "representation_structuremembership", ("structure_id", "organisation_id"),
        "start_on", "end_on",
    ),
    NoOverlap("representation_votinghome", ("membership_id",), "start_on", "end_on"),
    OneWay(HOLDER, WRITTEN_ONCE, closed="ended_on"),
    OneWay(
        STAND_IN, ("seat_id", "person_id", "on_behalf_of_id", "kind", "start_on"), closed="end_on"
    ),
    NeverBoth(HOLDER, "ended_on", STAND_IN, "end_on", ("seat_id", "person_id")),
    NeverBoth(STAND_IN, "end_on", HOLDER, "ended_on", ("seat_id", "person_id")),
    AppendOnly("representation_appointmentstep"),
    AppendOnly("representation_structureversion"),
]


def guard(apps, schema_editor):
    for one in GUARDS:
        one.create(schema_editor)


def unguard(apps, schema_editor):
    for one in reversed(GUARDS):
        one.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("representation", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
