"""What became of a payment: paid, failed or unknown. Unknown stays until somebody knows."""

from django.db import transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Batch, LedgerEntry, PaymentLine, User
from consortium.permissions import may_prepare_payments
from consortium.services import budgets
from consortium.services.batches import advance_batch, locked, note
from consortium.services.dues import advance_due
from consortium.services.remittances import tell_of_payment
from consortium.treasury.states import (
    LINE_TRANSITIONS,
    OVER_LINES,
    BatchState,
    DueState,
    EntryKind,
    LineState,
)


@transaction.atomic
def mark_line(*, by: User, line: PaymentLine, to: LineState, reason: str) -> PaymentLine:
    """Say by hand what became of a payment, and how that is known.

    Permission: `may_prepare_payments`. Raises Refused.
    """
    may_prepare_payments(by, line.batch.consortium).require()
    if not reason.strip():
        refuse(_("Say how you know what became of the payment.")).require()
    return advance_line(by=by, line=line, to=to, reason=reason)


@transaction.atomic
def advance_line(
    *, by: User | None, line: PaymentLine, to: LineState, reason: str = ""
) -> PaymentLine:
    """Move a line on, with its due, its budget and the ledger. The caller has decided. Raises Refused.

    What is paid stays paid when it is said again. A payment that failed is owed again, for another batch.
    """
    batch = locked(line.batch)
    line = PaymentLine.objects.select_related("due__budget", "due__payee__consortium").get(
        pk=line.pk
    )
    before = LineState(line.state)
    if before is to:
        return line
    if to not in LINE_TRANSITIONS[before]:
        refuse(
            _("Payment %(line)s is %(before)s already.")
            % {"line": f"{batch.reference}-{line.number}", "before": line_word(before)}
        ).require()
    line.state = to
    line.save(update_fields=["state"])
    _settle(by, line, before, to, f"{batch.reference}-{line.number}")
    note(batch, to, by=by, line=line, reason=reason)
    record(f"payment.{to.value}", subject=line, by=by)
    _close_where_over(batch, by)
    return line


def line_word(state: str) -> str:
    """The state of a payment, in words."""
    words = {
        LineState.WAITING: _("waiting"),
        LineState.SENT: _("sent"),
        LineState.PAID: _("paid"),
        LineState.FAILED: _("failed"),
        LineState.UNKNOWN: _("not known"),
        LineState.ABANDONED: _("given up"),
    }
    return words[LineState(state)]


def _settle(
    by: User | None, line: PaymentLine, before: LineState, to: LineState, reference: str
) -> None:
    due = line.due
    if to is LineState.PAID:
        budgets.pay(by=by, budget=due.budget, payee=due.payee, pence=line.pence, memo=reference)
        advance_due(due, DueState.PAID)
        tell_of_payment(line)
    elif to is LineState.FAILED:
        if before is LineState.PAID:
            budgets.take_back_payment(
                by=by, budget=due.budget, entry=_payment_entry(line, reference), memo=reference
            )
        advance_due(due, DueState.OWED)


def _payment_entry(line: PaymentLine, reference: str) -> LedgerEntry:
    return LedgerEntry.objects.get(
        consortium=line.due.payee.consortium, kind=EntryKind.PAYMENT, memo=reference
    )


def _close_where_over(batch: Batch, by: User | None) -> None:
    is_over = not PaymentLine.objects.filter(batch=batch).exclude(state__in=OVER_LINES).exists()
    if is_over and batch.state == BatchState.SENT:
        advance_batch(batch, BatchState.CLOSED, by=by)
