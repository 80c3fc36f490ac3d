"""Who holds a seat, for whom, by what mandate, since when; written once, ended once, never deleted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consortium.models import Organisation, Person
from representation.models.seat import Seat
from representation.states import (
    FOR_AN_ORGANISATION,
    WITHOUT_BASIS,
    AppointmentState,
    EndReason,
    Mandate,
    StandInKind,
)


class Appointment(models.Model):
    """A person holds a seat. Days are included at both ends; the votes are those of the day.

    `due_on` is the term's last day (none: no end is set), `ended_on` the last day in fact. `basis` is
    the holder's appointment to the electing body that an indirect mandate rests on. `electorate`,
    `voted` and `stood` count organisations (or the electing body's holders) and candidates.
    Triggers refuse a change of anything but the state and the end, and any change after the end.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    on_behalf_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    mandate = models.CharField(max_length=20, choices=[(k, k) for k in Mandate])
    basis = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="dependents"
    )
    start_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    chosen_on = models.DateField(null=True, blank=True, help_text="The day of the vote.")
    electorate = models.PositiveIntegerField(null=True, blank=True)
    voted = models.PositiveIntegerField(null=True, blank=True)
    stood = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Where this is recorded.")
    state = models.CharField(
        max_length=12,
        choices=[(k, k) for k in AppointmentState],
        default=AppointmentState.STANDING.value,
    )
    basis_lost_on = models.DateField(null=True, blank=True)
    replace_by = models.DateField(null=True, blank=True, help_text="Ends then, its basis lost.")
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=[(k, k) for k in EndReason], blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["seat", "start_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(ended_on__isnull=True),
                name="representation_appointment_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("start_on")),
                name="representation_appointment_due_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("start_on")),
                name="representation_appointment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="") & ~Q(state=AppointmentState.ENDED)
                | Q(ended_on__isnull=False, state=AppointmentState.ENDED) & ~Q(end_reason=""),
                name="representation_appointment_end_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=AppointmentState.BASIS_LOST) | Q(basis_lost_on__isnull=False),
                name="representation_appointment_basis_lost_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(basis__isnull=True) | Q(basis__lt=F("id")),
                name="representation_appointment_basis_is_older",
            ),
            models.CheckConstraint(
                condition=~Q(mandate=Mandate.INDIRECTLY_ELECTED) | Q(basis__isnull=False),
                name="representation_appointment_indirect_has_basis",
            ),
            models.CheckConstraint(
                condition=Q(basis__isnull=True) | ~Q(mandate__in=sorted(WITHOUT_BASIS)),
                name="representation_appointment_invited_has_no_basis",
            ),
            models.CheckConstraint(
                condition=~Q(mandate__in=sorted(FOR_AN_ORGANISATION))
                | Q(on_behalf_of__isnull=False),
                name="representation_appointment_for_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(voted__isnull=True)
                | Q(electorate__isnull=False, voted__lte=F("electorate")),
                name="representation_appointment_voted_within_electorate",
            ),
            models.CheckConstraint(
                condition=~Q(mandate=Mandate.ELECTED_UNOPPOSED) | Q(voted__isnull=True),
                name="representation_appointment_unopposed_means_no_vote",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.seat}"


class AppointmentStep(models.Model):
    """One move of an appointment from a state to another, by whom and why; never changed."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="steps")
    from_state = models.CharField(
        max_length=12, choices=[(k, k) for k in AppointmentState], blank=True
    )
    to_state = models.CharField(max_length=12, choices=[(k, k) for k in AppointmentState])
    on = models.DateField(help_text="The day that it takes effect.")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=20, choices=[(k, k) for k in EndReason], blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["appointment", "id"]

    def __str__(self) -> str:
        return f"{self.appointment}: {self.to_state}"


class StandIn(models.Model):
    """Who goes when a seat's holder cannot, or is not there; never counted beside the holder."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="stand_ins")
    person = models.ForeignKey(Person, models.PROTECT, related_name="stand_ins")
    on_behalf_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="stand_ins"
    )
    kind = models.CharField(max_length=10, choices=[(k, k) for k in StandInKind])
    start_on = models.DateField()
    end_on = models.DateField(null=True, blank=True, help_text="The last day, included.")

    class Meta:
        ordering = ["seat", "kind", "start_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "kind"],
                condition=Q(end_on__isnull=True),
                name="representation_standin_open_once",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="representation_standin_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.kind} of {self.seat}"
