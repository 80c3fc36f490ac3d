"""A place on a body, which stands whether or not somebody holds it."""

from django.db import models
from django.db.models import F, Q

from consortium.models import Area, Band, Theme
from representation.models.body import Body, Composition
from representation.states import Eligibility


class Seat(models.Model):
    """Who elects to it, whom they may elect, for how long, and whether it votes on its body.

    `reserved_up_to`: only for organisations of this size band or a smaller one. `electing_body` is
    empty where nobody elects to the seat. `term_months` is empty where the structure's term holds.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120, blank=True)
    label_cy = models.CharField(max_length=120, blank=True)
    composition = models.ForeignKey(
        Composition, models.PROTECT, null=True, blank=True, related_name="made"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="seats")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="seats")
    electing_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="elects"
    )
    eligibility = models.CharField(max_length=12, choices=[(k, k) for k in Eligibility])
    reserved_up_to = models.ForeignKey(
        Band, models.PROTECT, null=True, blank=True, related_name="reserved_seats"
    )
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    is_voting = models.BooleanField(default=True)
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["body", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"], name="representation_seat_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="representation_seat_from_one"),
            models.CheckConstraint(
                condition=Q(term_months__isnull=True) | Q(term_months__gte=1, term_months__lte=120),
                name="representation_seat_term_up_to_ten_years",
            ),
            models.CheckConstraint(
                condition=~Q(eligibility__in=[Eligibility.VOTERS, Eligibility.HOLDERS])
                | Q(electing_body__isnull=False),
                name="representation_seat_electorate_named",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="representation_seat_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, seat {self.number}"
