"""What happened, who did it, when: written by services, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Event(models.Model):
    """One act, in the past tense (`members.imported`), on one subject, with its facts."""

    kind = models.CharField(max_length=60, db_index=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"
