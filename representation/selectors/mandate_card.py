"""One seat on a day: its mandate card, vote by vote, who came before, and what happens next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from representation.mandates.chain import chain_of, has_lost_basis
from representation.mandates.records import Records
from representation.models import Appointment, Body, Seat
from representation.selectors.attended import (
    NotedMeeting,
    noted_meetings,
    since_the_last_change,
)
from representation.selectors.electorates import on_day, voters_on
from representation.selectors.mandate_records import records_of
from representation.selectors.seat_lines import Holding, SeatLine, holdings, seat_lines
from representation.selectors.seat_requests import AskedFor, asked_for
from representation.selectors.structure_settings import settings_on
from representation.selectors.structures import StructureView, structure_view
from representation.selectors.wording import in_language


@dataclass(frozen=True)
class ChainStep:
    """One vote behind a mandate: in which body, to which seat, and how it went.

    `members_now` is how many organisations vote in that body on the day of asking (None: it is not they
    who vote there, but the holders of its seats).
    """

    electing_body: str
    seat_body: str
    seat_body_slug: str
    seat_number: int
    members_now: int | None
    holding: Holding


@dataclass(frozen=True)
class MandateCard:
    """A seat and how its holder came to it; `chain` from the first vote to this seat, empty where vacant.

    `meetings`: since the holder came, a year back at most, the latest first. `grace_days`: for so long a
    holder goes on whose basis is lost; 0: the seat is vacant the same day.
    """

    structure: StructureView
    day: date
    line: SeatLine
    seats_on_body: int
    chain: tuple[ChainStep, ...]
    has_lost_basis: bool
    grace_days: int
    before: tuple[Holding, ...]
    resting_on_it: tuple[str, ...]
    meetings: tuple[NotedMeeting, ...]
    asked_for: AskedFor | None


def mandate_card(body: Body, number: int, day: date) -> MandateCard | None:
    """The seat's page of a day; None where there is no such seat then."""
    structure = body.structure
    records = records_of(structure, with_voters=False)
    lines = [one for one in seat_lines(structure, day, records) if one.body == body.pk]
    line = next((one for one in lines if one.number == number), None)
    if line is None:
        return None
    held = holdings(structure, day, records)
    settings = settings_on(structure, day)
    current = line.holding.appointment if line.holding else None
    return MandateCard(
        structure=structure_view(structure),
        day=day,
        line=line,
        seats_on_body=len(lines),
        chain=_chain(records, held, current, day) if current else (),
        has_lost_basis=bool(current and has_lost_basis(records, records.appointment[current], day)),
        grace_days=int(settings["basis_lost_days"]) if settings["basis_lost"] == "continues" else 0,
        before=tuple(
            one for one in reversed(held.get(line.seat, ())) if one.appointment != current
        ),
        resting_on_it=_resting(current, day),
        asked_for=asked_for(line.seat),
        meetings=tuple(
            since_the_last_change(line, noted_meetings(structure.consortium, [body.pk], day))
        ),
    )


def _chain(
    records: Records, held: Mapping[int, Sequence[Holding]], appointment: int, day: date
) -> tuple[ChainStep, ...]:
    views = {one.appointment: one for seat in held.values() for one in seat}
    keys = [key for key in chain_of(records, appointment, day) if key in views]
    seats = Seat.objects.select_related("body", "electing_body").in_bulk(
        [records.appointment[key].seat for key in keys]
    )
    return tuple(_step(seats[records.appointment[key].seat], views[key], day) for key in keys)


def _step(seat: Seat, holding: Holding, day: date) -> ChainStep:
    electing = seat.electing_body
    has_seats = electing is not None and electing.seats.filter(on_day(day)).exists()
    return ChainStep(
        electing_body=in_language(electing.name, electing.name_cy) if electing else "",
        seat_body=in_language(seat.body.name, seat.body.name_cy),
        seat_body_slug=seat.body.slug,
        seat_number=seat.number,
        members_now=voters_on(electing, day).count() if electing and not has_seats else None,
        holding=holding,
    )


def _resting(appointment: int | None, day: date) -> tuple[str, ...]:
    """The bodies on which a mandate rests on this one."""
    if appointment is None:
        return ()
    resting = Appointment.objects.filter(on_day(day, end="ended_on"), basis=appointment)
    bodies = Body.objects.filter(seats__appointments__in=resting).order_by("name").distinct()
    return tuple(in_language(one.name, one.name_cy) for one in bodies)
