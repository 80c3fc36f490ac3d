"""The jobs of representation, the clock of its seats, and who hears of payments made for claims."""

from celery import shared_task
from django.utils import timezone

from consortium.services import dues
from consortium.services.job_handlers import Progress, handler
from representation.models import Election
from representation.services.appointments import end_what_ran_out
from representation.services.claim_dues import SOURCE, hear_of_due
from representation.services.polling import REMINDERS_JOB, send_reminders


@shared_task(name="representation.end_what_ran_out")
def end_seats() -> None:
    end_what_ran_out(day=timezone.localdate())


@handler(REMINDERS_JOB)
def remind(progress: Progress) -> None:
    send_reminders(Election.objects.get(pk=progress.payload["election"]))


dues.listens_to(SOURCE)(hear_of_due)
