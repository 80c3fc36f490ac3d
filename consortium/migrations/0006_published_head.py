"""What was published of the books is never changed, and nothing covers up books that were rewritten."""

import django.db.models.deletion
from django.db import migrations, models

from consortium.migrations._guards import AppendOnly, Refuses

ENTRY = """EXISTS (
    SELECT 1 FROM consortium_ledgerentry AS entry
    WHERE entry.consortium_id = {row}.consortium_id
    AND entry.number = {row}.number AND entry.digest = {row}.digest
)"""
GUARDS = [
    AppendOnly("consortium_publishedhead"),
    Refuses("consortium_publishedhead", "is_an_entry", f"NOT {ENTRY.format(row='NEW')}"),
    Refuses(
        "consortium_publishedhead",
        "goes_on",
        f"""EXISTS (
            SELECT 1 FROM consortium_publishedhead AS earlier
            WHERE earlier.consortium_id = NEW.consortium_id
            AND (earlier.number >= NEW.number OR NOT {ENTRY.format(row='earlier')})
        )""",
    ),
]


def guard(apps, schema_editor):
    for one in GUARDS:
        one.create(schema_editor)


def unguard(apps, schema_editor):
    for one in reversed(GUARDS):
        one.drop(schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('consortium', '0005_treasury_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('number', models.PositiveBigIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('consortium', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='published_heads', to='consortium.consortium')),
            ],
            options={
                'ordering': ['consortium', 'number'],
                'constraints': [models.UniqueConstraint(fields=('consortium', 'day'), name='consortium_publishedhead_one_a_day'), models.UniqueConstraint(fields=('consortium', 'number'), name='consortium_publishedhead_number_once'), models.CheckConstraint(condition=models.Q(('digest__regex', '^[0-9a-f]{64}$'), ('number__gte', 1)), name='consortium_publishedhead_digest_whole')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
