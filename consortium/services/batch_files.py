"""The files of a batch: written from what was fixed at drawing, the same bytes each time.

Account numbers are opened here and nowhere else, and go into the bytes alone.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import BankDetail, Batch, PaymentLine, User
from consortium.permissions import may_prepare_payments, may_sign_payments
from consortium.services.payees import reveal
from consortium.treasury.payment_files.batch import Originator, Payment, PaymentBatch
from consortium.treasury.payment_files.comparison import Comparison, compare
from consortium.treasury.payment_files.manifest import manifest_of, write_file
from consortium.treasury.states import BatchState, FileFormat

LARGEST_FILE = 10_000_000
MAY_LEAVE = frozenset({BatchState.SIGNED, BatchState.SENT, BatchState.CLOSED})


@sensitive_variables("content")
@transaction.atomic
def export_file(*, by: User, batch: Batch, file_format: FileFormat) -> bytes:
    """The bytes for the bank, once two have signed. Permission: `may_prepare_payments`. Raises Refused.

    Refused too where they are not what was signed, or an account was changed since.
    """
    may_prepare_payments(by, batch.consortium).require()
    if batch.state not in MAY_LEAVE:
        refuse(_("The file can be downloaded when two people have signed.")).require()
    if batch.state == BatchState.SIGNED:
        require_unchanged_accounts(batch)
    lines = list(_lines(batch))
    _require_as_signed(batch, lines)
    content = write_file(as_payment_batch(batch, lines), file_format)
    record("batch.exported", subject=batch, by=by, format=file_format.value)
    return content


@sensitive_variables("content")
@transaction.atomic
def check_file(*, by: User, batch: Batch, content: bytes) -> Comparison:
    """Whether a file that somebody holds is the batch's, byte for byte, and where it is not.

    Permission: `may_prepare_payments` or `may_sign_payments`. Raises Refused. Every look is noted, so
    that nobody finds an account number by trying.
    """
    signs = may_sign_payments(by, batch.consortium)
    (signs or may_prepare_payments(by, batch.consortium)).require()
    if len(content) > LARGEST_FILE:
        refuse(_("The file is larger than any payment file.")).require()
    lines = list(_lines(batch))
    _require_as_signed(batch, lines)
    found = compare(as_payment_batch(batch, lines), content)
    record("batch.checked", subject=batch, by=by, format=found.format.value, same=found.is_same)
    return found


def _require_as_signed(batch: Batch, lines: Sequence[PaymentLine]) -> None:
    if digests(batch, lines) != batch.digests:
        refuse(
            _("The file is not the one that was signed. Do not pay it; tell the lead.")
        ).require()


def require_unchanged_accounts(batch: Batch) -> None:
    """Raise Refused where a payee in the batch has entered another account since."""
    for line in _lines(batch):
        newer = BankDetail.objects.filter(
            payee_id=line.detail.payee_id, version__gt=line.detail.version
        )
        if newer.exists():
            refuse(
                _(
                    "The account was changed since the batch was drawn: %(payee)s. Give the batch up."
                )
                % {"payee": line.detail.payee}
            ).require()


def digests(batch: Batch, lines: Sequence[PaymentLine]) -> dict[str, str]:
    """SHA-256 of the batch's bytes in each format."""
    return manifest_of(as_payment_batch(batch, lines)).digests


def as_payment_batch(batch: Batch, lines: Sequence[PaymentLine]) -> PaymentBatch:
    """The batch as the engine writes it, with the accounts opened."""
    payer = batch.originator
    return PaymentBatch(
        number=batch.number,
        reference=batch.reference,
        drawn_at=batch.drawn_at,
        pay_on=batch.pay_on,
        originator=Originator(
            batch.consortium.organisation.name, reveal(payer), payer.payee.service_user_number
        ),
        payments=tuple(
            Payment(f"{batch.reference}-{line.number}", reveal(line.detail), line.pence)
            for line in lines
        ),
    )


def _lines(batch: Batch) -> Sequence[PaymentLine]:
    lines = PaymentLine.objects.filter(batch=batch).select_related(
        "detail__payee__organisation", "detail__payee__person"
    )
    return list(lines.order_by("number"))
