"""A finished plan: a version that never changes. Triggers in the migration refuse any change."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from bids.models.plan_request import PlanRequest
from consortium.models import Organisation


class LotPlan(models.Model):
    """The engine's answer to one request. Money in pence at the buyer's prices.

    `document` is split-plan/1 with the engine's explanations (lots, backups, fill, reasons, shortfall).
    """

    request = models.OneToOneField(PlanRequest, models.PROTECT, related_name="plan")
    document = models.JSONField()
    objective_pence = models.BigIntegerField()
    bound_pence = models.BigIntegerField(help_text="No plan can have an objective below this.")
    value_pence = models.BigIntegerField()
    covered_pence = models.BigIntegerField()
    ceiling_pence = models.BigIntegerField(help_text="No plan from these members covers more.")
    small_pence = models.BigIntegerField(help_text="Held by small members.")
    small_floor_pence = models.BigIntegerField()
    members_asked = models.PositiveIntegerField()
    members_with_part = models.PositiveIntegerField()
    lines_asked = models.PositiveIntegerField()
    lines_covered = models.PositiveIntegerField()
    stopped = models.CharField(max_length=10, blank=True, help_text="Why the search ended early.")
    finished_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-finished_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bound_pence__gte=0, bound_pence__lte=F("objective_pence")),
                name="bids_lotplan_bound_below_objective",
            ),
            models.CheckConstraint(
                condition=Q(
                    covered_pence__gte=0,
                    covered_pence__lte=F("ceiling_pence"),
                    ceiling_pence__lte=F("value_pence"),
                ),
                name="bids_lotplan_covers_at_most_all",
            ),
            models.CheckConstraint(
                condition=Q(small_pence__gte=0, small_pence__lte=F("covered_pence")),
                name="bids_lotplan_small_within_covered",
            ),
            models.CheckConstraint(
                condition=Q(
                    members_with_part__lte=F("members_asked"), lines_covered__lte=F("lines_asked")
                ),
                name="bids_lotplan_counts_within_asked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.request)


class PlanLot(models.Model):
    """What one member holds of one service, in areas that touch where they can.

    Without an organisation it is somebody's who is still to be found (`PlanRequest.supposes`).
    """

    plan = models.ForeignKey(LotPlan, models.PROTECT, related_name="lots")
    number = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    member_ref = models.CharField(max_length=80)
    member_name = models.CharField(max_length=200)
    service = models.CharField(max_length=200, help_text="The problem's id of the service.")
    lines = models.JSONField(help_text="Refs of its lines.")
    areas = models.JSONField(help_text="GSS codes of its areas.")
    volume = models.BigIntegerField()
    value_pence = models.BigIntegerField()
    is_contiguous = models.BooleanField()
    backups = models.JSONField(default=list, blank=True, help_text="Refs of who could take over.")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="bids_planlot_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, volume__gte=1, value_pence__gte=1),
                name="bids_planlot_holds_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, lot {self.number}"


class PlanAllocation(models.Model):
    """One member on one line with a volume, at the prices of the day."""

    plan = models.ForeignKey(LotPlan, models.PROTECT, related_name="allocations")
    lot = models.ForeignKey(PlanLot, models.PROTECT, related_name="allocations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    member_ref = models.CharField(max_length=80)
    line_ref = models.CharField(max_length=40)
    volume = models.BigIntegerField()
    unit_price_pence = models.BigIntegerField()
    unit_cost_pence = models.BigIntegerField()

    class Meta:
        ordering = ["plan", "line_ref", "member_ref"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "line_ref", "member_ref"], name="bids_planallocation_pair_once"
            ),
            models.CheckConstraint(
                condition=Q(volume__gte=1, unit_price_pence__gte=1, unit_cost_pence__gte=0),
                name="bids_planallocation_some_volume",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_ref}: {self.member_ref}, {self.volume}"


class PlanChoice(models.Model):
    """The lead settles on a plan of a tender; its latest choice is the one in force. Never changed."""

    plan = models.ForeignKey(LotPlan, models.PROTECT, related_name="choices")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.plan}, settled on"
