"""What a representative asks back for a meeting: lines, receipts, and every step of the claim."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consortium.models import Consortium, Organisation, PaymentScheme, Person
from consortium.treasury.states import VEHICLES, PayeeKind, RateKind
from representation.claims.states import ClaimState, LineKind, Standing
from representation.models.body import Body
from representation.models.meeting import Attendance
from representation.models.structure import Structure

OVER = ["refused", "withdrawn"]


class SchemeUse(models.Model):
    """Between two days a structure's bodies, or one of them, are paid under a scheme."""

    structure = models.ForeignKey(Structure, models.PROTECT, related_name="scheme_uses")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="scheme_uses"
    )
    scheme = models.ForeignKey(PaymentScheme, models.PROTECT, related_name="uses")
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["structure", "start_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="representation_schemeuse_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} for {self.body or self.structure}"


class Claim(models.Model):
    """One person's claim for one meeting. Time away goes to `organisation`, what was spent to the person.

    `claimed_by` is the address that sent it in; no approver may be the same. Sums in pence.
    """

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField()
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="claims")
    claimant = models.ForeignKey(Person, models.PROTECT, related_name="claims")
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    scheme = models.ForeignKey(PaymentScheme, models.PROTECT, related_name="claims")
    standing = models.CharField(max_length=10, choices=[(k.value, k.value) for k in Standing])
    state = models.CharField(
        max_length=14,
        choices=[(k.value, k.value) for k in ClaimState],
        default=ClaimState.DRAFT.value,
    )
    total_pence = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    first_approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["consortium", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "number"], name="representation_claim_number_once"
            ),
            models.UniqueConstraint(
                fields=["attendance"],
                condition=~Q(state__in=OVER),
                name="representation_claim_one_live",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[k.value for k in ClaimState], total_pence__gte=0),
                name="representation_claim_state_known",
            ),
            models.CheckConstraint(
                condition=Q(first_approver__isnull=True) | ~Q(first_approver=F("claimed_by")),
                name="representation_claim_first_approver_is_another",
            ),
            models.CheckConstraint(
                condition=Q(second_approver__isnull=True)
                | (
                    Q(first_approver__isnull=False)
                    & ~Q(second_approver=F("claimed_by"))
                    & ~Q(second_approver=F("first_approver"))
                ),
                name="representation_claim_second_approver_is_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved-once", "approved", "in-payment", "paid"])
                | Q(first_approver__isnull=False, submitted_at__isnull=False, total_pence__gt=0),
                name="representation_claim_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.number}"

    @property
    def source(self) -> str:
        """What its dues are owed for."""
        return f"claim:{self.pk}"


class ClaimLine(models.Model):
    """One line: what was asked, and what it came to under the rates of the meeting's day."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in LineKind])
    minutes = models.PositiveIntegerField(default=0)
    tenths = models.PositiveIntegerField(default=0, help_text="Tenths of a mile.")
    vehicle = models.CharField(
        max_length=12,
        choices=[(k, k) for k in sorted(VEHICLES)],
        default=RateKind.CAR.value,
    )
    passengers = models.PositiveSmallIntegerField(default=0)
    cost_pence = models.PositiveBigIntegerField(default=0)
    payee_kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in PayeeKind])
    pence = models.BigIntegerField()
    was_capped = models.BooleanField(default=False)
    tenths_before = models.PositiveIntegerField(
        default=0, help_text="The person's own in the tax year before it, as it was priced."
    )

    class Meta:
        ordering = ["claim", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "kind"], name="representation_claimline_kind_once"
            ),
            models.CheckConstraint(
                condition=Q(pence__gte=0) & ~Q(kind=LineKind.ALLOWANCE),
                name="representation_claimline_no_allowance",
            ),
            models.CheckConstraint(
                condition=Q(kind=LineKind.TIME, payee_kind=PayeeKind.ORGANISATION)
                | (~Q(kind=LineKind.TIME) & Q(payee_kind=PayeeKind.PERSON)),
                name="representation_claimline_payee_by_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.kind}"


class ClaimReceipt(models.Model):
    """A photo or PDF for a line, shown to few. `digest` is the plain file's SHA-256; what is kept is sealed.

    The sealed file is called `name`, and opens only as this receipt of this line.
    """

    line = models.ForeignKey(ClaimLine, models.CASCADE, related_name="receipts")
    digest = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=32, unique=True)
    key_id = models.CharField(max_length=8)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["line", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "digest"], name="representation_claimreceipt_once"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="representation_claimreceipt_digest_whole",
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"^[0-9a-f]{32}$", key_id__regex=r"^[0-9a-f]{8}$"),
                name="representation_claimreceipt_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: receipt"

    @property
    def row(self) -> str:
        """What the sealed file is bound to."""
        return f"receipt:{self.name}:line:{self.line_id}"


class ClaimStep(models.Model):
    """A claim went from one state to another: when, by whom, why; never changed."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=14, blank=True)
    to_state = models.CharField(max_length=14)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["claim", "id"]

    def __str__(self) -> str:
        return f"{self.claim}: {self.to_state}"
