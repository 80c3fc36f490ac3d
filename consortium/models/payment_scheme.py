"""How a consortium pays its representatives: a scheme's rules, dated rates, and its fee bands."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consortium.models.budget import Budget
from consortium.models.consortium import Consortium
from consortium.treasury.states import RateKind


class PaymentScheme(models.Model):
    """The rules by which claims on one budget are paid. Every figure is the scheme's own choice."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="schemes")
    name = models.CharField(max_length=120)
    second_approval_above_pence = models.BigIntegerField(default=15_000)
    claim_within_days = models.PositiveSmallIntegerField(default=90)
    receipt_within_days = models.PositiveSmallIntegerField(default=60)
    cancelled_notice_hours = models.PositiveSmallIntegerField(
        default=24, help_text="A meeting cancelled later than this before it began is paid."
    )
    cancelled_time_pct = models.PositiveSmallIntegerField(
        default=100, help_text="How much of the time away is paid then, per cent."
    )

    class Meta:
        ordering = ["budget", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "name"], name="consortium_paymentscheme_name_once"
            ),
            models.CheckConstraint(
                condition=Q(second_approval_above_pence__gte=0, cancelled_time_pct__lte=100),
                name="consortium_paymentscheme_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RateRow(models.Model):
    """What is paid for one thing between two days, and who says so; without a scheme it is everybody's."""

    scheme = models.ForeignKey(
        PaymentScheme, models.PROTECT, null=True, blank=True, related_name="rates"
    )
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in RateKind])
    pence = models.PositiveIntegerField(
        null=True, blank=True, help_text="A mile, hour or day; none where the cost itself is paid."
    )
    first_miles = models.PositiveIntegerField(null=True, blank=True)
    then_pence = models.PositiveIntegerField(null=True, blank=True)
    cap_pence = models.PositiveIntegerField(null=True, blank=True, help_text="The most, a claim.")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="The last day, included.")
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["kind", "scheme", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in RateKind]), name="consortium_raterow_kind"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="consortium_raterow_sourced"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="consortium_raterow_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(first_miles__isnull=True, then_pence__isnull=True)
                | Q(first_miles__isnull=False, then_pence__isnull=False),
                name="consortium_raterow_limit_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.valid_from}"


class FeeBandRow(models.Model):
    """The management fee on contracts from a value up, between two days.

    Above the consortium's policy (`fee_pct`) a band names the meeting of the board that approved it.
    """

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="fee_bands")
    from_pence = models.BigIntegerField()
    basis_points = models.PositiveIntegerField(help_text="Hundredths of a per cent.")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    is_above_policy = models.BooleanField(default=False)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["consortium", "valid_from", "from_pence"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_pence__gte=0, basis_points__lte=10_000),
                name="consortium_feebandrow_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="consortium_feebandrow_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(is_above_policy=False)
                | Q(approved_on__isnull=False, approved_by__isnull=False),
                name="consortium_feebandrow_board_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basis_points} basis points from {self.from_pence}p"


class FeeBandProposal(models.Model):
    """A fee above the policy that the board approved on a day: a second person confirms it, or drops it.

    `band` is what it became.
    """

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="fee_proposals")
    from_pence = models.BigIntegerField()
    basis_points = models.PositiveIntegerField(help_text="Hundredths of a per cent.")
    valid_from = models.DateField()
    approved_on = models.DateField(help_text="The day on which the board approved it.")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    band = models.OneToOneField(
        FeeBandRow, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    class Meta:
        ordering = ["consortium", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_pence__gte=0, basis_points__lte=10_000),
                name="consortium_feebandproposal_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True)
                | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="consortium_feebandproposal_closed_whole",
            ),
            models.CheckConstraint(
                condition=Q(band__isnull=True)
                | (Q(closed_by__isnull=False) & ~Q(closed_by=F("proposed_by"))),
                name="consortium_feebandproposal_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basis_points} basis points from {self.from_pence}p, proposed"
