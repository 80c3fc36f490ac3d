"""A question to the matching engine, frozen as it was asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from bids.models.tender import Tender
from bids.states import PlanEffort
from consortium.models import Job


class PlanRequest(models.Model):
    """A plan asked for: what was known then, and the job that looks for it.

    `problem` is a split-problem/1 document as text, `labels` the words for its ids (members, lines,
    areas, services) and what was left out of it, so that a plan reads the same when rows change.

    `follows` is the plan that it begins from: to change little of it where there is a
    `keep_weight_pence` (the price of each part begun or ended), else to try something, which is one
    of its repairs where `supposes` holds that.
    """

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="plan_requests")
    number = models.PositiveIntegerField()
    policy = models.JSONField()
    problem = models.TextField()
    problem_digest = models.CharField(max_length=64)
    labels = models.JSONField()
    effort = models.CharField(max_length=10, choices=[(k.value, k.value) for k in PlanEffort])
    seed = models.PositiveIntegerField(default=0)
    follows = models.ForeignKey(
        "bids.LotPlan", models.PROTECT, null=True, blank=True, related_name="followers"
    )
    keep_weight_pence = models.BigIntegerField(null=True, blank=True)
    supposes = models.JSONField(null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    job = models.OneToOneField(
        Job, models.PROTECT, null=True, blank=True, related_name="plan_request"
    )

    class Meta:
        ordering = ["tender", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["tender", "number"], name="bids_planrequest_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="bids_planrequest_from_one"),
            models.CheckConstraint(
                condition=Q(problem_digest__regex=r"^[0-9a-f]{64}$"),
                name="bids_planrequest_digest_whole",
            ),
            models.CheckConstraint(
                condition=Q(effort__in=[k.value for k in PlanEffort]),
                name="bids_planrequest_effort_known",
            ),
            models.CheckConstraint(
                condition=Q(keep_weight_pence__isnull=True)
                | Q(keep_weight_pence__gte=0, follows__isnull=False, supposes__isnull=True),
                name="bids_planrequest_keeps_of_another",
            ),
            models.CheckConstraint(
                condition=Q(supposes__isnull=True) | Q(follows__isnull=False),
                name="bids_planrequest_supposes_of_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tender}: plan {self.number}"
