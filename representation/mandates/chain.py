"""What a mandate rests on, and what falls when its basis ends."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from representation.mandates.records import AppointmentRecord, Days, Key, Records

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Loss:
    """An appointment whose basis is gone from a day; `depth` 1 rests on what ended itself."""

    appointment: Key
    lost_on: date
    ends_on: date
    depth: int


def basis_on(records: Records, appointment: AppointmentRecord, day: date) -> Key | None:
    """The appointment that this one rests on that day.

    A mandate from the holders of a body rests on holding a seat there, so whoever is elected to that
    body again keeps it: another appointment of the same person to the same body takes the basis's place.
    """
    if appointment.basis is None:
        return None
    basis = records.appointment[appointment.basis]
    if basis.days.has(day):
        return basis.key
    again = records.on_body(basis.person, records.seat[basis.seat].body, day)
    return again.key if again else None


def chain_of(records: Records, appointment: Key, day: date) -> tuple[Key, ...]:
    """From the first vote to this appointment: what each rested on that day, or at first where it is lost."""
    chain = [records.appointment[appointment]]
    while (basis := chain[-1].basis) is not None:
        found = basis_on(records, chain[-1], day)
        before = records.appointment[basis if found is None else found]
        if before in chain:
            break
        chain.append(before)
    return tuple(one.key for one in reversed(chain))


def has_lost_basis(records: Records, appointment: AppointmentRecord, day: date) -> bool:
    """Whether it should rest on another appointment and on that day does not."""
    return appointment.basis is not None and basis_on(records, appointment, day) is None


def cascade(records: Records, ended: Key, grace_days: int = 0) -> tuple[Loss, ...]:
    """What loses its basis because an appointment ended, and what falls with it in turn.

    The ended appointment's days must have their end. With `grace_days`, who lost the basis goes on
    for so many days until replaced; only after them does what rests on it fall too.
    """
    fallen: dict[Key, Loss] = {}
    queue = [(records.appointment[ended], 1)]
    for one, depth in queue:
        for loss in _losses(records, one, grace_days, depth):
            if loss.appointment != ended and loss.appointment not in fallen:
                fallen[loss.appointment] = loss
                resting = records.appointment[loss.appointment]
                queue.append(
                    (replace(resting, days=Days(resting.days.first, loss.ends_on)), depth + 1)
                )
    return tuple(fallen.values())


def _losses(
    records: Records, ended: AppointmentRecord, grace_days: int, depth: int
) -> Iterator[Loss]:
    """What rests directly on an appointment that has ended, and nothing else any more."""
    last = ended.days.last
    if last is None:
        raise ValueError("an appointment that goes on takes nothing with it")
    body, lost_on = records.seat[ended.seat].body, last + DAY
    own = [one for one in records.by_person[ended.person] if one.key != ended.key]
    if any(records.seat[one.seat].body == body and one.days.has(lost_on) for one in own):
        return
    for one in own:
        goes_on = one.days.last is None or one.days.last >= lost_on
        if goes_on and one.basis is not None and _body_of(records, one.basis) == body:
            due = last + timedelta(days=grace_days)
            ends_on = due if one.days.last is None else min(due, one.days.last)
            yield Loss(one.key, lost_on, max(one.days.first, ends_on), depth)


def _body_of(records: Records, appointment: Key) -> Key:
    return records.seat[records.appointment[appointment].seat].body
