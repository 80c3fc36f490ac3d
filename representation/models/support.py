"""Who supports a structure: an officer's hours, rooms, paper; paid by whom, until when."""

from django.db import models
from django.db.models import F, Q

from representation.models.structure import Structure


class SupportArrangement(models.Model):
    """Somebody's support of a structure from one day until another. `hours_a_week`: empty if not in hours."""

    structure = models.ForeignKey(Structure, models.PROTECT, related_name="supports")
    provider = models.CharField(max_length=160)
    what = models.CharField(max_length=200, help_text="What they do for the network.")
    hours_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    funder = models.CharField(max_length=160)
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["structure", "start_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(provider="") & ~Q(funder=""),
                name="representation_supportarrangement_named",
            ),
            models.CheckConstraint(
                condition=Q(hours_a_week__isnull=True)
                | Q(hours_a_week__gte=1, hours_a_week__lte=1000),
                name="representation_supportarrangement_some_hours",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="representation_supportarrangement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} for {self.structure}"
