"""A body's meetings, as much of them as claims need, and who was there for whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consortium.models import Organisation, Person
from representation.models.appointment import Appointment, StandIn
from representation.models.body import Body


class Meeting(models.Model):
    """One meeting of a body. Once cancelled it stays so; `cancelled_at` decides what is still paid."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    place = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "starts_at"], name="representation_meeting_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="representation_meeting_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.starts_at:%d %B %Y}"

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


class Attendance(models.Model):
    """Somebody was at a meeting (or was to be at one that was cancelled) as holder or stand-in of a seat.

    It never changes, and goes only where nobody has claimed for it. A trigger has no alternate beside the
    holder of the same seat (migration 0010).
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    stand_in = models.ForeignKey(
        StandIn, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    on_behalf_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="representation_attendance_once"
            ),
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, stand_in__isnull=True)
                | Q(appointment__isnull=True, stand_in__isnull=False),
                name="representation_attendance_of_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.meeting}"


class MeetingGuest(models.Model):
    """Somebody who was at a meeting without a seat: named, without a vote, and with nothing to claim."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests")
    name = models.CharField(max_length=120)
    comes_from = models.CharField(max_length=160, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "name"], name="representation_meetingguest_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="representation_meetingguest_named"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, guest at {self.meeting}"
