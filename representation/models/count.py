"""What came out: the ballot paper account by channel, each contest's count, and who holds what by it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from representation.election_states import Channel
from representation.models.appointment import Appointment
from representation.models.candidacy import Candidacy
from representation.models.election import Contest, Election


class AccountLine(models.Model):
    """Papers of one channel: issued, returned, refused at the count. Written at the count, once."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="account")
    channel = models.CharField(max_length=8, choices=[(k, k) for k in Channel])
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()

    class Meta:
        ordering = ["election", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "channel"], name="representation_accountline_once"
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued"), refused__lte=F("returned")),
                name="representation_accountline_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election}: {self.channel}"


class Count(models.Model):
    """The count of one contest, as count-result/1; never changed. `digest` is over papers, rule and lot."""

    contest = models.OneToOneField(Contest, models.PROTECT, related_name="count")
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    papers = models.PositiveIntegerField()
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["contest"]

    def __str__(self) -> str:
        return f"{self.contest}: counted"


class Outcome(models.Model):
    """An appointment that was made from an election, and from which candidacy; never changed.

    `by_vacancy`: the candidate came in later, when somebody elected left.
    """

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="outcomes")
    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="outcomes")
    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="outcome")
    by_vacancy = models.BooleanField(default=False)

    class Meta:
        ordering = ["contest", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "appointment"], name="representation_outcome_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy}: {self.appointment}"
