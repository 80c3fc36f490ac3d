"""A structure's rows as the records that the engine of mandates works on: four queries at most."""

from representation.mandates.records import (
    AppointmentRecord,
    BodyRecord,
    Days,
    Records,
    SeatRecord,
    VoterRecord,
)
from representation.models import Appointment, Body, Seat, Structure, VotingHome
from representation.states import Mandate


def records_of(structure: Structure, *, with_voters: bool = True) -> Records:
    """All that is known of a structure, whatever its days. Keys are ids, areas are GSS codes."""
    return Records(
        bodies=_bodies(structure),
        seats=_seats(structure),
        appointments=_appointments(structure),
        voters=_voters(structure) if with_voters else (),
    )


def _bodies(structure: Structure) -> list[BodyRecord]:
    rows = Body.objects.filter(structure=structure).values_list(
        "pk", "start_on", "end_on", "parent_id", "area__code", "theme__slug"
    )
    return [
        BodyRecord(key, Days(start, end), parent, area or "", theme or "")
        for key, start, end, parent, area, theme in rows
    ]


def _seats(structure: Structure) -> list[SeatRecord]:
    rows = Seat.objects.filter(body__structure=structure).values_list(
        "pk", "body_id", "start_on", "end_on", "electing_body_id", "area__code", "theme__slug"
    )
    return [
        SeatRecord(key, body, Days(start, end), electing, area or "", theme or "")
        for key, body, start, end, electing, area, theme in rows
    ]


def _appointments(structure: Structure) -> list[AppointmentRecord]:
    rows = (
        Appointment.objects.filter(seat__body__structure=structure)
        .order_by("pk")
        .values_list(
            "pk", "seat_id", "person_id", "start_on", "ended_on", "mandate",
            "on_behalf_of_id", "basis_id",
        )
    )  # fmt: skip
    return [
        AppointmentRecord(
            key, seat, person, Days(start, end), Mandate(mandate), organisation, basis
        )
        for key, seat, person, start, end, mandate, organisation, basis in rows
    ]


def _voters(structure: Structure) -> list[VoterRecord]:
    rows = VotingHome.objects.filter(body__structure=structure).values_list(
        "membership__organisation_id", "body_id", "start_on", "end_on"
    )
    return [VoterRecord(who, body, Days(start, end)) for who, body, start, end in rows]
