"""Background work: the row is the truth, a broker's message is only a wake-up."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from consortium.states import LIVE_JOB_STATES, JobState

LIVE = Q(state__in=sorted(state.value for state in LIVE_JOB_STATES))
RUNNING = Q(state=JobState.RUNNING.value)
FAILED = Q(state=JobState.FAILED.value)


class Job(models.Model):
    """One piece of work, written in the transaction that asks for it.

    ``lease_until`` is set while the job is live: until then whoever was last told of it is trusted
    to act. ``lease_owner`` is the token of the worker that holds it, while it runs.
    """

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict, blank=True)
    dedupe_key = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in JobState],
        default=JobState.QUEUED.value,
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    progress = models.JSONField(default=dict, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_owner = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    stop_requested_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    result = models.JSONField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["lease_until"], condition=LIVE, name="consortium_job_live_lease")
        ]
        constraints = [
            models.CheckConstraint(
                name="consortium_job_state_known",
                condition=Q(state__in=[state.value for state in JobState]),
            ),
            models.CheckConstraint(
                name="consortium_job_live_has_lease",
                condition=(LIVE & Q(lease_until__isnull=False, finished_at__isnull=True))
                | (~LIVE & Q(lease_until__isnull=True, finished_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="consortium_job_running_has_owner",
                condition=(RUNNING & Q(lease_owner__isnull=False, started_at__isnull=False))
                | (~RUNNING & Q(lease_owner__isnull=True)),
            ),
            models.CheckConstraint(
                name="consortium_job_attempts_within_bounds",
                condition=Q(
                    attempts__gte=0, max_attempts__gte=1, attempts__lte=models.F("max_attempts")
                ),
            ),
            models.CheckConstraint(
                name="consortium_job_failed_says_why",
                condition=~FAILED | ~Q(error=""),
            ),
            models.UniqueConstraint(
                name="consortium_job_one_live_per_key",
                fields=["dedupe_key"],
                condition=LIVE & ~Q(dedupe_key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"
