"""Requirement lines: one service in one area, how much of it, and what its holder must have."""

from django.db import models
from django.db.models import Q

from bids.models.tender import PERIOD_WHOLE, Tender, TenderLot
from bids.states import LARGEST_PENCE, LARGEST_VOLUME
from consortium.models import Area, EvidenceType


class RequirementLine(models.Model):
    """One line of a tender. Begun from a lot it may lack area, volume or price until filled in.

    `volume` counts units over the line's whole period; `unit_price_pence` is what the buyer pays a unit.
    """

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="lines")
    ref = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    lot = models.ForeignKey(TenderLot, models.PROTECT, null=True, blank=True, related_name="lines")
    service = models.CharField(max_length=200, help_text="In words, as the buyer puts it.")
    cpv = models.CharField(max_length=8, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    volume = models.BigIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=24, blank=True)
    unit_price_pence = models.BigIntegerField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True, help_text="The last day, included.")
    most_members = models.PositiveSmallIntegerField(default=3)

    class Meta:
        ordering = ["tender", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tender", "ref"], name="bids_line_ref_once"),
            models.CheckConstraint(condition=~Q(ref="") & ~Q(service=""), name="bids_line_named"),
            models.CheckConstraint(
                condition=Q(cpv="") | Q(cpv__regex=r"^[0-9]{8}$"), name="bids_line_cpv_digits"
            ),
            models.CheckConstraint(
                condition=Q(volume__isnull=True) | Q(volume__gte=1, volume__lte=LARGEST_VOLUME),
                name="bids_line_some_volume",
            ),
            models.CheckConstraint(
                condition=Q(unit_price_pence__isnull=True)
                | Q(unit_price_pence__gte=1, unit_price_pence__lte=LARGEST_PENCE),
                name="bids_line_some_price",
            ),
            models.CheckConstraint(condition=Q(most_members__gte=1), name="bids_line_some_member"),
            models.CheckConstraint(condition=PERIOD_WHOLE, name="bids_line_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {self.service}"


class LineEvidence(models.Model):
    """An accreditation, policy or insurance that the holder of a line must have, with its least cover."""

    line = models.ForeignKey(RequirementLine, models.CASCADE, related_name="evidence")
    type = models.ForeignKey(EvidenceType, models.PROTECT, related_name="+")
    least_cover_pence = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["line", "type"]
        verbose_name_plural = "line evidence"
        constraints = [
            models.UniqueConstraint(fields=["line", "type"], name="bids_lineevidence_once"),
            models.CheckConstraint(
                condition=Q(least_cover_pence__isnull=True) | Q(least_cover_pence__gt=0),
                name="bids_lineevidence_cover_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.ref}: {self.type}"
