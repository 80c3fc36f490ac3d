"""Reading background work."""

from consortium.models import Job


def find_job(job_id: int) -> Job | None:
    """The job, or None. Who may see it is for the page of its subject to decide."""
    return Job.objects.filter(pk=job_id).first()
