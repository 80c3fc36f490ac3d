"""Inside the proof's own database: send a batch of payments, or say how they stand.

`python -m bench.money.many_payments send N` and `... stand`; the latter prints one line of JSON.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

import json  # noqa: E402
import sys  # noqa: E402
from collections import Counter  # noqa: E402

from django.db import transaction  # noqa: E402

from consortium.models import Budget, Job, PaymentLine  # noqa: E402
from consortium.selectors.ledger import check_books  # noqa: E402
from consortium.services import batches, sending  # noqa: E402
from consortium.states import LIVE_JOB_STATES  # noqa: E402
from tests.factories import consortium as make  # noqa: E402
from tests.factories import treasury as money  # noqa: E402

PAYEES = 20


def send(number: int) -> None:
    """A batch of so many payments of different sums, signed by two and handed to the workers."""
    with transaction.atomic():
        books = money.treasury(pence=10**9)
        money.own_account(books)
        payees = [
            money.payee(books, make.organisation(f"Club {i}")) for i in range(min(PAYEES, number))
        ]
        dues = [
            money.due(books, payees[i % len(payees)], 100 + i, source=f"test:{i}")
            for i in range(number)
        ]
    batch = batches.draw_batch(
        by=books.lead,
        consortium=books.network,
        dues=[due.pk for due in dues],
        pay_on=money.next_pay_day(),
    )
    for signer in (books.treasurer, books.chair):
        batches.sign_batch(by=signer, batch=batch, digest=batches.digest_of(batch))
    sending.send_batch(by=books.lead, batch=batch)


def stand() -> dict[str, object]:
    """How the payments stand: by state, what the budget and the books say, and what each key is worth."""
    lines = PaymentLine.objects.select_related("batch__consortium").order_by("pk")
    budget = Budget.objects.get()
    return {
        "states": Counter(line.state for line in lines),
        "live_jobs": Job.objects.filter(state__in=LIVE_JOB_STATES).count(),
        "attempts": sum(Job.objects.values_list("attempts", flat=True)),
        "committed_pence": budget.committed_pence,
        "paid_pence": budget.paid_pence,
        "books_stand": check_books(lines[0].batch.consortium).stand,
        "payments": {f"payment:{line.pk}": line.pence for line in lines},
    }


if __name__ == "__main__":
    if sys.argv[1] == "send":
        send(int(sys.argv[2]))
    else:
        sys.stdout.write(json.dumps(stand()) + "\n")
