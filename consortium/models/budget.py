"""Funds, each with its source, and the budgets that they are planned into."""

from django.db import models
from django.db.models import F, Q

from consortium.models.consortium import Consortium


class Fund(models.Model):
    """Money that came from somebody for something; `received` is in the ledger to the penny."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="funds")
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200, help_text="Who gave it, by what grant or contract.")
    received_pence = models.BigIntegerField(default=0)
    allocated_pence = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["consortium", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "name"], name="consortium_fund_name_once"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(source=""), name="consortium_fund_sourced"
            ),
            models.CheckConstraint(
                condition=Q(allocated_pence__gte=0, allocated_pence__lte=F("received_pence")),
                name="consortium_fund_allocates_what_came",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Budget(models.Model):
    """A pot for a purpose and a period: planned, committed at approval, paid.

    `committed` is approved and not yet paid. No approval can take more than is left.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="budgets")
    name = models.CharField(max_length=120)
    start_on = models.DateField()
    end_on = models.DateField(help_text="The last day, included.")
    planned_pence = models.BigIntegerField(default=0)
    committed_pence = models.BigIntegerField(default=0)
    paid_pence = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["fund", "start_on", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "name", "start_on"], name="consortium_budget_period_once"
            ),
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")), name="consortium_budget_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(committed_pence__gte=0, paid_pence__gte=0)
                & Q(planned_pence__gte=F("committed_pence") + F("paid_pence")),
                name="consortium_budget_never_overdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def left_pence(self) -> int:
        """What may still be committed."""
        return self.planned_pence - self.committed_pence - self.paid_pence
