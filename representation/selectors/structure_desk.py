"""What the pages of those who look after a structure ask for: its seats, holders, and who may come."""

from datetime import date

from consortium.models import Band, Organisation, User
from consortium.selectors.bands import scheme_of
from representation.models import Appointment, Body, Seat, StandIn, Structure, StructureMembership
from representation.selectors.electorates import on_day
from representation.states import AppointmentState


def open_bodies(structure: Structure) -> tuple[Body, ...]:
    """The bodies that have not ended, by name."""
    return tuple(structure.bodies.filter(end_on__isnull=True).order_by("name", "pk"))


def seat_of(structure: Structure, body: str, number: int) -> Seat | None:
    """The seat of that number on the body at that address, with all that its rules ask for."""
    return (
        Seat.objects.filter(body__structure=structure, body__slug=body, number=number)
        .select_related("body__structure__consortium", "electing_body", "reserved_up_to")
        .first()
    )


def standing_holder(seat: Seat) -> Appointment | None:
    """Whoever holds the seat and has no end yet, also where the term is over."""
    return (
        seat.appointments.exclude(state=AppointmentState.ENDED)
        .select_related("person", "on_behalf_of", "seat__body__structure__consortium")
        .first()
    )


def sits_for(structure: Structure, user: User) -> bool:
    """Whether one of the people at this address holds a seat of the structure."""
    held = Appointment.objects.filter(seat__body__structure=structure, person__user=user)
    return held.exclude(state=AppointmentState.ENDED).exists()


def open_stand_ins(seat: Seat) -> tuple[StandIn, ...]:
    """Who stands in on the seat and has no end yet."""
    return tuple(seat.stand_ins.filter(end_on__isnull=True).select_related("person"))


def member_organisations(structure: Structure, day: date) -> tuple[Organisation, ...]:
    """The organisations that belong to a structure on a day, by name."""
    members = StructureMembership.objects.filter(on_day(day), structure=structure)
    found = Organisation.objects.filter(pk__in=members.values("organisation"))
    return tuple(found.order_by("name", "pk"))


def bases_for(seat: Seat) -> tuple[Appointment, ...]:
    """The standing holders of the body that elects to a seat, from among whom it is filled."""
    held = Appointment.objects.filter(seat__body=seat.electing_body_id)
    standing = held.exclude(state=AppointmentState.ENDED)
    return tuple(standing.select_related("person", "on_behalf_of", "seat").order_by("seat__number"))


def bands_to_reserve(structure: Structure) -> tuple[Band, ...]:
    """The sizes that a seat may be kept for, in the network's scheme, from the smallest."""
    scheme = scheme_of(structure.consortium)
    return tuple(scheme.bands.order_by("from_pence")) if scheme else ()
