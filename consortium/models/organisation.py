"""Organisations: what they are called, how the registers know them, how large they are."""

from django.db import models
from django.db.models import F, Q

from consortium.models.area import Area
from consortium.states import LegalForm


class Theme(models.Model):
    """What an organisation works on, in the sector's words (children and families, mental health)."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    name_cy = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A charity, company, club or group, registered anywhere or nowhere."""

    name = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200, blank=True)
    slug = models.SlugField(max_length=80, unique=True)
    legal_form = models.CharField(max_length=24, choices=[(k, k) for k in LegalForm])
    description = models.TextField(max_length=2000, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    home = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="residents")
    areas = models.ManyToManyField(Area, blank=True, related_name="organisations")
    themes = models.ManyToManyField(Theme, blank=True, related_name="organisations")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="consortium_organisation_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Identifier(models.Model):
    """One register's number for an organisation (org-id.guide scheme and id, normalised)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=12)
    value = models.CharField(max_length=40)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="consortium_identifier_once"),
            models.CheckConstraint(
                condition=~Q(scheme="") & ~Q(value=""), name="consortium_identifier_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


class Income(models.Model):
    """An organisation's income of one financial year in pence, and who says so."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="incomes")
    year_end_on = models.DateField()
    pence = models.BigIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["-year_end_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year_end_on"], name="consortium_income_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(pence__gte=0), name="consortium_income_not_negative"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="consortium_income_sourced"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year_end_on}"


class BandScheme(models.Model):
    """One way to say what is small, with its source: NCVO's, "under £1m", West Northamptonshire's."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="consortium_bandscheme_one_default",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="consortium_bandscheme_sourced"),
        ]

    def __str__(self) -> str:
        return self.name


class Band(models.Model):
    """A size band: incomes from `from_pence` up to, not including, `below_pence` (none: no upper end)."""

    scheme = models.ForeignKey(BandScheme, models.CASCADE, related_name="bands")
    slug = models.SlugField(max_length=24)
    name = models.CharField(max_length=60)
    name_cy = models.CharField(max_length=60, blank=True)
    from_pence = models.BigIntegerField()
    below_pence = models.BigIntegerField(null=True, blank=True)
    is_small = models.BooleanField(help_text="Counts as small or micro for floors and shares.")

    class Meta:
        ordering = ["from_pence"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "slug"], name="consortium_band_slug_once"),
            models.UniqueConstraint(
                fields=["scheme", "from_pence"], name="consortium_band_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(from_pence__gte=0)
                & (Q(below_pence__isnull=True) | Q(below_pence__gt=F("from_pence"))),
                name="consortium_band_has_room",
            ),
        ]

    def __str__(self) -> str:
        return self.name
