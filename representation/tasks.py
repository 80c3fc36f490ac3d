"""The jobs of representation: reminders to vote."""

from consortium.services.job_handlers import Progress, handler
from representation.models import Election
from representation.services.polling import REMINDERS_JOB, send_reminders


@handler(REMINDERS_JOB)
def remind(progress: Progress) -> None:
    send_reminders(Election.objects.get(pk=progress.payload["election"]))
