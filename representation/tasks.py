"""The jobs of representation, reminders to vote, and who hears of payments made for claims."""

from consortium.services import dues
from consortium.services.job_handlers import Progress, handler
from representation.models import Election
from representation.services.claim_dues import SOURCE, hear_of_due
from representation.services.polling import REMINDERS_JOB, send_reminders


@handler(REMINDERS_JOB)
def remind(progress: Progress) -> None:
    send_reminders(Election.objects.get(pk=progress.payload["election"]))


dues.listens_to(SOURCE)(hear_of_due)
