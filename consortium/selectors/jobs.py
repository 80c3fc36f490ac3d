"""Reading background work."""

from consortium.models import Job
from consortium.states import LIVE_JOB_STATES


def find_job(job_id: int) -> Job | None:
    """The job, or None. Who may see it is for the page of its subject to decide."""
    return Job.objects.filter(pk=job_id).first()


def live_job(dedupe_key: str) -> Job | None:
    """The queued or running job under this key, if there is one; never more than one."""
    return Job.objects.filter(dedupe_key=dedupe_key, state__in=LIVE_JOB_STATES).first()
