"""A board asks the sector for somebody, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from representation.models.seat import Seat
from representation.models.structure import Structure
from representation.seat_requests.states import RequestState


class SeatRequest(models.Model):
    """What a board's officer wrote, in their words. The officer's name and address are never public.

    `seat` is the seat that was made for it: there from its acceptance on, and not before.
    """

    structure = models.ForeignKey(Structure, models.PROTECT, related_name="seat_requests")
    board = models.CharField(max_length=160)
    owner = models.CharField(max_length=160, help_text="Whose board it is.")
    role = models.CharField(max_length=200, help_text="What the person is to do, in a sentence.")
    terms = models.TextField(max_length=3000, help_text="The board's terms of reference.")
    skills = models.TextField(max_length=1000, blank=True)
    needed_by = models.DateField()
    officer_name = models.CharField(max_length=120)
    officer_email = models.EmailField()
    language = models.CharField(max_length=10)
    state = models.CharField(
        max_length=12,
        choices=[(k, k) for k in RequestState],
        default=RequestState.UNCONFIRMED.value,
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="seat_requests"
    )
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["needed_by", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(board="") & ~Q(role="") & ~Q(terms="") & ~Q(officer_email=""),
                name="representation_seatrequest_says_what",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.ACCEPTED, seat__isnull=False)
                | ~Q(state=RequestState.ACCEPTED) & Q(seat__isnull=True),
                name="representation_seatrequest_seat_when_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}: {self.role}"


class SeatRequestStep(models.Model):
    """One move of a request, by whom and why; never changed. `by` is empty for the board's officer."""

    request = models.ForeignKey(SeatRequest, models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=12, choices=[(k, k) for k in RequestState], blank=True)
    to_state = models.CharField(max_length=12, choices=[(k, k) for k in RequestState])
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["request", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state=RequestState.REFUSED) | ~Q(reason=""),
                name="representation_seatrequeststep_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.to_state}"
