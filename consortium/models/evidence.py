"""Accreditations, insurance and policies, with their expiry, and what readiness asks for."""

from django.db import models
from django.db.models import F, Q

from consortium.models.consortium import Consortium
from consortium.models.organisation import Organisation
from consortium.states import EvidenceKind


class EvidenceType(models.Model):
    """One thing that a member may hold: employers' liability, a safeguarding policy, a quality mark."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=16, choices=[(k, k) for k in EvidenceKind])
    name = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """An organisation holds something from a date until a date; insurance with its cover in pence."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="evidence")
    type = models.ForeignKey(EvidenceType, models.PROTECT, related_name="held")
    reference = models.CharField(max_length=80, blank=True)
    cover_pence = models.BigIntegerField(null=True, blank=True)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True, help_text="The last day it holds.")

    class Meta:
        ordering = ["organisation", "type", "issued_on"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "type", "issued_on"], name="consortium_evidence_issued_once"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="consortium_evidence_expires_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(cover_pence__isnull=True) | Q(cover_pence__gt=0),
                name="consortium_evidence_cover_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.type}"


class ReadinessCriterion(models.Model):
    """One thing that a consortium asks of every full member before it may hold a part of a contract."""

    consortium = models.ForeignKey(Consortium, models.CASCADE, related_name="readiness_criteria")
    type = models.ForeignKey(EvidenceType, models.PROTECT, related_name="+")
    least_cover_pence = models.BigIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["consortium", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "type"], name="consortium_readiness_type_once"
            ),
            models.CheckConstraint(
                condition=Q(least_cover_pence__isnull=True) | Q(least_cover_pence__gt=0),
                name="consortium_readiness_cover_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consortium}: {self.type}"
