"""Receipts that lay on the disk as they came are sealed to their rows; the plain files go."""

from functools import partial
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import migrations, models

from consortium.treasury.sealing import Key, seal_bytes


def seal_receipts(apps, schema_editor):
    """One sealed file for each row. A file that is missing stays missing, and its row says so when opened."""
    key = Key.of(settings.BANK_KEYS[0], "receipts")
    plain = set()
    for receipt in apps.get_model("representation", "ClaimReceipt").objects.order_by("pk"):
        receipt.name, receipt.key_id = uuid4().hex, key.id
        receipt.save(update_fields=["name", "key_id"])
        path = place(receipt.digest)
        if path.exists():
            row = f"receipt:{receipt.name}:line:{receipt.line_id}"
            keep(place(receipt.name), seal_bytes(path.read_bytes(), row=row, key=key))
            plain.add(path)
    for path in plain:
        schema_editor.connection.on_commit(partial(path.unlink, missing_ok=True))


def place(name):
    return Path(settings.MEDIA_ROOT) / "receipts" / name[:2] / name


def keep(path, content):
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)


class Migration(migrations.Migration):
    dependencies = [("representation", "0007_meeting_guests")]
    operations = [
        migrations.AddField(
            "claimreceipt", "name", models.CharField(max_length=32, default=""), preserve_default=False
        ),
        migrations.AddField(
            "claimreceipt", "key_id", models.CharField(max_length=8, default=""), preserve_default=False
        ),
        migrations.RunPython(seal_receipts),
        migrations.AlterField(
            "claimreceipt", "name", models.CharField(max_length=32, unique=True)
        ),
        migrations.AddConstraint(
            "claimreceipt",
            models.CheckConstraint(
                condition=models.Q(name__regex=r"^[0-9a-f]{32}$", key_id__regex=r"^[0-9a-f]{8}$"),
                name="representation_claimreceipt_is_sealed",
            ),
        ),
    ]
