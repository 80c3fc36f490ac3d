"""What Celery runs: the wake-up of one job, and the sweep for those that nobody woke."""

from celery import shared_task

from consortium.services import heartbeats, job_runner, jobs


@shared_task(name=jobs.RUN_TASK)
def run_job(job_id: int) -> None:
    job_runner.run_job(job_id)


@shared_task(name="consortium.sweep_jobs")
def sweep_jobs() -> None:
    heartbeats.mark("worker")
    jobs.sweep()
