"""What a buyer published, kept as published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bids.states import NoticeSource


class Notice(models.Model):
    """One OCDS release. Never changed and never deleted: triggers in the migration see to that.

    `release_key` is the release's id or, where the publisher gave none, the digest of its content.
    """

    ocid = models.CharField(max_length=200)
    release_id = models.CharField(max_length=400, blank=True)
    release_key = models.CharField(max_length=400)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the release's canonical JSON.")
    source = models.CharField(max_length=30, choices=[(k.value, k.value) for k in NoticeSource])
    published_at = models.DateTimeField(null=True, blank=True)
    tags = models.JSONField(default=list, blank=True)
    notice_type = models.CharField(max_length=40, blank=True, help_text="UK4, where stated.")
    title = models.TextField(blank=True)
    buyer = models.TextField(blank=True)
    reading = models.JSONField(help_text="What the reader made of it.")
    lot_count = models.PositiveIntegerField()
    warnings = models.JSONField(default=list, blank=True)
    raw = models.TextField(help_text="The release as published, as JSON text.")
    imported_at = models.DateTimeField(default=timezone.now)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [models.Index(fields=["digest"], name="bids_notice_digest")]
        constraints = [
            models.UniqueConstraint(fields=["ocid", "release_key"], name="bids_notice_once"),
            models.CheckConstraint(
                condition=~Q(ocid="") & ~Q(release_key=""), name="bids_notice_identified"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="bids_notice_digest_whole"
            ),
            models.CheckConstraint(
                condition=Q(source__in=[k.value for k in NoticeSource]),
                name="bids_notice_source_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.ocid
