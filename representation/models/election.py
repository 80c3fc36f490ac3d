"""An election, what it decides, each step of it, and the chain of seals over its tables."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consortium.models import Person
from representation.counting.result import Rule
from representation.election_states import ElectionState, FillRule, RollSource, TieRule
from representation.models.body import Body
from representation.models.seat import Seat
from representation.models.structure import Structure

VOTED_ON = [ElectionState.OPEN, ElectionState.CLOSED, ElectionState.COUNTED]


class Election(models.Model):
    """One roll, one timetable, one ballot paper with a part for each contest.

    The rules are fixed once nominations open, the key and the roll once the poll does: triggers
    refuse any change. Times are those of the poll; `closes_at` itself is too late to vote.
    `lot_commitment` is SHA-256 of a seed that the returning officer keeps until after the close.
    `full_from`, `used_from`, `stages_from`, `group_least`: see `evidence.disclosure.Thresholds`.
    """

    structure = models.ForeignKey(Structure, models.PROTECT, related_name="elections")
    electorate = models.ForeignKey(Body, models.PROTECT, related_name="elections")
    roll_source = models.CharField(max_length=16, choices=[(k, k) for k in RollSource])
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=160)
    title_cy = models.CharField(max_length=160, blank=True)
    rule = models.CharField(max_length=16, choices=[(k, k) for k in Rule])
    tie_rule = models.CharField(max_length=12, choices=[(k, k) for k in TieRule])
    fill_rule = models.CharField(max_length=12, choices=[(k, k) for k in FillRule])
    endorsements_needed = models.PositiveSmallIntegerField(default=0)
    returning_officer = models.ForeignKey(Person, models.PROTECT, related_name="elections_run")
    nominations_open_at = models.DateTimeField()
    nominations_close_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    challenge_days = models.PositiveSmallIntegerField(default=14)
    term_starts_on = models.DateField()
    full_from = models.PositiveIntegerField(default=300)
    used_from = models.PositiveIntegerField(default=10)
    stages_from = models.PositiveIntegerField(default=5)
    group_least = models.PositiveIntegerField(default=10)
    publish_in_full = models.BooleanField(default=False)
    state = models.CharField(
        max_length=20,
        choices=[(k, k) for k in ElectionState],
        default=ElectionState.DRAFTED.value,
    )
    public_key = models.CharField(max_length=64, blank=True)
    lot_commitment = models.CharField(max_length=64, blank=True)
    lot_source = models.CharField(
        max_length=200, blank=True, help_text="The public value that nobody can know yet."
    )
    lot_seed = models.CharField(max_length=200, blank=True)
    lot_public_value = models.CharField(max_length=200, blank=True)
    roll_digest = models.CharField(max_length=64, blank=True)
    roll_size = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-closes_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="representation_election_titled"),
            models.CheckConstraint(
                condition=Q(
                    nominations_close_at__gt=F("nominations_open_at"),
                    opens_at__gte=F("nominations_close_at"),
                    closes_at__gt=F("opens_at"),
                ),
                name="representation_election_times_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(ElectionState)),
                name="representation_election_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=VOTED_ON)
                | (Q(roll_size__isnull=False) & ~Q(public_key="") & ~Q(roll_digest="")),
                name="representation_election_polls_with_key_and_roll",
            ),
            models.CheckConstraint(
                condition=Q(lot_seed="") | ~Q(lot_public_value=""),
                name="representation_election_lot_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Contest(models.Model):
    """One thing decided: who takes these seats. `drawn_order`: paper numbers as drawn in the room."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="contests")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    title_cy = models.CharField(max_length=160, blank=True)
    drawn_order = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"], name="representation_contest_number_once"
            ),
            models.UniqueConstraint(
                fields=["election", "title"], name="representation_contest_title_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(title=""), name="representation_contest_named"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ContestSeat(models.Model):
    """A seat that a contest fills; a seat is filled once in an election."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="filling")
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="filling")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="contested")

    class Meta:
        ordering = ["contest", "seat__number", "seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "seat"], name="representation_contestseat_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest}: {self.seat}"


class ElectionStep(models.Model):
    """One move of an election to a state, by whom and why; never changed."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    from_state = models.CharField(
        max_length=20, choices=[(k, k) for k in ElectionState], blank=True
    )
    to_state = models.CharField(max_length=20, choices=[(k, k) for k in ElectionState])
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"], name="representation_electionstep_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election}: {self.to_state}"


class Seal(models.Model):
    """A table of the election as it was when it became final, chained to the seal before it.

    `rows`: the digest of each row's content by its key, so that a row that is not as it was can be
    named. Never changed; what tables and digests are is told in `evidence.tables` and `.chain`.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="seals")
    number = models.PositiveSmallIntegerField()
    table = models.CharField(max_length=40)
    rows = models.JSONField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    head = models.CharField(max_length=64)

    class Meta:
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"], name="representation_seal_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election}: {self.table}"
