"""Batches: drawn from what is owed, signed by two, sent, and never changed.

A due is in one live payment line at most. What the files hold is fixed at drawing, by the digests that
the two signers see.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import Decision, refuse
from consortium.models import (
    BankDetail,
    Batch,
    BatchSignature,
    Consortium,
    Due,
    MoneyRecord,
    PaymentLine,
    User,
)
from consortium.permissions import may_prepare_payments, may_sign_payments
from consortium.rules import can_draw, can_pay_on, can_sign
from consortium.services import batch_files
from consortium.services.dues import advance_due
from consortium.services.payees import ensure_payee, payable_account
from consortium.treasury.amounts import pounds
from consortium.treasury.payment_files.batch import LARGEST_PENCE
from consortium.treasury.states import BATCH_TRANSITIONS, BatchState, DueState, LineState

MOST_PAYMENTS = 5_000


@transaction.atomic
def draw_batch(*, by: User, consortium: Consortium, dues: Sequence[int], pay_on: date) -> Batch:
    """A batch of these dues (ids), to be paid on that day. Permission: `may_prepare_payments`.

    Raises Refused where a due is in a batch already, its payee's account has not passed every gate,
    `by` claimed or approved any of it, or banks do not pay on that day. Effects: every due is in the
    batch, and who listens is told.
    """
    consortium = Consortium.objects.select_for_update().get(pk=consortium.pk)
    may_prepare_payments(by, consortium).require()
    chosen = _locked_dues(consortium, dues)
    can_pay_on(pay_on, timezone.localdate()).require()
    details = [_payable(by, due) for due in chosen]
    originator, decision = payable_account(
        ensure_payee(consortium=consortium, organisation=consortium.organisation)
    )
    decision.require()
    batch = _create(by, consortium, originator, chosen, details, pay_on)
    for due in chosen:
        advance_due(due, DueState.IN_BATCH)
    note(batch, BatchState.DRAWN, by=by)
    record("batch.drawn", subject=batch, by=by, number=batch.number, total=batch.total_pence)
    return batch


@transaction.atomic
def sign_batch(*, by: User, batch: Batch, digest: str) -> BatchSignature:
    """One of two signatures, under the digest that the signer was shown.

    Permission: `may_sign_payments`. Raises Refused for who claimed or approved anything in it, who
    signed already, and where the digest is another.
    """
    batch = locked(batch)
    may_sign(by, batch).require()
    if batch.state != BatchState.DRAWN:
        refuse(_("This batch does not wait for a signature.")).require()
    if digest != digest_of(batch):
        refuse(_("This is not the batch that you were shown. Look at it again.")).require()
    signed = list(batch.signatures.all())
    signature = BatchSignature.objects.create(
        batch=batch,
        position=len(signed) + 1,
        signed_by=by,
        signed_at=timezone.now(),
        digest=digest,
    )
    if signature.position == 2:
        advance_batch(batch, BatchState.SIGNED, by=by)
    record("batch.signed", subject=batch, by=by, position=signature.position)
    return signature


def may_sign(by: User, batch: Batch) -> Decision:
    """Whether this person may give one of the batch's two signatures: by role, and by what is in it."""
    signed_by = set(batch.signatures.values_list("signed_by_id", flat=True))
    dues = [line.due for line in batch.lines.select_related("due")]
    return may_sign_payments(by, batch.consortium).and_also(can_sign(by, signed_by, dues))


@transaction.atomic
def mark_sent(*, by: User, batch: Batch) -> Batch:
    """The file went to the bank by hand. Permission: `may_prepare_payments`. Raises Refused.

    Refused too where the bank's interface sends: it would pay what the file has paid once more.
    """
    if settings.BANK_GATEWAY:
        refuse(
            _("Payments go to the bank from here. A file sent as well would pay twice.")
        ).require()
    return move_to_sent(by=by, batch=batch)


def move_to_sent(*, by: User, batch: Batch) -> Batch:
    """A signed batch leaves, in the caller's transaction. Permission: `may_prepare_payments`.

    Every account is looked at once more: one that was changed since holds the batch back. Raises Refused.
    """
    batch = locked(batch)
    may_prepare_payments(by, batch.consortium).require()
    batch_files.require_unchanged_accounts(batch)
    advance_batch(batch, BatchState.SENT, by=by)
    PaymentLine.objects.filter(batch=batch, state=LineState.WAITING).update(state=LineState.SENT)
    return batch


