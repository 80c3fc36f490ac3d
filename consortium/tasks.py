"""What Celery runs: the wake-up of one job, and the sweeps for jobs and payments that nobody woke."""

from celery import shared_task

from consortium.services import heartbeats, job_runner, jobs, sending
from consortium.services.job_handlers import Progress, handler


@shared_task(name=jobs.RUN_TASK)
def run_job(job_id: int) -> None:
    job_runner.run_job(job_id)


@shared_task(name="consortium.sweep_jobs")
def sweep_jobs() -> None:
    heartbeats.mark("worker")
    jobs.sweep()


@shared_task(name="consortium.resume_sending")
def resume_sending() -> None:
    sending.resume_sending()


@handler(sending.SEND_JOB)
def send_payment(progress: Progress) -> None:
    sending.send_payment(progress)
