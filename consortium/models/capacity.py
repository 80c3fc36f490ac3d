"""What a member offers to deliver, and the limits it sets itself."""

from django.db import models
from django.db.models import F, Q

from consortium.models.area import Area
from consortium.models.consortium import Consortium
from consortium.models.organisation import Organisation


class Capacity(models.Model):
    """The most and the least contract value (pence) that a member will take, between two dates.

    `longest_wait_days`: how long it can wait for its money after the work; None: it has not said.
    """

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="capacities")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="capacities")
    turnover_cap_pence = models.BigIntegerField()
    least_contract_pence = models.BigIntegerField(default=0)
    longest_wait_days = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["consortium", "organisation", "valid_from"]
        verbose_name_plural = "capacities"
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "organisation", "valid_from"],
                name="consortium_capacity_starts_once",
            ),
            models.CheckConstraint(
                condition=Q(least_contract_pence__gte=0)
                & Q(turnover_cap_pence__gte=F("least_contract_pence")),
                name="consortium_capacity_least_below_cap",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="consortium_capacity_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: up to {self.turnover_cap_pence}p"


class Offer(models.Model):
    """A member can deliver so many units of a service (by CPV prefix) over some areas, at a cost."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="offers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offers")
    service = models.CharField(max_length=120, help_text="In the member's words.")
    cpv_prefix = models.CharField(max_length=8)
    areas = models.ManyToManyField(Area, related_name="offers")
    unit = models.CharField(max_length=24)
    volume = models.PositiveBigIntegerField(help_text="Units over all its areas.")
    unit_cost_pence = models.PositiveBigIntegerField()
    least_lot_pct = models.PositiveSmallIntegerField(
        default=0, help_text="A line is worth taking from this share of the volume up, per cent."
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["consortium", "organisation", "cpv_prefix", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "organisation", "cpv_prefix", "unit", "valid_from"],
                name="consortium_offer_starts_once",
            ),
            models.CheckConstraint(
                condition=Q(cpv_prefix__regex=r"^[0-9]{2,8}$"), name="consortium_offer_cpv_digits"
            ),
            models.CheckConstraint(condition=Q(volume__gte=1), name="consortium_offer_some_volume"),
            models.CheckConstraint(
                condition=Q(least_lot_pct__lte=100), name="consortium_offer_least_lot_pct"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="consortium_offer_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.service}"
