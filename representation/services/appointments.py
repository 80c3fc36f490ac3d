"""Coming to a seat and leaving it. Every change locks the structure, because its mandates hang together."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from consortium.models import Organisation, Person, User
from consortium.permissions import may_edit_organisation
from representation.models import Appointment, Seat, Structure
from representation.permissions import may_appoint, may_end
from representation.rules.choosing import Choice, can_be_appointed
from representation.selectors.structure_settings import settings_on
from representation.services.appointment_moves import begin, end, locked
from representation.services.basis import end_with_dependents, let_fall, restore_dependents
from representation.states import WITHOUT_BASIS, AppointmentState, EndReason
from representation.structures.terms import term_end

DAY = timedelta(days=1)


@transaction.atomic
def appoint(*, by: User | None, seat: Seat, choice: Choice) -> Appointment:
    """Somebody comes to a seat. A holder whose time is over, or who sat for now, gives way.

    Permission: `may_appoint` by the mandate; `by` is None for files and the demonstration alone.
    Raises Refused with the first thing that the seat or its structure asks and is not so.
    Effects: a step and an event; mandates that rested on the same body stand again.
    """
    structure = locked(seat.body.structure)
    seat = Seat.objects.select_related("body__structure", "reserved_up_to").get(pk=seat.pk)
    if by is not None:
        may_appoint(by, seat, choice.mandate).require()
    settings = settings_on(structure, choice.start_on)
    can_be_appointed(seat, choice, settings).require()
    before = _make_way(seat, choice, by=by)
    appointment = _write(seat, choice, months=seat.term_months or int(settings["term_months"]))
    begin(appointment, by=by)
    if before is not None and before.ended_on is not None:
        let_fall(before, by=by, last_day=before.ended_on)
    restore_dependents(appointment, by=by)
    return appointment


@transaction.atomic
def end_appointment(
    *,
    by: User | None,
    appointment: Appointment,
    reason: EndReason,
    last_day: date,
    note: str = "",
) -> tuple[Appointment, ...]:
    """Somebody leaves a seat with that day, included; what rested on it falls, or goes on for a while.

    Permission: `may_end` by the reason; `by` is None for files, the clock and the demonstration alone.
    Raises Refused. Gives back what lost its basis.
    """
    locked(appointment.seat.body.structure)
    appointment.refresh_from_db()
    if by is not None:
        may_end(by, appointment, reason).require()
    return end_with_dependents(appointment, by=by, on=last_day, reason=reason, note=note)


@transaction.atomic
def end_for_leaver(
    *, by: User, person: Person, organisation: Organisation, last_day: date
) -> tuple[Appointment, ...]:
    """Somebody leaves an organisation: every seat held on its behalf ends with that day.

    Permission: `may_edit_organisation` (its own contact). Raises Refused. Gives back what ended.
    """
    may_edit_organisation(by, organisation).require()
    held = _open(last_day).filter(person=person, on_behalf_of=organisation)
    return _end_all(held.values_list("pk", flat=True), by, last_day, EndReason.LEFT_ORGANISATION)


@transaction.atomic
def end_for_organisation(
    *, by: User | None, structure: Structure, organisation: Organisation, last_day: date
) -> tuple[Appointment, ...]:
    """An organisation leaves a structure: every seat held on its behalf ends with that day.

    For the service that ends the membership, which has asked who may. Raises Refused.
    """
    held = _open(last_day).filter(seat__body__structure=structure, on_behalf_of=organisation)
    return _end_all(held.values_list("pk", flat=True), by, last_day, EndReason.ORGANISATION_LEFT)


@transaction.atomic
def end_what_ran_out(*, day: date) -> int:
    """End what was to end before that day: terms, and the time given to who lost their basis.

    For the clock, once a day; again changes nothing. Gives back how many appointments ended.
    """
    open_ones = Appointment.objects.exclude(state=AppointmentState.ENDED)
    lapsed = open_ones.filter(state=AppointmentState.BASIS_LOST, replace_by__lt=day)
    over = open_ones.filter(due_on__lt=day).exclude(replace_by__lt=day)
    ended = 0
    for key in lapsed.order_by("replace_by", "pk").values_list("pk", flat=True):
        ended += _end_one(key, EndReason.BASIS_ENDED)
    for key in over.order_by("due_on", "pk").values_list("pk", flat=True):
        ended += _end_one(key, EndReason.TERM_ENDED)
    return ended


def _make_way(seat: Seat, choice: Choice, *, by: User | None) -> Appointment | None:
    """End the holder whose time is over when the next one's begins; who that was."""
    holder = (
        seat.appointments.exclude(state=AppointmentState.ENDED)
        .select_related("seat__body__structure")
        .first()
    )
    if holder is None:
        return None
    last = choice.start_on - DAY
    reason = EndReason.REPLACED
    if holder.due_on is not None and holder.due_on <= last:
        last, reason = holder.due_on, EndReason.TERM_ENDED
    elif holder.state == AppointmentState.BASIS_LOST:
        reason = EndReason.BASIS_ENDED
    end(holder, by=by, on=last, reason=reason)
    return holder


def _write(seat: Seat, choice: Choice, months: int) -> Appointment:
    """Guests, and those whose way to the seat is not recorded, have no term unless one is given."""
    votes = choice.votes
    usual_end = None if choice.mandate in WITHOUT_BASIS else term_end(choice.start_on, months)
    return Appointment.objects.create(
        seat=seat,
        person=choice.person,
        on_behalf_of=choice.on_behalf_of,
        mandate=choice.mandate,
        basis=choice.basis,
        start_on=choice.start_on,
        due_on=choice.due_on or usual_end,
        chosen_on=votes.chosen_on if votes else None,
        electorate=votes.electorate if votes else None,
        voted=votes.voted if votes else None,
        stood=votes.stood if votes else None,
        source=choice.source,
    )


def _open(last_day: date) -> QuerySet[Appointment]:
    running = Appointment.objects.exclude(state=AppointmentState.ENDED)
    return running.filter(start_on__lte=last_day).order_by("pk")


def _end_all(
    keys: Iterable[int], by: User | None, last_day: date, reason: EndReason
) -> tuple[Appointment, ...]:
    """End each that an earlier one has not taken with it."""
    ended = []
    for key in list(keys):
        appointment = _get(key)
        locked(appointment.seat.body.structure)
        if appointment.state == AppointmentState.ENDED:
            continue
        if appointment.due_on is not None and appointment.due_on < last_day:
            last_day_held, why = appointment.due_on, EndReason.TERM_ENDED
        else:
            last_day_held, why = last_day, reason
        end_with_dependents(appointment, by=by, on=last_day_held, reason=why)
        ended.append(appointment)
    return tuple(ended)


def _end_one(key: int, reason: EndReason) -> int:
    """End one on the day that it runs out. One, unless another has taken it along meanwhile."""
    locked(_get(key).seat.body.structure)
    appointment = _get(key)
    if appointment.state == AppointmentState.ENDED:
        return 0
    last = appointment.replace_by if reason is EndReason.BASIS_ENDED else appointment.due_on
    if last is None:
        return 0
    end_with_dependents(appointment, by=None, on=last, reason=reason)
    return 1


def _get(key: int) -> Appointment:
    return Appointment.objects.select_related("seat__body__structure", "person").get(pk=key)
