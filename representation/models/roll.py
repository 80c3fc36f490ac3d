"""Who may vote: the roll as it was frozen, what was corrected since, and the papers sent out and back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consortium.models import Organisation, Person
from representation.models.election import Election
from representation.models.seat import Seat


class RollLine(models.Model):
    """One vote: an organisation's, cast by the person it names, or (`seat`) a seat's, by its holder.

    Lines are written when the roll is frozen and never after; triggers refuse any change.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="roll")
    number = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roll_lines")
    name = models.CharField(max_length=300, help_text="As published when the roll was frozen.")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="roll_lines")
    voter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="roll_lines"
    )
    is_small = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"], name="representation_rollline_number_once"
            ),
            # Two constraints, because a null never equals a null in a unique index on SQLite.
            models.UniqueConstraint(
                fields=["election", "organisation"],
                condition=Q(seat__isnull=True),
                name="representation_rollline_one_vote_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["election", "seat"], name="representation_rollline_one_vote_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="representation_rollline_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election}, line {self.number}"


class RollCorrection(models.Model):
    """Another person votes for the organisation from now on; asked by one officer, agreed by another."""

    line = models.ForeignKey(RollLine, models.PROTECT, related_name="corrections")
    voter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["line", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="representation_rollcorrection_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(by=F("seconded_by")), name="representation_rollcorrection_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.voter}"


class PaperIssue(models.Model):
    """A ballot paper was sent: from then on the line votes by post and no other way."""

    line = models.OneToOneField(RollLine, models.PROTECT, primary_key=True, related_name="issue")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_on = models.DateField()

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return f"{self.line}: paper"


class PaperReturn(models.Model):
    """The outer envelope of a paper came back in time. What is inside is never tied to it."""

    issue = models.OneToOneField(
        PaperIssue, models.PROTECT, primary_key=True, related_name="returned"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["issue"]

    def __str__(self) -> str:
        return f"{self.issue} returned"
