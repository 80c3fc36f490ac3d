"""Every time that anybody held a seat of a structure, as the rows of a file of seats."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from consortium.spreadsheets.writing import as_csv
from representation.models import Appointment, Body, Seat, Structure
from representation.seat_files.columns import NAMES
from representation.seat_files.popolo import write_popolo
from representation.selectors.seat_lines import SeatLine
from representation.states import Mandate

OF_HOLDER = NAMES[NAMES.index("holder") :]


def seats_as_csv(structure: Structure) -> bytes:
    """The seats and their holders of all times as CSV, which the import reads back and changes nothing."""
    rows = seat_rows(structure)
    return as_csv(NAMES, [[row[name] for name in NAMES] for row in rows])


def seats_as_popolo(structure: Structure) -> bytes:
    """The same as Popolo JSON."""
    return write_popolo(seat_rows(structure))


def seat_rows(structure: Structure) -> list[dict[str, Any]]:
    """A row for each appointment, or for a seat without any; bodies after those they are part of."""
    held: dict[int, list[Appointment]] = defaultdict(list)
    appointments = Appointment.objects.filter(seat__body__structure=structure)
    for one in appointments.select_related("person", "on_behalf_of", "basis__seat__body").order_by(
        "start_on", "pk"
    ):
        held[one.seat_id].append(one)
    seats = _seats().filter(body__structure=structure)
    rows = []
    for seat in seats.order_by("body", "number"):
        place = _of_body(seat.body) | _of_seat(seat)
        rows += [place | _of_holder(one) for one in held[seat.pk]] or [place | _of_holder(None)]
    return rows


def rows_of_a_day(lines: Sequence[SeatLine]) -> list[dict[str, Any]]:
    """A row for each of these seats with its holder of the day: what came later is left out.

    Turnouts are as they may be published, so that one of a few electors is not in it.
    """
    seats = _seats().in_bulk([one.seat for one in lines])
    return [
        _of_body(seats[one.seat].body) | _of_seat(seats[one.seat]) | _of_day(one) for one in lines
    ]


def _seats() -> QuerySet[Seat]:
    return Seat.objects.select_related(
        "body__parent", "body__area", "electing_body", "area", "reserved_up_to"
    )


def _of_day(line: SeatLine) -> dict[str, Any]:
    held = line.holding
    if held is None:
        return dict.fromkeys(OF_HOLDER)
    turnout = held.vote.turnout
    is_indirect = held.mandate is Mandate.INDIRECTLY_ELECTED
    return dict.fromkeys(OF_HOLDER) | {
        "holder": held.name,
        "on_behalf_of": held.organisation,
        "mandate": held.mandate.value,
        "elected_from": line.electing_body if is_indirect else "",
        "chosen": held.vote.chosen_on,
        "electorate": turnout.electorate if turnout else None,
        "voted": turnout.voted if turnout else None,
        "stood": held.vote.stood,
        "from": held.start_on,
        "term_to": held.due_on,
        "source": held.source,
    }


def _of_body(body: Body) -> dict[str, Any]:
    return {
        "body": body.name,
        "body_cy": body.name_cy,
        "body_kind": body.kind,
        "parent": body.parent.name if body.parent else "",
        "owner": body.owner,
        "body_area": body.area.code if body.area else "",
    }


def _of_seat(seat: Seat) -> dict[str, Any]:
    return {
        "seat": seat.number,
        "label": seat.label,
        "label_cy": seat.label_cy,
        "electing_body": seat.electing_body.name if seat.electing_body else "",
        "eligibility": seat.eligibility,
        "seat_area": seat.area.code if seat.area else "",
        "reserved_up_to": seat.reserved_up_to.slug if seat.reserved_up_to else "",
        "term_months": seat.term_months,
        "voting": seat.is_voting,
        "seat_from": seat.start_on,
        "seat_until": seat.end_on,
    }


def _of_holder(one: Appointment | None) -> dict[str, Any]:
    if one is None:
        return dict.fromkeys(OF_HOLDER)
    return {
        "holder": one.person.name,
        "on_behalf_of": one.on_behalf_of.name if one.on_behalf_of else "",
        "mandate": one.mandate,
        "elected_from": one.basis.seat.body.name if one.basis else "",
        "chosen": one.chosen_on,
        "electorate": one.electorate,
        "voted": one.voted,
        "stood": one.stood,
        "from": one.start_on,
        "term_to": one.due_on,
        "until": one.ended_on,
        "end_reason": one.end_reason,
        "source": one.source,
    }
