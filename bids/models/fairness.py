"""The table of what fairness costs: a plan's own question, under every pair of wishes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bids.models.plan import LotPlan
from consortium.models import Job

BASIS_POINTS = 10_000


class FairnessTable(models.Model):
    """A table asked for: which floors and which least fills (1/10,000), and the job that fills it in."""

    plan = models.ForeignKey(LotPlan, models.PROTECT, related_name="fairness_tables")
    floors_bp = models.JSONField()
    fills_bp = models.JSONField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    job = models.OneToOneField(Job, models.PROTECT, related_name="fairness_table")

    class Meta:
        ordering = ["plan", "id"]

    def __str__(self) -> str:
        return f"{self.plan}, what fairness costs"


class FairnessCell(models.Model):
    """What the plan's question brings under one pair of wishes; worked out once, and never changed.

    Money in pence at the buyer's prices. `cost_pence` is the objective of the plan that was found.
    """

    plan = models.ForeignKey(LotPlan, models.PROTECT, related_name="fairness_cells")
    small_floor_bp = models.PositiveIntegerField()
    least_fill_bp = models.PositiveIntegerField()
    cost_pence = models.BigIntegerField()
    bound_pence = models.BigIntegerField(help_text="No plan under these wishes costs less.")
    covered_pence = models.BigIntegerField()
    small_pence = models.BigIntegerField(help_text="Held by small members.")
    usable = models.PositiveIntegerField(help_text="Members that could hold something.")
    with_nothing = models.PositiveIntegerField(help_text="Of those, how many hold nothing.")

    class Meta:
        ordering = ["plan", "small_floor_bp", "least_fill_bp"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "small_floor_bp", "least_fill_bp"],
                name="bids_fairnesscell_wishes_once",
            ),
            models.CheckConstraint(
                condition=Q(small_floor_bp__lte=BASIS_POINTS, least_fill_bp__lte=BASIS_POINTS),
                name="bids_fairnesscell_wishes_are_shares",
            ),
            models.CheckConstraint(
                condition=Q(bound_pence__gte=0, bound_pence__lte=F("cost_pence")),
                name="bids_fairnesscell_bound_below_cost",
            ),
            models.CheckConstraint(
                condition=Q(small_pence__gte=0, small_pence__lte=F("covered_pence")),
                name="bids_fairnesscell_small_within_covered",
            ),
            models.CheckConstraint(
                condition=Q(with_nothing__lte=F("usable")),
                name="bids_fairnesscell_nothing_within_usable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: floor {self.small_floor_bp}, fill {self.least_fill_bp}"
