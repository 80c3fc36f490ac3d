"""The bank's statement against what was sent: by our reference and the exact amount, never by guess."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import BankLine, Batch, Consortium, PaymentLine, User
from consortium.permissions import may_prepare_payments
from consortium.services.payment_outcomes import advance_line
from consortium.treasury.amounts import pounds
from consortium.treasury.statements.line import StatementError, StatementFault, StatementLine
from consortium.treasury.statements.reading import read_statement
from consortium.treasury.states import LineState

LINE_REFERENCE = re.compile(r"(?<![A-Z0-9])MH([0-9]{1,6})-([0-9]{1,6})(?![0-9-])", re.IGNORECASE)
BATCH_REFERENCE = re.compile(r"(?<![A-Z0-9])MH([0-9]{1,6})(?![0-9-])", re.IGNORECASE)
MAY_BE_PAID = frozenset({LineState.SENT, LineState.UNKNOWN})


@dataclass
class Reconciled:
    """What a statement told: payments paid and sent back, and what to look at, in words.

    `seen_before` counts lines of the statement that were read already.
    """

    paid: int = 0
    failed: int = 0
    others: int = 0
    seen_before: int = 0
    to_look_at: list[str] = field(default_factory=list)


@transaction.atomic
def reconcile(*, by: User, consortium: Consortium, content: bytes) -> Reconciled:
    """Read a statement (CSV, camt.053 or OFX) and say what was paid or came back; all or nothing.

    The same statement twice changes nothing. Permission: `may_prepare_payments`. Raises Refused where
    the file cannot be read, naming the place.
    """
    Consortium.objects.select_for_update().get(pk=consortium.pk)
    may_prepare_payments(by, consortium).require()
    try:
        lines = read_statement(content)
    except StatementError as error:
        refuse(statement_fault(error)).require()
        raise
    found = Reconciled()
    copies: Counter[str] = Counter()
    for one in lines:
        key = _key(one, copies)
        if BankLine.objects.filter(consortium=consortium, key=key).exists():
            found.seen_before += 1
        else:
            _take(by, consortium, one, key, found)
    record("statement.read", subject=consortium, by=by, paid=found.paid, failed=found.failed)
    return found


def statement_fault(error: StatementError) -> str:
    """What is wrong with a statement, and where."""
    words: Mapping[StatementFault, str] = {
        StatementFault.EMPTY: _("The statement is empty."),
        StatementFault.NOT_A_STATEMENT: _("This is not a statement as CSV, camt.053 or OFX."),
        StatementFault.COLUMNS: _("%(place)s: the columns for date and amount are not there."),
        StatementFault.DATE: _("%(place)s: the date cannot be read."),
        StatementFault.AMOUNT: _("%(place)s: the amount cannot be read."),
        StatementFault.CURRENCY: _("%(place)s: the amount is not in pounds."),
    }
    return words[error.fault] % {"place": error.place}


def _key(one: StatementLine, copies: Counter[str]) -> str:
    """What tells a line from every other; equal lines of one statement are told apart by their order.

    The bank's own number stands for its words alone: some banks begin at 1 again in every file.
    """
    said = f"{one.booked_on} {one.pence} {one.bank_id or one.text}"
    copies[said] += 1
    return hashlib.sha256(f"{said}\n{copies[said]}".encode()).hexdigest()


def _take(
    by: User, consortium: Consortium, one: StatementLine, key: str, found: Reconciled
) -> None:
    lines, batch = _lines_of(consortium, one), None
    if not lines:
        batch = _batch_of(consortium, one)
    BankLine.objects.create(
        consortium=consortium,
        booked_on=one.booked_on,
        pence=one.pence,
        key=key,
        line=lines[0] if len(lines) == 1 else None,
        batch=batch,
    )
    if len(lines) > 1 and abs(one.pence) == sum(line.pence for line in lines):
        sign = 1 if one.pence > 0 else -1
        for line in lines:
            _apply(by, line, replace(one, pence=sign * line.pence), found)
    elif lines:
        _apply(by, lines[0], one, found)
    elif batch is not None:
        _apply_to_batch(by, batch, one, found)
    else:
        found.others += 1


def _apply(by: User, line: PaymentLine, one: StatementLine, found: Reconciled) -> None:
    if abs(one.pence) != line.pence:
        found.to_look_at.append(_another_sum(line.reference, one.pence, line.pence))
    elif one.pence < 0 and line.state in MAY_BE_PAID:
        advance_line(by=by, line=line, to=LineState.PAID, reason=str(one.booked_on))
        found.paid += 1
    elif one.pence > 0 and line.state in {*MAY_BE_PAID, LineState.PAID}:
        advance_line(by=by, line=line, to=LineState.FAILED, reason=str(one.booked_on))
        found.failed += 1
    else:
        found.to_look_at.append(_not_expected(line.reference))


def _apply_to_batch(by: User, batch: Batch, one: StatementLine, found: Reconciled) -> None:
    """Bacs debits a batch as one sum: all that may be paid is, if the sum is the batch's total."""
    lines = list(batch.lines.filter(state__in=MAY_BE_PAID).order_by("number"))
    if abs(one.pence) != batch.total_pence:
        found.to_look_at.append(_another_sum(batch.reference, one.pence, batch.total_pence))
    elif one.pence > 0 or not lines:
        found.to_look_at.append(_not_expected(batch.reference))
    else:
        for line in lines:
            advance_line(by=by, line=line, to=LineState.PAID, reason=str(one.booked_on))
            found.paid += 1


def _another_sum(reference: str, pence: int, sent: int) -> str:
    return _("%(payment)s: the bank says %(bank)s, we sent %(sent)s.") % {
        "payment": reference,
        "bank": pounds(abs(pence)),
        "sent": pounds(sent),
    }


def _not_expected(reference: str) -> str:
    return _("%(payment)s: the bank names it, and we did not expect it.") % {"payment": reference}


def _lines_of(consortium: Consortium, one: StatementLine) -> list[PaymentLine]:
    """The payments that it names: one, or all those that one sum was for."""
    named = list(dict.fromkeys(LINE_REFERENCE.findall(one.text)))
    lines = PaymentLine.objects.select_related("batch__consortium").filter(
        batch__consortium=consortium
    )
    found = (lines.filter(batch__number=batch, number=number).first() for batch, number in named)
    return [line for line in found if line is not None]


def _batch_of(consortium: Consortium, one: StatementLine) -> Batch | None:
    """The batch of that reference, where no single payment is named."""
    reference = BATCH_REFERENCE.search(one.text)
    if reference is None or LINE_REFERENCE.search(one.text):
        return None
    return Batch.objects.filter(consortium=consortium, number=reference[1]).first()
