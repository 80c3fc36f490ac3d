"""What an act would do to the holders of a structure's seats: it is done, looked at and taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from representation.models import Appointment, Structure
from representation.selectors.wording import in_language
from representation.services.appointment_moves import locked
from representation.states import AppointmentState, EndReason, Mandate

BEGINS, ENDS, LOSES_BASIS, REGAINS_BASIS = "begins", "ends", "loses-basis", "regains-basis"
BY_STATE = {
    AppointmentState.ENDED: ENDS,
    AppointmentState.BASIS_LOST: LOSES_BASIS,
    AppointmentState.STANDING: REGAINS_BASIS,
}


@dataclass(frozen=True)
class Consequence:
    """What becomes of one appointment: it begins, ends, or loses or regains the mandate it rests on.

    `on`: its first day, its last day, or the day by which a new choice is due.
    """

    kind: str
    name: str
    organisation: str
    body: str
    number: int
    mandate: Mandate
    on: date | None
    due_on: date | None
    reason: EndReason | None


@transaction.atomic
def rehearse(structure: Structure, act: Callable[[], object]) -> tuple[Consequence, ...]:
    """What `act` would do to appointments; nothing of it stays. Raises Refused where it would."""
    locked(structure)
    ours = Appointment.objects.filter(seat__body__structure=structure)
    before = dict(ours.values_list("pk", "state"))
    undo = transaction.savepoint()
    try:
        act()
        after = ours.select_related("person", "on_behalf_of", "seat__body").order_by("pk")
        return tuple(
            _consequence(one, BY_STATE[AppointmentState(one.state)] if one.pk in before else BEGINS)
            for one in after
            if before.get(one.pk) != one.state
        )
    finally:
        transaction.savepoint_rollback(undo)


def _consequence(one: Appointment, kind: str) -> Consequence:
    on = {BEGINS: one.start_on, ENDS: one.ended_on, LOSES_BASIS: one.replace_by}
    organisation, body = one.on_behalf_of, one.seat.body
    return Consequence(
        kind=kind,
        name=one.person.name,
        organisation=in_language(organisation.name, organisation.name_cy) if organisation else "",
        body=in_language(body.name, body.name_cy),
        number=one.seat.number,
        mandate=Mandate(one.mandate),
        on=on.get(kind),
        due_on=one.due_on,
        reason=EndReason(one.end_reason) if one.end_reason else None,
    )