@transaction.atomic
def abandon_batch(*, by: User, batch: Batch, reason: str) -> Batch:
    """A batch that was not sent is given up; what is in it is owed again, for another batch.

    Permission: `may_prepare_payments`. Raises Refused.
    """
    batch = locked(batch)
    may_prepare_payments(by, batch.consortium).require()
    if not reason.strip():
        refuse(_("Say why the batch is given up.")).require()
    advance_batch(batch, BatchState.ABANDONED, by=by, reason=reason)
    dues = Due.objects.filter(lines__batch=batch, lines__state=LineState.WAITING).order_by("pk")
    for due in list(dues.select_related("payee", "budget")):
        advance_due(due, DueState.OWED)
    PaymentLine.objects.filter(batch=batch).update(state=LineState.ABANDONED)
    return batch


def advance_batch(batch: Batch, to: BatchState, *, by: User | None, reason: str = "") -> None:
    """Move a locked batch on and note it, in the caller's transaction. Raises Refused."""
    if to not in BATCH_TRANSITIONS[BatchState(batch.state)]:
        refuse(
            _("Batch %(number)s is %(state)s, so this cannot be done with it.")
            % {"number": batch.number, "state": state_word(batch.state)}
        ).require()
    batch.state = to
    batch.save(update_fields=["state"])
    note(batch, to, by=by, reason=reason)
    record(f"batch.{to.value}", subject=batch, by=by)


def note(
    batch: Batch,
    state: str,
    *,
    by: User | None,
    line: PaymentLine | None = None,
    reason: str = "",
) -> None:
    """Append what became of a batch or a line."""
    MoneyRecord.objects.create(
        batch=batch, line=line, state=state, at=timezone.now(), by=by, reason=reason[:200]
    )


def digest_of(batch: Batch) -> str:
    """One digest for what a signer looks at: number, totals and the digest of each format."""
    said = [batch.number, batch.count, batch.total_pence, batch.digests]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def state_word(state: str) -> str:
    """The state of a batch, in words."""
    words = {
        BatchState.DRAWN: _("drawn"),
        BatchState.SIGNED: _("signed"),
        BatchState.SENT: _("sent"),
        BatchState.CLOSED: _("closed"),
        BatchState.ABANDONED: _("given up"),
    }
    return words[BatchState(state)]


def locked(batch: Batch) -> Batch:
    """The batch as it is now, held until the transaction ends."""
    return (
        Batch.objects.select_for_update(of=("self",)).select_related("consortium").get(pk=batch.pk)
    )


def _locked_dues(consortium: Consortium, ids: Sequence[int]) -> list[Due]:
    found = list(
        Due.objects.select_for_update(of=("self",))
        .filter(consortium=consortium, pk__in=ids)
        .select_related("payee__organisation", "payee__person", "budget")
        .order_by("pk")
    )
    if not found or len(found) != len(set(ids)):
        refuse(_("Choose what is to be paid.")).require()
    if len(found) > MOST_PAYMENTS:
        refuse(_("A batch holds 5,000 payments at most.")).require()
    if sum(due.pence for due in found) > LARGEST_PENCE:
        refuse(_("A batch comes to %(most)s at most.") % {"most": pounds(LARGEST_PENCE)}).require()
    return found


def refusals_to_draw(by: User, consortium: Consortium) -> dict[int, str]:
    """Of what is owed, what this person cannot put into a batch now, by the due's id, and why."""
    owed = Due.objects.filter(consortium=consortium, state=DueState.OWED).select_related(
        "payee__organisation", "payee__person"
    )
    accounts: dict[int, Decision] = {}
    found = {}
    for due in owed:
        if due.payee_id not in accounts:
            accounts[due.payee_id] = payable_account(due.payee)[1]
        decision = can_draw(by, due).and_also(accounts[due.payee_id])
        if not decision:
            found[due.pk] = decision.reason
    return found


def _payable(by: User, due: Due) -> BankDetail:
    can_draw(by, due).require()
    detail, decision = payable_account(due.payee)
    decision.require()
    assert detail is not None  # noqa: S101 - an account that can be paid into is there
    return detail


def _create(
    by: User,
    consortium: Consortium,
    originator: BankDetail | None,
    dues: Sequence[Due],
    details: Sequence[BankDetail],
    pay_on: date,
) -> Batch:
    last = Batch.objects.filter(consortium=consortium).aggregate(last=Max("number"))["last"] or 0
    batch = Batch(
        consortium=consortium,
        number=last + 1,
        drawn_by=by,
        drawn_at=timezone.now(),
        pay_on=pay_on,
        originator=originator,
        count=len(dues),
        total_pence=sum(due.pence for due in dues),
    )
    lines = [
        PaymentLine(batch=batch, number=i, due=due, detail=detail, payer=by, pence=due.pence)
        for i, (due, detail) in enumerate(zip(dues, details, strict=True), start=1)
    ]
    batch.digests = batch_files.digests(batch, lines)
    batch.save()
    for line in lines:
        line.batch = batch
    PaymentLine.objects.bulk_create(lines)
    return batch
