"""Who goes when a holder cannot: named, dated, and never counted beside the holder."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from consortium.audit import record
from consortium.decisions import refuse
from consortium.models import Organisation, Person, User
from representation.models import Appointment, Seat, StandIn
from representation.permissions import may_name_stand_in
from representation.rules.appointments import can_end_stand_in, can_stand_in
from representation.selectors.electorates import on_day
from representation.selectors.structure_settings import settings_on
from representation.services.appointment_moves import locked
from representation.states import StandInKind


@transaction.atomic
def name_stand_in(
    *,
    by: User | None,
    seat: Seat,
    person: Person,
    on_behalf_of: Organisation | None,
    kind: StandInKind,
    start_on: date,
) -> StandIn:
    """Somebody stands in on a seat from that day, whoever holds it; the one before must have ended.

    Permission: `may_name_stand_in`; `by` is None for the demonstration alone. Raises Refused.
    """
    structure = locked(seat.body.structure)
    holder = _holder(seat, start_on)
    if by is not None:
        may_name_stand_in(by, seat, holder).require()
    setting = str(settings_on(structure, start_on)["alternate"])
    can_stand_in(seat, person, on_behalf_of, holder, setting, kind).require()
    if StandIn.objects.filter(seat=seat, kind=kind).exclude(end_on__lt=start_on).exists():
        refuse(_("Somebody else stands in on this seat then.")).require()
    if Appointment.objects.filter(seat=seat, person=person).exclude(ended_on__lt=start_on).exists():
        refuse(_("Nobody stands in for themselves.")).require()
    stand_in = StandIn.objects.create(
        seat=seat, person=person, on_behalf_of=on_behalf_of, kind=kind, start_on=start_on
    )
    record("stand-in.named", subject=stand_in, by=by, stands_in_as=kind.value)
    return stand_in


@transaction.atomic
def end_stand_in(*, by: User | None, stand_in: StandIn, last_day: date) -> StandIn:
    """Somebody stands in no more after that day. Permission: `may_name_stand_in`. Raises Refused."""
    locked(stand_in.seat.body.structure)
    stand_in.refresh_from_db()
    if by is not None:
        may_name_stand_in(by, stand_in.seat, _holder(stand_in.seat, last_day)).require()
    can_end_stand_in(stand_in, last_day).require()
    stand_in.end_on = last_day
    stand_in.save(update_fields=["end_on"])
    record("stand-in.ended", subject=stand_in, by=by, last_day=last_day.isoformat())
    return stand_in


def _holder(seat: Seat, day: date) -> Appointment | None:
    return seat.appointments.filter(on_day(day, end="ended_on")).first()
