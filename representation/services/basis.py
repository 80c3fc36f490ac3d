"""What follows when a mandate that others rest on ends, or when its person comes back."""

from datetime import date, timedelta

from consortium.models import User
from representation.mandates.chain import cascade
from representation.models import Appointment
from representation.selectors.mandate_records import records_of
from representation.selectors.structure_settings import settings_on
from representation.services.appointment_moves import end, lose_basis, regain_basis
from representation.states import AppointmentState, EndReason

DAY = timedelta(days=1)


def end_with_dependents(
    appointment: Appointment, *, by: User | None, on: date, reason: EndReason, note: str = ""
) -> tuple[Appointment, ...]:
    """End an appointment, and let what rests on it fall or go on for a while, by the structure's setting.

    Gives back the appointments that lost their basis, nearest first. Raises Refused.
    """
    end(appointment, by=by, on=on, reason=reason, note=note)
    return let_fall(appointment, by=by, last_day=on)


def restore_dependents(appointment: Appointment, *, by: User | None) -> None:
    """Who comes to a body again keeps what rested on a seat there and has not ended meanwhile."""
    resting = Appointment.objects.filter(
        person=appointment.person,
        state=AppointmentState.BASIS_LOST,
        basis__seat__body=appointment.seat.body_id,
        replace_by__gte=appointment.start_on,
    )
    for one in resting:
        regain_basis(one, by=by, on=max(appointment.start_on, one.start_on))


def let_fall(
    appointment: Appointment, *, by: User | None, last_day: date
) -> tuple[Appointment, ...]:
    """What follows for others from an appointment that has ended with that day.

    Apart from `end`, so that whoever is chosen again can be written first and lose nothing.
    """
    structure = appointment.seat.body.structure
    settings = settings_on(structure, last_day)
    goes_on = settings["basis_lost"] == "continues"
    grace = int(settings["basis_lost_days"]) if goes_on else 0
    losses = cascade(records_of(structure, with_voters=False), appointment.pk, grace)
    fallen: list[Appointment] = []
    for loss in (one for one in losses if one.depth == 1):
        resting = Appointment.objects.select_related("seat__body__structure", "person").get(
            pk=loss.appointment
        )
        if resting.state == AppointmentState.ENDED:
            continue
        fallen.append(resting)
        if not goes_on:
            last = loss.ends_on if resting.due_on is None else min(loss.ends_on, resting.due_on)
            fallen += end_with_dependents(resting, by=by, on=last, reason=EndReason.BASIS_ENDED)
        elif resting.state == AppointmentState.STANDING:
            lose_basis(resting, by=by, lost_on=loss.lost_on, replace_by=loss.ends_on)
    return tuple(fallen)
