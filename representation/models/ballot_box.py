"""Sealed votes until the count, opened papers after it, and nothing that ties the one to the other.

Envelopes, ballots and receipts hold no time, no address and no number that counts up. On SQLite their
tables have no rowid (migration 0004), so that not even the order of writing is kept in them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from consortium.models import Person
from representation.election_states import Channel
from representation.models.election import Contest, Election
from representation.models.roll import RollLine

SEALED_CHANNELS = [Channel.WEB, Channel.PHONE]


class KeyShareHolder(models.Model):
    """Who holds a share of the election's private key. The share itself is never on the server.

    `rehearsed`: the holder gave the share back once, before the poll, and it opened a trial vote.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="key_shares")
    number = models.PositiveSmallIntegerField()
    holder = models.ForeignKey(Person, models.PROTECT, related_name="key_shares")
    commitment = models.CharField(max_length=64)
    rehearsed = models.BooleanField(default=False)

    class Meta:
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"], name="representation_keyshareholder_number_once"
            ),
            models.UniqueConstraint(
                fields=["election", "holder"], name="representation_keyshareholder_one_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election}, share {self.number}"


class Envelope(models.Model):
    """One line's vote, sealed to the election's key; a later vote replaces it until the close.

    `stamp` is the product's own mark over line and content, so that a row that did not come through
    `cast_vote` is known. Triggers: written only while the poll is open, destroyed only after it.
    """

    line = models.OneToOneField(RollLine, models.PROTECT, primary_key=True, related_name="envelope")
    election = models.ForeignKey(Election, models.PROTECT, related_name="envelopes")
    channel = models.CharField(max_length=8, choices=[(k, k) for k in Channel])
    sealed = models.BinaryField()
    stamp = models.CharField(max_length=64)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=SEALED_CHANNELS),
                name="representation_envelope_sealed_channel",
            ),
        ]

    def __str__(self) -> str:
        return "sealed"


class Ballot(models.Model):
    """One opened paper in one contest: paper numbers, most preferred first, with spaces between.

    `id`: 128 random bits in hexadecimal, from the count.
    """

    id = models.CharField(primary_key=True, max_length=32)
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="ballots")
    ranking = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.ranking


class Receipt(models.Model):
    """A receipt that lay in an opened envelope: its vote was counted. It says nothing of the vote."""

    code = models.CharField(primary_key=True, max_length=24)
    election = models.ForeignKey(Election, models.PROTECT, related_name="receipts")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class PaperEntry(models.Model):
    """What one teller read on a paper that came by post; two tellers read each, apart.

    `reading`: by contest, as `rules` write it; `refused`: why the paper does not count. The number is
    written on the paper when the mixed pile is counted, and has nothing to do with the roll.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="paper_entries")
    paper = models.PositiveIntegerField()
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reading = models.CharField(max_length=1000, blank=True)
    refused = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["election", "paper", "id"]
        verbose_name_plural = "paper entries"
        constraints = [
            models.UniqueConstraint(
                fields=["election", "paper", "teller"], name="representation_paperentry_once_each"
            ),
            models.CheckConstraint(
                condition=Q(paper__gte=1), name="representation_paperentry_from_one"
            ),
            models.CheckConstraint(
                condition=Q(refused="") | Q(reading=""),
                name="representation_paperentry_read_or_refused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election}, paper {self.paper}"
