"""At a meeting a seat is taken by its holder or by their alternate, never by both."""

from django.db import migrations

from representation.migrations._election_guards import RefuseWhen

NEVER_BOTH = RefuseWhen(
    "representation_attendance",
    "insert",
    "holder_or_alternate",
    """
    EXISTS (
        SELECT 1 FROM representation_attendance AS other
        LEFT JOIN representation_appointment AS held ON held.id = other.appointment_id
        LEFT JOIN representation_standin AS standing
            ON standing.id = other.stand_in_id AND standing.kind = 'alternate'
        WHERE other.meeting_id = NEW.meeting_id
        AND (other.appointment_id IS NULL) <> (NEW.appointment_id IS NULL)
        AND coalesce(held.seat_id, standing.seat_id) = coalesce(
            (SELECT seat_id FROM representation_appointment WHERE id = NEW.appointment_id),
            (SELECT seat_id FROM representation_standin
                WHERE id = NEW.stand_in_id AND kind = 'alternate')
        )
    )
    """,
)


def guard(apps, schema_editor):
    NEVER_BOTH.create(schema_editor)


def unguard(apps, schema_editor):
    NEVER_BOTH.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("representation", "0009_seat_requests_and_support")]
    operations = [migrations.RunPython(guard, unguard)]
