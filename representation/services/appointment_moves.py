"""The one way in which an appointment changes its state: table, rule, row, and an immutable step."""

from datetime import date

from consortium.audit import record
from consortium.models import User
from representation.models import Appointment, AppointmentStep, Structure
from representation.rules.appointments import can_end_on, can_move
from representation.states import AppointmentState, EndReason


def locked(structure: Structure) -> Structure:
    """The structure, locked: its mandates hang together, so one change at a time."""
    return Structure.objects.select_for_update().get(pk=structure.pk)


def begin(appointment: Appointment, *, by: User | None) -> None:
    """Note the first step of an appointment just written, and the last where it is over."""
    standing = AppointmentState.STANDING
    _step(appointment, "", standing, on=appointment.start_on, by=by)
    if appointment.ended_on is not None:
        reason = EndReason(appointment.end_reason)
        _step(
            appointment,
            standing,
            AppointmentState.ENDED,
            on=appointment.ended_on,
            by=by,
            reason=reason,
        )
    record("appointment.begun", subject=appointment, by=by, mandate=appointment.mandate)


def end(
    appointment: Appointment, *, by: User | None, on: date, reason: EndReason, note: str = ""
) -> None:
    """End it with that day, included. Raises Refused. What rests on it is for `basis`."""
    can_end_on(appointment, on).require()
    before = appointment.state
    appointment.state = AppointmentState.ENDED
    appointment.ended_on, appointment.end_reason = on, reason
    appointment.save(update_fields=["state", "ended_on", "end_reason"])
    _step(appointment, before, AppointmentState.ENDED, on=on, by=by, reason=reason, note=note)
    record("appointment.ended", subject=appointment, by=by, reason=reason.value, on=on.isoformat())


def lose_basis(
    appointment: Appointment, *, by: User | None, lost_on: date, replace_by: date
) -> None:
    """It goes on without the mandate that it rested on, until that day at the latest. Raises Refused."""
    can_move(appointment, AppointmentState.BASIS_LOST).require()
    appointment.state = AppointmentState.BASIS_LOST
    appointment.basis_lost_on, appointment.replace_by = lost_on, replace_by
    appointment.save(update_fields=["state", "basis_lost_on", "replace_by"])
    before = AppointmentState.STANDING
    _step(appointment, before, AppointmentState.BASIS_LOST, on=lost_on, by=by)
    record("appointment.basis-lost", subject=appointment, by=by, lost_on=lost_on.isoformat())


def regain_basis(appointment: Appointment, *, by: User | None, on: date) -> None:
    """Its person is back on the body that the mandate rests on. Raises Refused."""
    can_move(appointment, AppointmentState.STANDING).require()
    appointment.state = AppointmentState.STANDING
    appointment.basis_lost_on = appointment.replace_by = None
    appointment.save(update_fields=["state", "basis_lost_on", "replace_by"])
    before = AppointmentState.BASIS_LOST
    _step(appointment, before, AppointmentState.STANDING, on=on, by=by)
    record("appointment.basis-regained", subject=appointment, by=by, on=on.isoformat())


def _step(
    appointment: Appointment,
    before: str,
    after: AppointmentState,
    *,
    on: date,
    by: User | None,
    reason: EndReason | None = None,
    note: str = "",
) -> None:
    AppointmentStep.objects.create(
        appointment=appointment,
        from_state=before,
        to_state=after,
        on=on,
        by=by,
        reason=reason or "",
        note=note,
    )
