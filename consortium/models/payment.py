"""What is owed, the batches in which it is paid, and what the bank said became of each payment."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consortium.models.budget import Budget
from consortium.models.consortium import Consortium
from consortium.models.ledger import LedgerEntry
from consortium.models.payee import BankDetail, Payee
from consortium.treasury.states import LIVE_LINES, BatchState, DueState, LineState


class Due(models.Model):
    """One approved sum for one payee. `source` names what it is owed for (`claim:214`).

    Who claimed and who approved stand here, so that the database can keep them apart from who pays.
    """

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="dues")
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="dues")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="dues")
    pence = models.BigIntegerField()
    source = models.CharField(max_length=40)
    memo = models.CharField(max_length=120)
    claimant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second_approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    commitment = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="due")
    state = models.CharField(
        max_length=10, choices=[(k.value, k.value) for k in DueState], default=DueState.OWED.value
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="consortium_due_some_pence"),
            models.CheckConstraint(
                condition=Q(state__in=[k.value for k in DueState]),
                name="consortium_due_state_known",
            ),
            models.CheckConstraint(
                condition=Q(claimant__isnull=True) | ~Q(claimant=F("first_approver")),
                name="consortium_due_first_approver_is_another",
            ),
            models.CheckConstraint(
                condition=Q(second_approver__isnull=True)
                | (
                    ~Q(second_approver=F("first_approver"))
                    & (Q(claimant__isnull=True) | ~Q(second_approver=F("claimant")))
                ),
                name="consortium_due_second_approver_is_another",
            ),
            models.UniqueConstraint(
                fields=["source", "payee"],
                condition=~Q(state=DueState.CANCELLED),
                name="consortium_due_owed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.pence}p to {self.payee}"


class Batch(models.Model):
    """Payments that leave together. Its content never changes once drawn; two people sign its digests."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    pay_on = models.DateField()
    originator = models.ForeignKey(BankDetail, models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()
    total_pence = models.BigIntegerField()
    digests = models.JSONField(default=dict, help_text="SHA-256 of the bytes in each format.")
    state = models.CharField(
        max_length=10,
        choices=[(k.value, k.value) for k in BatchState],
        default=BatchState.DRAWN.value,
    )

    class Meta:
        ordering = ["consortium", "-number"]
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "number"], name="consortium_batch_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, count__gte=1, total_pence__gt=0),
                name="consortium_batch_pays_something",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[k.value for k in BatchState]),
                name="consortium_batch_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What the bank and the payees see."""
        return f"MH{self.number}"


class BatchSignature(models.Model):
    """One of the two who looked at the totals and digests and let the batch go."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="signatures")
    position = models.PositiveSmallIntegerField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="SHA-256 over the digests that were shown.")

    class Meta:
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"], name="consortium_batchsignature_position_once"
            ),
            models.UniqueConstraint(
                fields=["batch", "signed_by"], name="consortium_batchsignature_two_people"
            ),
            models.CheckConstraint(
                condition=Q(position__in=[1, 2]), name="consortium_batchsignature_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch}: {self.position}"


class PaymentLine(models.Model):
    """One due in one batch, into one version of the payee's account. One live line a due, ever."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    due = models.ForeignKey(Due, models.PROTECT, related_name="lines")
    detail = models.ForeignKey(BankDetail, models.PROTECT, related_name="+")
    payer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    state = models.CharField(
        max_length=10,
        choices=[(k.value, k.value) for k in LineState],
        default=LineState.WAITING.value,
    )

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"], name="consortium_paymentline_number_once"
            ),
            models.UniqueConstraint(
                fields=["due"],
                condition=Q(state__in=sorted(LIVE_LINES)),
                name="consortium_paymentline_one_live",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[k.value for k in LineState], pence__gt=0),
                name="consortium_paymentline_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The reference in the files and on the payee's statement."""
        return f"{self.batch.reference}-{self.number}"


class MoneyRecord(models.Model):
    """A batch or one of its lines reached a state: when, by whom, why."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="records")
    line = models.ForeignKey(
        PaymentLine, models.PROTECT, null=True, blank=True, related_name="records"
    )
    state = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.line or self.batch}: {self.state}"


class BankLine(models.Model):
    """A line of a bank statement, kept once however often the statement is read."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="bank_lines")
    booked_on = models.DateField()
    pence = models.BigIntegerField(help_text="Above nought came in, below went out.")
    key = models.CharField(max_length=64, help_text="Digest of what the bank says of it.")
    line = models.ForeignKey(
        PaymentLine, models.PROTECT, null=True, blank=True, related_name="bank_lines"
    )
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, related_name="bank_lines"
    )

    class Meta:
        ordering = ["consortium", "booked_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["consortium", "key"], name="consortium_bankline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.booked_on}: {self.pence}p"
