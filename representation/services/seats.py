"""Seats that no rule makes: added one by one, described, closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Area, Band, Theme, User
from representation.models import Body, Seat
from representation.permissions import may_manage_bodies
from representation.rules.structures import can_change_seat, can_close_seat, can_elect_to
from representation.services.appointment_moves import locked
from representation.states import AppointmentState, Eligibility

EDITABLE = frozenset({"label", "label_cy", "reserved_up_to", "term_months", "is_voting"})
LONGEST_TERM = 120


@dataclass(frozen=True)
class SeatDraft:
    """A seat to add. `number` None: the next; `term_months` None: the structure's term."""

    eligibility: Eligibility
    start_on: date
    electing_body: Body | None = None
    number: int | None = None
    label: str = ""
    label_cy: str = ""
    area: Area | None = None
    theme: Theme | None = None
    reserved_up_to: Band | None = None
    term_months: int | None = None
    is_voting: bool = True


@transaction.atomic
def add_seat(*, by: User | None, body: Body, draft: SeatDraft) -> Seat:
    """A new seat, vacant from its first day. Permission: `may_manage_bodies`. Raises Refused."""
    structure = locked(body.structure)
    if by is not None:
        may_manage_bodies(by, structure).require()
    can_elect_to(draft.electing_body, body).require()
    needs_electorate = draft.eligibility in {Eligibility.VOTERS, Eligibility.HOLDERS}
    if needs_electorate and draft.electing_body is None:
        refuse(_("Say which body elects to this seat.")).require()
    _check_term(draft.term_months)
    latest = body.seats.aggregate(latest=Max("number"))["latest"] or 0
    number = draft.number or latest + 1
    if body.seats.filter(number=number).exists():
        refuse(_("This body has a seat of that number already.")).require()
    seat = Seat.objects.create(
        body=body,
        number=number,
        label=draft.label,
        label_cy=draft.label_cy,
        area=draft.area,
        theme=draft.theme,
        electing_body=draft.electing_body,
        eligibility=draft.eligibility,
        reserved_up_to=draft.reserved_up_to,
        term_months=draft.term_months,
        is_voting=draft.is_voting,
        start_on=draft.start_on,
    )
    record("seat.added", subject=seat, by=by, number=number)
    return seat


@transaction.atomic
def edit_seat(*, by: User | None, seat: Seat, **fields: Any) -> Seat:
    """Change some of EDITABLE, for whoever comes next. Permission: `may_manage_bodies`.

    Raises Refused, TypeError.
    """
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not to be edited: {', '.join(sorted(unknown))}")
    locked(seat.body.structure)
    if by is not None:
        may_manage_bodies(by, seat.body.structure).require()
    _check_term(fields.get("term_months"))
    seat.refresh_from_db()
    changed = [name for name, value in fields.items() if getattr(seat, name) != value]
    can_change_seat(seat, changed).require()
    for name in changed:
        setattr(seat, name, fields[name])
    if changed:
        seat.save(update_fields=changed)
        record("seat.edited", subject=seat, by=by, fields=sorted(changed))
    return seat


@transaction.atomic
def close_seat(*, by: User | None, seat: Seat, last_day: date) -> Seat:
    """A vacant seat is there no more after that day. Permission: `may_manage_bodies`. Raises Refused."""
    structure = locked(seat.body.structure)
    seat.refresh_from_db()
    if by is not None:
        may_manage_bodies(by, structure).require()
    holder = seat.appointments.exclude(state=AppointmentState.ENDED).first()
    later = seat.appointments.filter(ended_on__gt=last_day).first()
    can_close_seat(seat, holder or later, last_day).require()
    seat.end_on = last_day
    seat.save(update_fields=["end_on"])
    record("seat.closed", subject=seat, by=by, last_day=last_day.isoformat())
    return seat


def _check_term(months: int | None) -> None:
    if months is not None and not 1 <= months <= LONGEST_TERM:
        refuse(_("A term is from 1 to 120 months long.")).require()
