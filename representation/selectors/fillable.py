"""Seats that an election could fill: vacant, or to be vacant, with the body that elects to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from consortium.models import Consortium
from representation.election_states import BEFORE_A_RESULT
from representation.models import Appointment, Body, ContestSeat, Seat, Structure
from representation.states import AppointmentState


@dataclass(frozen=True)
class Electorate:
    """A body that elects, and the vacant seats that it elects to."""

    body: Body
    seats: tuple[Seat, ...]


def filled_by_another(seats: Iterable[Seat]) -> ContestSeat | None:
    """Where one of these seats is to be filled by an election that has no result yet."""
    rows = ContestSeat.objects.filter(
        seat__in=list(seats), election__state__in=sorted(BEFORE_A_RESULT)
    )
    return rows.select_related("election", "seat__body").first()


def being_filled(structure: Structure) -> frozenset[int]:
    """Ids of the structure's seats that an election without a result yet is to fill."""
    rows = ContestSeat.objects.filter(
        election__structure=structure, election__state__in=sorted(BEFORE_A_RESULT)
    )
    return frozenset(rows.values_list("seat", flat=True))


def electorates_with_vacancies(networks: Iterable[Consortium]) -> tuple[Electorate, ...]:
    """Bodies of these networks that elect to at least one vacant seat, by name.

    Without seats that an election fills already, be it a draft.
    """
    held = Appointment.objects.exclude(state=AppointmentState.ENDED).values("seat")
    seats = Seat.objects.filter(
        body__structure__consortium__in=list(networks), electing_body__isnull=False, end_on=None
    ).exclude(pk__in=held)
    seats = seats.exclude(contested__election__state__in=sorted(BEFORE_A_RESULT))
    related = ("body__structure__consortium", "electing_body__structure")
    by_body: dict[Body, list[Seat]] = {}
    for seat in seats.select_related(*related).order_by("electing_body__name", "body", "number"):
        if seat.electing_body is not None:
            by_body.setdefault(seat.electing_body, []).append(seat)
    return tuple(Electorate(body, tuple(found)) for body, found in by_body.items())
