"""A local network's design, version by version, and the organisations that belong to it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consortium.models import Area, Consortium, Organisation


class Structure(models.Model):
    """How a network is made up; a place may have several, and an organisation belong to each."""

    consortium = models.ForeignKey(Consortium, models.PROTECT, related_name="structures")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)
    purpose = models.TextField(max_length=1000, blank=True)
    purpose_cy = models.TextField(max_length=1000, blank=True)
    preset = models.SlugField(max_length=40, blank=True, help_text="What it was founded from.")
    area = models.ForeignKey(Area, models.PROTECT, related_name="structures")
    founded_on = models.DateField()
    founders = models.ManyToManyField(Organisation, blank=True, related_name="structures_founded")

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="representation_structure_named"),
        ]

    def __str__(self) -> str:
        return self.name


class StructureVersion(models.Model):
    """The rules of a structure from a day until the next version's, and who was asked about them.

    `settings`: values by their key in the catalogue. `membership_rule`: see `structures.membership`.
    """

    structure = models.ForeignKey(Structure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    settings = models.JSONField()
    membership_rule = models.JSONField()
    summary = models.CharField(max_length=300, help_text="What is new, in a sentence.")
    consulted = models.TextField(max_length=2000, blank=True, help_text="Who was asked, and how.")
    options = models.TextField(max_length=2000, blank=True)
    responses = models.PositiveIntegerField(null=True, blank=True)
    decision = models.TextField(max_length=2000, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["structure", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "number"], name="representation_structureversion_number_once"
            ),
            models.UniqueConstraint(
                fields=["structure", "valid_from"],
                name="representation_structureversion_day_once",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="representation_structureversion_from_one"
            ),
            models.CheckConstraint(
                condition=~Q(summary=""), name="representation_structureversion_says_what"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | (~Q(consulted="") & ~Q(decision="")),
                name="representation_structureversion_consulted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.structure}, version {self.number}"


class StructureMembership(models.Model):
    """An organisation belongs to a structure from one day until another, and declared what was asked."""

    structure = models.ForeignKey(Structure, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="structure_memberships"
    )
    declared = models.JSONField(default=list, blank=True, help_text="Keys of statements ticked.")
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["structure", "organisation", "start_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "organisation"],
                condition=Q(end_on__isnull=True),
                name="representation_structuremembership_open_once",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="representation_structuremembership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.structure}"
