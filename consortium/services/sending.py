"""Sending a signed batch to a bank's interface, where there is one, by background jobs.

Each payment has one key for ever, so asking the bank again is safe: it does what it did. A bank that
does not know the key has not paid. Without such an interface files are sent by hand, and no job runs.
"""

from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from consortium.decisions import refuse
from consortium.models import Batch, Job, PaymentLine, User
from consortium.permissions import may_prepare_payments
from consortium.services import jobs
from consortium.services.batches import move_to_sent
from consortium.services.job_handlers import Progress
from consortium.services.payees import reveal
from consortium.services.payment_outcomes import advance_line
from consortium.states import LIVE_JOB_STATES
from consortium.treasury.sealing import BankAccount
from consortium.treasury.states import LineState

SEND_JOB = "send-payment"


class Answer(StrEnum):
    """What the bank said of a key."""

    PAID = "paid"
    REFUSED = "refused"
    UNCLEAR = "unclear"


class Gateway(Protocol):
    """A bank that pays each key once, however often it is asked."""

    def pay(self, *, key: str, account: BankAccount, pence: int, reference: str) -> Answer:
        """Pay, or say what became of the key before. Raises OSError where the bank does not answer."""
        ...


def gateway() -> Gateway | None:
    """The bank's interface that the installation names, if any."""
    return import_string(settings.BANK_GATEWAY)() if settings.BANK_GATEWAY else None


def sends_to_bank() -> bool:
    """Whether payments go to the bank from here, and not as a file that somebody takes there."""
    return gateway() is not None


def send_batch(*, by: User, batch: Batch) -> Batch:
    """Send a signed batch through the bank's interface, a job for each payment.

    Permission: `may_prepare_payments`. Raises Refused.
    """
    may_prepare_payments(by, batch.consortium).require()
    if gateway() is None:
        refuse(_("No bank's interface is set up here. Download the file.")).require()
    with transaction.atomic():
        batch = move_to_sent(by=by, batch=batch)
        for line in batch.lines.order_by("number"):
            _enqueue(line)
    return batch


def resume_sending() -> int:
    """Ask for the job again of every payment that is sent and has none alive; how many that was.

    A job gives up after some attempts, and a payment must not be stuck for it.
    """
    if not settings.BANK_GATEWAY:
        return 0
    waiting = PaymentLine.objects.filter(state=LineState.SENT).order_by("pk")
    alive = set(
        Job.objects.filter(kind=SEND_JOB, state__in=LIVE_JOB_STATES).values_list(
            "dedupe_key", flat=True
        )
    )
    stuck = [line for line in waiting if _key(line) not in alive]
    for line in stuck:
        _enqueue(line)
    return len(stuck)


def send_payment(progress: Progress) -> None:
    """The job: ask the bank under the payment's key, and write what it said with the job's end."""
    line = PaymentLine.objects.select_related("batch", "detail__payee").get(
        pk=progress.payload["line"]
    )
    bank = gateway()
    if line.state != LineState.SENT or bank is None:
        progress.finish({"answer": line.state})
        return
    answer = bank.pay(
        key=_key(line), account=reveal(line.detail), pence=line.pence, reference=line.reference
    )
    became = {Answer.PAID: LineState.PAID, Answer.REFUSED: LineState.FAILED}
    with transaction.atomic():
        advance_line(by=None, line=line, to=became.get(answer, LineState.UNKNOWN))
        progress.finish({"answer": answer.value})


def _enqueue(line: PaymentLine) -> None:
    jobs.enqueue(by=None, kind=SEND_JOB, payload={"line": line.pk}, dedupe_key=_key(line))


def _key(line: PaymentLine) -> str:
    return f"payment:{line.pk}"
