"""Whether an appointment can move or end, and whether somebody can stand in on a seat."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consortium.decisions import ALLOWED, Decision, refuse
from consortium.models import Organisation, Person
from representation.models import Appointment, Seat, StandIn
from representation.states import APPOINTMENT_MOVES, AppointmentState, StandInKind


def can_move(appointment: Appointment, to: AppointmentState) -> Decision:
    """The table of states allows it."""
    if to in APPOINTMENT_MOVES[AppointmentState(appointment.state)]:
        return ALLOWED
    if appointment.state == AppointmentState.ENDED:
        return refuse(_("This appointment has ended, and stays as it is."))
    return refuse(_("An appointment in this state cannot take that step."))


def can_end_on(appointment: Appointment, last_day: date) -> Decision:
    """An appointment ends once, on its first day or later, and not after the end of its term."""
    if last_day < appointment.start_on:
        return refuse(_("An appointment cannot end before it begins."))
    if appointment.due_on is not None and last_day > appointment.due_on:
        return refuse(
            _("The term ends on %(day)s. Choose that day or an earlier one.")
            % {"day": _day(appointment.due_on)}
        )
    return can_move(appointment, AppointmentState.ENDED)


def can_stand_in(
    seat: Seat,
    person: Person,
    organisation: Organisation | None,
    holder: Appointment | None,
    setting: str,
    kind: StandInKind,
) -> Decision:
    """The structure says whether, and from where: another organisation than the holder's, or the same."""
    if seat.end_on is not None:
        return refuse(_("This seat is closed already."))
    if holder is not None and holder.person_id == person.pk:
        return refuse(_("Nobody stands in for themselves."))
    if kind is StandInKind.DEPUTY:
        return ALLOWED
    if setting == "none":
        return refuse(_("In this network nobody stands in for a holder."))
    if holder is None or holder.on_behalf_of_id is None:
        return ALLOWED
    is_same = organisation is not None and organisation.pk == holder.on_behalf_of_id
    if setting == "runner-up" and is_same:
        return refuse(_("Who stands in comes from a different organisation than the holder."))
    if setting == "organisation" and not is_same:
        return refuse(_("Who stands in comes from the holder’s own organisation."))
    return ALLOWED


def can_end_stand_in(stand_in: StandIn, last_day: date) -> Decision:
    """Standing in ends once, on its first day or later."""
    if stand_in.end_on is not None:
        return refuse(_("This has ended already."))
    if last_day < stand_in.start_on:
        return refuse(_("Standing in cannot end before it begins."))
    return ALLOWED


def _day(day: date) -> str:
    return date_format(day, "j F Y")
