"""Who holds a job: every change of hands is one conditional UPDATE, timed by the database's clock.

Queued: `lease_until` is when to wake a worker again. Running: it is when its worker, which renews
it while it works, is taken for dead. A worker proves that it still holds the job by its token.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_noop

from consortium.models import Job
from consortium.states import LIVE_JOB_STATES, JobState

LEASE = timedelta(seconds=settings.JOB_LEASE_SECONDS)
WAKE_AGAIN = timedelta(seconds=15)
WORKERS_LOST = gettext_noop(
    "The computer stopped in the middle of this work, every time it was tried."
)
UNKNOWN_ERROR = gettext_noop(
    "Something went wrong in our own program. We have kept a note of what."
)


class LeaseLost(Exception):
    """The job belongs to another worker by now, or is over: nothing may be written for it."""


def from_now(wait: timedelta) -> CombinedExpression:
    """A time that far ahead on the database's clock."""
    return Now() + wait


def claim(job_id: int) -> UUID | None:
    """Take a queued job: the token to prove it by, or None when it was not there to take."""
    token = uuid4()
    taken = Job.objects.filter(
        pk=job_id, state=JobState.QUEUED, attempts__lt=F("max_attempts")
    ).update(
        state=JobState.RUNNING,
        lease_owner=token,
        lease_until=from_now(LEASE),
        attempts=F("attempts") + 1,
        started_at=Coalesce("started_at", Now()),
    )
    return token if taken else None


def renew(job_id: int, token: UUID) -> bool:
    """Hold on for another lease. Whether to stop: somebody asked for it, or the lease is lost."""
    held = _held(job_id, token)
    if not held.update(lease_until=from_now(LEASE)):
        return True
    return not held.filter(stop_requested_at__isnull=True).exists()


def report(job_id: int, token: UUID, *, progress: dict[str, Any]) -> None:
    """Show how far the work has come. Raises LeaseLost."""
    _change(job_id, token, progress=progress, lease_until=from_now(LEASE))


def finish(job_id: int, token: UUID, *, result: dict[str, Any]) -> None:
    """The work is done. Raises LeaseLost."""
    _end(job_id, token, JobState.DONE, result=result, error="")


def stop(job_id: int, token: UUID) -> None:
    """The work was broken off on request. Raises LeaseLost."""
    _end(job_id, token, JobState.STOPPED)


def fail(job_id: int, token: UUID, *, error: str) -> None:
    """The work cannot be done; `error` says why, in one line. Raises LeaseLost."""
    _end(job_id, token, JobState.FAILED, error=error)


def release(job_id: int, token: UUID, *, error: str = UNKNOWN_ERROR) -> None:
    """An attempt broke off: queue the job again after a pause, or fail it after the last attempt.

    Raises LeaseLost.
    """
    if _held(job_id, token).filter(attempts__gte=F("max_attempts")).exists():
        fail(job_id, token, error=error)
    else:
        _change(
            job_id,
            token,
            state=JobState.QUEUED,
            lease_owner=None,
            lease_until=from_now(LEASE / 4),
            error=error,
        )


def put_back(job_id: int, token: UUID) -> None:
    """Queue a job again that was interrupted through no fault of its own: no attempt is counted."""
    _held(job_id, token).update(
        state=JobState.QUEUED,
        lease_owner=None,
        lease_until=from_now(LEASE / 4),
        attempts=F("attempts") - 1,
    )


def take_back() -> list[int]:
    """Queue again what nobody acted on in time; the ids to wake workers for, oldest first.

    A running job whose last attempt died fails. Every row moves its `lease_until` forward, so
    that two sweeps together, or one soon after another, do not wake workers twice.
    """
    overdue = Job.objects.filter(state__in=LIVE_JOB_STATES, lease_until__lt=Now())
    spent = Q(state=JobState.RUNNING, attempts__gte=F("max_attempts"))
    overdue.filter(spent).update(
        state=JobState.FAILED,
        lease_owner=None,
        lease_until=None,
        finished_at=Now(),
        error=WORKERS_LOST,
    )
    waiting = {"state": JobState.QUEUED, "lease_owner": None, "lease_until": from_now(WAKE_AGAIN)}
    ids = overdue.order_by("pk").values_list("pk", flat=True)
    return [pk for pk in ids if overdue.filter(~spent, pk=pk).update(**waiting)]


def _held(job_id: int, token: UUID) -> Any:
    return Job.objects.filter(pk=job_id, state=JobState.RUNNING, lease_owner=token)


def _change(job_id: int, token: UUID, **values: Any) -> None:
    if not _held(job_id, token).update(**values):
        raise LeaseLost(f"job {job_id}")


def _end(job_id: int, token: UUID, state: JobState, **values: Any) -> None:
    _change(
        job_id, token, state=state, lease_owner=None, lease_until=None, finished_at=Now(), **values
    )
