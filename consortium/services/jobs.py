"""Asking for background work: enqueue it, stop it, try it again, and look after what was left.

The row is written in the caller's transaction and the broker hears only its id, after the commit.
Nothing is lost when that message is: `sweep` wakes a worker again.
"""

import logging
from functools import partial
from typing import Any

from celery import current_app
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from consortium.audit import record
from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Job, User
from consortium.services.job_handlers import require_handler
from consortium.services.job_leases import WAKE_AGAIN, from_now, take_back
from consortium.states import LIVE_JOB_STATES, JobState

logger = logging.getLogger(__name__)
RUN_TASK = "consortium.run_job"
OVER_AND_NOT_DONE = frozenset({JobState.FAILED, JobState.STOPPED})


def enqueue(*, by: User | None, kind: str, payload: dict[str, Any], dedupe_key: str = "") -> Job:
    """The job that will do this work; with a `dedupe_key`, the live one under that key if any.

    `payload`: ids and plain JSON values, never a copy of what rows hold. Raises LookupError for a
    kind without a handler. Effects: on commit, wakes a worker.
    """
    require_handler(kind)
    asked = {
        "kind": kind,
        "payload": payload,
        "created_by": by,
        "lease_until": from_now(WAKE_AGAIN),
    }
    with transaction.atomic():
        if dedupe_key:
            job, is_new = Job.objects.get_or_create(
                dedupe_key=dedupe_key, state__in=LIVE_JOB_STATES, defaults=asked
            )
        else:
            job, is_new = Job.objects.create(**asked), True
        if is_new:
            job.refresh_from_db()
            _wake_on_commit(job.pk)
    return job


def request_stop(*, by: User, job: Job) -> Job:
    """Ask the work to come to an end; a queued job stops at once, one that is over is left alone.

    The caller decides who may. A handler that has something worth keeping still finishes with it.
    """
    with transaction.atomic():
        record("job.stop-requested", subject=job, by=by)
        Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(
            state=JobState.STOPPED, lease_until=None, finished_at=Now(), stop_requested_at=Now()
        )
        Job.objects.filter(
            pk=job.pk, state=JobState.RUNNING, stop_requested_at__isnull=True
        ).update(stop_requested_at=Now())
    job.refresh_from_db()
    return job


def may_retry(job: Job) -> Decision:
    """Whether the work can be tried again: only what failed or was stopped."""
    if job.state in OVER_AND_NOT_DONE:
        return ALLOWED
    return refuse(_("This work has not failed, so there is nothing to try again."))


def retry(*, by: User, job: Job) -> Job:
    """Queue a failed or stopped job again, with all its attempts. Raises Refused.

    The caller decides who may. Where another job under its key is live by now, that one is given.
    """
    may_retry(job).require()
    try:
        with transaction.atomic():
            if _queue_again(job):
                record("job.retried", subject=job, by=by)
                _wake_on_commit(job.pk)
    except IntegrityError:
        return Job.objects.get(dedupe_key=job.dedupe_key, state__in=LIVE_JOB_STATES)
    job.refresh_from_db()
    return job


def sweep() -> int:
    """Wake workers for all that nobody acted on in time; how many jobs that was."""
    overdue = take_back()
    for job_id in overdue:
        publish(job_id)
    return len(overdue)


def wake_all() -> None:
    """Tell a broker that has just started, and so knows nothing, of every job in the queue."""
    for job_id in (
        Job.objects.filter(state=JobState.QUEUED).order_by("pk").values_list("pk", flat=True)
    ):
        publish(job_id)


def publish(job_id: int) -> None:
    """Tell the broker that this job waits. A broker that is away is no error: `sweep` comes again."""
    try:
        current_app.send_task(RUN_TASK, args=[job_id], retry=False)
    except OperationalError as error:
        logger.warning("job %s: the broker did not hear of it: %s", job_id, error)


def _wake_on_commit(job_id: int) -> None:
    transaction.on_commit(partial(publish, job_id), robust=True)


def _queue_again(job: Job) -> int:
    return Job.objects.filter(pk=job.pk, state__in=OVER_AND_NOT_DONE).update(
        state=JobState.QUEUED,
        attempts=0,
        progress={},
        lease_until=from_now(WAKE_AGAIN),
        started_at=None,
        finished_at=None,
        stop_requested_at=None,
        error="",
    )
