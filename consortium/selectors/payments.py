"""Payments as the treasurer sees them: what is owed, the batches, payees with their accounts masked."""

from dataclasses import dataclass
from datetime import date, datetime

from consortium.models import BankDetail, Batch, Consortium, Due, Payee, PaymentLine, RateRow
from consortium.selectors.acts_by import names_of
from consortium.treasury.states import BatchState, DueState, LineState


@dataclass(frozen=True)
class Owed:
    """A sum that waits for a batch."""

    id: int
    payee: str
    payee_id: int
    memo: str
    pence: int


@dataclass(frozen=True)
class BatchRow:
    """A batch in a list; pence."""

    number: int
    reference: str
    state: BatchState
    count: int
    total: int
    drawn_at: datetime
    pay_on: date
    signatures: int


@dataclass(frozen=True)
class LineRow:
    """A payment of a batch; the account is shown by its last two digits."""

    id: int
    reference: str
    payee: str
    ending: str
    pence: int
    state: LineState
    memo: str


@dataclass(frozen=True)
class PayeeRow:
    """A payee and how its account stands: the newest version's last digits, and what it waits for."""

    id: int
    name: str
    ending: str
    version: int
    is_called: bool
    matched: bool
    payable_from: datetime | None


def owed(consortium: Consortium) -> tuple[Owed, ...]:
    """What is approved and in no batch, the oldest first."""
    rows = Due.objects.filter(consortium=consortium, state=DueState.OWED)
    found = rows.select_related("payee__organisation", "payee__person").order_by("pk")
    return tuple(Owed(d.pk, str(d.payee), d.payee_id, d.memo, d.pence) for d in found)


def batch_rows(consortium: Consortium) -> tuple[BatchRow, ...]:
    """The batches, the newest first."""
    rows = Batch.objects.filter(consortium=consortium).prefetch_related("signatures")
    return tuple(batch_row(batch) for batch in rows.order_by("-number")[:50])


def open_batches(consortium: Consortium) -> tuple[Batch, ...]:
    """Those that wait for a signature, or to be sent, the first to be paid first."""
    rows = Batch.objects.filter(
        consortium=consortium, state__in=[BatchState.DRAWN, BatchState.SIGNED]
    )
    found = rows.select_related("consortium").prefetch_related("signatures")
    return tuple(found.order_by("pay_on", "number"))


def find_batch(consortium: Consortium, number: int) -> Batch | None:
    """The batch of that number, or None."""
    found = Batch.objects.filter(consortium=consortium, number=number)
    return found.select_related("consortium__organisation", "originator__payee").first()


def batch_with_file(consortium: Consortium, digest: str) -> str:
    """The reference of the batch whose file has that SHA-256, "" where there is none."""
    for batch in Batch.objects.filter(consortium=consortium).order_by("-number"):
        if digest in batch.digests.values():
            return batch.reference
    return ""


def find_line(batch: Batch, number: int) -> PaymentLine | None:
    """The payment of that number in the batch, or None."""
    return batch.lines.select_related("batch__consortium").filter(number=number).first()


def batch_row(batch: Batch) -> BatchRow:
    """A batch as a row."""
    return BatchRow(
        batch.number,
        batch.reference,
        BatchState(batch.state),
        batch.count,
        batch.total_pence,
        batch.drawn_at,
        batch.pay_on,
        len(batch.signatures.all()),
    )


def lines_of(batch: Batch) -> tuple[LineRow, ...]:
    """The payments of a batch."""
    rows = batch.lines.select_related(
        "batch", "detail", "due__payee__organisation", "due__payee__person"
    )
    return tuple(
        LineRow(
            line.number,
            line.reference,
            str(line.due.payee),
            line.detail.ending,
            line.pence,
            LineState(line.state),
            line.due.memo,
        )
        for line in rows.order_by("number")
    )


def signers(batch: Batch) -> tuple[str, ...]:
    """The names of who signed, the first first; where nobody is known at it any more, the address."""
    found = batch.signatures.select_related("signed_by").prefetch_related("signed_by__people")
    return tuple(
        names_of(one.signed_by) or one.signed_by.email for one in found.order_by("position")
    )


def payee_rows(consortium: Consortium) -> tuple[PayeeRow, ...]:
    """Everybody the consortium pays, and itself as who pays, by name."""
    rows = Payee.objects.filter(consortium=consortium).select_related("organisation", "person")
    return tuple(sorted((_payee_row(one) for one in rows), key=lambda row: row.name))


def find_payee(consortium: Consortium, payee_id: int) -> Payee | None:
    """The payee, or None."""
    return Payee.objects.filter(consortium=consortium, pk=payee_id).first()


def _payee_row(payee: Payee) -> PayeeRow:
    newest = BankDetail.objects.filter(payee=payee).select_related("call").order_by("-version")
    detail = newest.first()
    call = getattr(detail, "call", None)
    return PayeeRow(
        payee.pk,
        str(payee),
        detail.ending if detail else "",
        detail.version if detail else 0,
        call is not None,
        call is not None and call.matched,
        detail.payable_from if detail else None,
    )


def rate_rows(consortium: Consortium) -> tuple[RateRow, ...]:
    """Every rate that the consortium's schemes pay, and those that everybody does."""
    own = RateRow.objects.select_related("scheme").filter(
        scheme__budget__fund__consortium=consortium
    )
    national = RateRow.objects.select_related("scheme").filter(scheme__isnull=True)
    return tuple((own | national).order_by("scheme__name", "kind", "-valid_from"))
