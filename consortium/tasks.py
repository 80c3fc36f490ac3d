"""What Celery runs: the wake-up of one job, and the sweeps for jobs and payments that nobody woke."""

from celery import shared_task
from django.utils import timezone

from consortium.services import heartbeats, job_runner, jobs, published_heads, sending
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


@shared_task(name="consortium.publish_heads")
def publish_heads() -> None:
    published_heads.publish_heads(day=timezone.localdate())


@handler(sending.SEND_JOB)
def send_payment(progress: Progress) -> None:
    sending.send_payment(progress)
