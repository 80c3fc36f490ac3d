"""Forums, county bodies, boards and their sub-groups; what seats each has by rule; who votes where."""

from django.db import models
from django.db.models import F, Q

from consortium.models import Area, Theme
from representation.models.structure import Structure, StructureMembership
from representation.states import BodyKind, CompositionPer, Eligibility


class Body(models.Model):
    """One meeting that people sit on, the structure's own or somebody else's, for an area or a theme.

    A parent is older than its parts (its id is lower), so that no body can be above itself.
    """

    structure = models.ForeignKey(Structure, models.PROTECT, related_name="bodies")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    name_cy = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in BodyKind])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="bodies")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="bodies")
    owner = models.CharField(
        max_length=160, blank=True, help_text="Whose it is; empty for the structure's own."
    )
    summary = models.TextField(max_length=1200, blank=True, help_text="What it decides, plainly.")
    summary_cy = models.TextField(max_length=1200, blank=True)
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["structure", "name", "id"]
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "name"], name="representation_body_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="representation_body_named"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(parent__lt=F("id")),
                name="representation_body_parent_is_older",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="representation_body_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Composition(models.Model):
    """So many seats on a body: for each forum of the structure, or in all, elected by one body.

    Seats for each forum are elected by that forum, so no electing body is named.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="compositions")
    per = models.CharField(max_length=8, choices=[(k, k) for k in CompositionPer])
    seats = models.PositiveSmallIntegerField()
    electing_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="elects_by_rule"
    )
    eligibility = models.CharField(max_length=12, choices=[(k, k) for k in Eligibility])
    is_voting = models.BooleanField(default=True)

    class Meta:
        ordering = ["body", "id"]
        constraints = [
            # Two constraints, because a null never equals a null in a unique index on SQLite.
            models.UniqueConstraint(
                fields=["body", "per"],
                condition=Q(electing_body__isnull=True),
                name="representation_composition_once_without_electorate",
            ),
            models.UniqueConstraint(
                fields=["body", "per", "electing_body"], name="representation_composition_once"
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=50), name="representation_composition_some"
            ),
            models.CheckConstraint(
                condition=~Q(per=CompositionPer.FORUM) | Q(electing_body__isnull=True),
                name="representation_composition_forum_elects_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.seats} for each {self.per}"


class VotingHome(models.Model):
    """The one body in which a member votes from one day until another; it may be invited to others."""

    membership = models.ForeignKey(StructureMembership, models.PROTECT, related_name="voting_homes")
    body = models.ForeignKey(Body, models.PROTECT, related_name="voters")
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["membership", "start_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(end_on__isnull=True),
                name="representation_votinghome_open_once",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="representation_votinghome_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} votes in {self.body}"
