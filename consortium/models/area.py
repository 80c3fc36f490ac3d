"""Places, by their GSS codes, and which of them touch."""

from django.db import models
from django.db.models import F, Q

from consortium.states import AreaKind


class Area(models.Model):
    """A ward, district, county or nation (Office for National Statistics, GSS code)."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in AreaKind])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    tile_column = models.PositiveSmallIntegerField(null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(null=True, blank=True)
    boundary = models.JSONField(
        null=True,
        blank=True,
        help_text="Rings of [longitude, latitude]; where absent the map is drawn from tiles.",
    )

    class Meta:
        ordering = ["name", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z][0-9]{8}$"), name="consortium_area_gss_code"
            ),
            models.CheckConstraint(
                condition=Q(tile_column__isnull=True, tile_row__isnull=True)
                | Q(tile_column__isnull=False, tile_row__isnull=False),
                name="consortium_area_tile_whole",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="consortium_area_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Adjacency(models.Model):
    """Two areas that share a boundary, stored once with the lower id first."""

    first = models.ForeignKey(Area, models.CASCADE, related_name="+")
    second = models.ForeignKey(Area, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="consortium_adjacency_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="consortium_adjacency_lower_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} - {self.second}"
