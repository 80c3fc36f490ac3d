"""Running one job: claim it, keep its lease alive, call its handler, say how it ended."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection

from consortium.models import Job
from consortium.services import heartbeats, job_leases
from consortium.services.job_handlers import JobFailed, JobStopped, Progress, require_handler
from consortium.services.job_leases import LeaseLost

logger = logging.getLogger(__name__)
_here: dict[int, UUID] = {}  # what this process is working on: job id and token


def run_job(job_id: int) -> None:
    """Do the job, unless it is taken or over; calling this twice, or at once, does it once."""
    token = job_leases.claim(job_id)
    if token is None:
        return
    job = Job.objects.select_related("created_by").get(pk=job_id)
    _here[job_id] = token
    try:
        _run(job, Progress(job, token))
    except LeaseLost:
        logger.warning("job %s went to another worker; nothing was written here", job_id)
    except JobStopped:
        job_leases.stop(job_id, token)
    except JobFailed as failure:
        job_leases.fail(job_id, token, error=failure.reason)
    except Exception:
        logger.exception("job %s broke off in attempt %s", job_id, job.attempts)
        job_leases.release(job_id, token)
    finally:
        _here.pop(job_id, None)


def put_back_all() -> None:
    """Queue again what this process is working on, because it is about to end on request."""
    for job_id, token in list(_here.items()):
        job_leases.put_back(job_id, token)


def _run(job: Job, progress: Progress) -> None:
    work = require_handler(job.kind)
    with _kept_alive(progress):
        result = work(progress)
    if not progress.finished:
        progress.finish(result)


@contextmanager
def _kept_alive(progress: Progress) -> Iterator[None]:
    over = Event()
    renewal = Thread(target=_renew_until, args=(over, progress), daemon=True)
    renewal.start()
    try:
        yield
    finally:
        over.set()
        renewal.join()


def _renew_until(over: Event, progress: Progress) -> None:
    """Renew at a quarter of the lease; a handler that hangs loses it after the longest run."""
    pause = settings.JOB_LEASE_SECONDS / 4
    give_up_at = monotonic() + settings.JOB_LONGEST_SECONDS
    try:
        while not over.wait(pause) and monotonic() < give_up_at:
            try:
                heartbeats.mark("worker")
                progress.stay_alive()
            except DatabaseError:
                logger.warning("job %s: the lease could not be renewed", progress.job_id)
    finally:
        connection.close()
