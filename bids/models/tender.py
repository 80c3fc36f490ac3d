"""A consortium's own file on a notice, or on a call that reached it in another way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bids.models.notice import Notice
from bids.states import LARGEST_PENCE, CriterionKind
from consortium.models import Consortium

PERIOD_WHOLE = (
    Q(period_start__isnull=True) | Q(period_end__isnull=True) | Q(period_end__gte=F("period_start"))
)
VALUE_SOUND = (
    Q(value_net_pence__isnull=True) | Q(value_net_pence__gte=0, value_net_pence__lte=LARGEST_PENCE)
) & (
    Q(value_gross_pence__isnull=True)
    | Q(value_gross_pence__gte=0, value_gross_pence__lte=LARGEST_PENCE)
)


class Tender(models.Model):
    """What a consortium means to bid for. Values in pence: net without VAT, gross with it."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="tenders")
    notice = models.ForeignKey(
        Notice, models.PROTECT, null=True, blank=True, related_name="tenders"
    )
    title = models.CharField(max_length=500)
    buyer = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    regime = models.CharField(
        max_length=120, blank=True, help_text="Procedure or law, as the buyer puts it."
    )
    value_net_pence = models.BigIntegerField(null=True, blank=True)
    value_gross_pence = models.BigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="GBP")
    bids_close_at = models.DateTimeField(null=True, blank=True)
    questions_close_at = models.DateTimeField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True, help_text="The last day, included.")
    part_bids = models.BooleanField(
        null=True, blank=True, help_text="Whether part may be bid for; empty: not stated."
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "notice"], name="bids_tender_notice_once"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(buyer=""), name="bids_tender_named"),
            models.CheckConstraint(condition=VALUE_SOUND, name="bids_tender_value_sound"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="bids_tender_currency_code"
            ),
            models.CheckConstraint(condition=PERIOD_WHOLE, name="bids_tender_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title


class TenderLot(models.Model):
    """A part that the buyer lets be bid for; `ref` is the buyer's own id of it."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="lots")
    position = models.PositiveIntegerField()
    ref = models.CharField(max_length=120)
    title = models.CharField(max_length=500, blank=True)
    description = models.TextField(blank=True)
    value_net_pence = models.BigIntegerField(null=True, blank=True)
    value_gross_pence = models.BigIntegerField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["tender", "position"]
        constraints = [
            models.UniqueConstraint(fields=["tender", "ref"], name="bids_tenderlot_ref_once"),
            models.UniqueConstraint(
                fields=["tender", "position"], name="bids_tenderlot_position_once"
            ),
            models.CheckConstraint(condition=~Q(ref=""), name="bids_tenderlot_named"),
            models.CheckConstraint(condition=VALUE_SOUND, name="bids_tenderlot_value_sound"),
            models.CheckConstraint(condition=PERIOD_WHOLE, name="bids_tenderlot_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title or self.ref


class TenderCriterion(models.Model):
    """What bids are judged by. The weight stands as published; in 1/10,000 only where it is one number."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="criteria")
    lot = models.ForeignKey(
        TenderLot, models.CASCADE, null=True, blank=True, related_name="criteria"
    )
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=500, blank=True)
    kind = models.CharField(
        max_length=10, blank=True, choices=[(k.value, k.value) for k in CriterionKind]
    )
    weight_text = models.CharField(max_length=500, blank=True)
    weight_bp = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["tender", "position"]
        verbose_name_plural = "tender criteria"
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "position"], name="bids_tendercriterion_position_once"
            ),
            models.CheckConstraint(
                condition=Q(weight_bp__isnull=True) | Q(weight_bp__lte=10_000),
                name="bids_tendercriterion_weight_at_most_all",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.kind
