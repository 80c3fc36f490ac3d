"""What the graph of mandates is made from: bodies, seats, holders and voters, with their days.

Keys are whatever the caller knows them by. Days are included at both ends; a last day of None has
not come yet.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from representation.states import BY_VOTE, Mandate

Key = int


@dataclass(frozen=True)
class Days:
    """From the first day to the last, both included."""

    first: date
    last: date | None = None

    def has(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class BodyRecord:
    """A body; `area` and `theme` are what it is for, `parent` what it is a part of, with a lower key."""

    key: Key
    days: Days
    parent: Key | None = None
    area: str = ""
    theme: str = ""


@dataclass(frozen=True)
class SeatRecord:
    """A seat on a body, and the body that elects to it (None: nobody does)."""

    key: Key
    body: Key
    days: Days
    electing_body: Key | None = None
    area: str = ""
    theme: str = ""


@dataclass(frozen=True)
class AppointmentRecord:
    """Somebody's time on a seat; `basis` is the appointment that an indirect mandate rests on."""

    key: Key
    seat: Key
    person: Key
    days: Days
    mandate: Mandate
    organisation: Key | None = None
    basis: Key | None = None

    @property
    def has_mandate(self) -> bool:
        """Whether anybody but the board chose this person."""
        return self.mandate in BY_VOTE or self.mandate is Mandate.NOMINATED


@dataclass(frozen=True)
class VoterRecord:
    """An organisation votes in a body."""

    organisation: Key
    body: Key
    days: Days


@dataclass(frozen=True)
class Records:
    """Everything known, whatever its days. Keys are unique in each list."""

    bodies: Sequence[BodyRecord] = ()
    seats: Sequence[SeatRecord] = ()
    appointments: Sequence[AppointmentRecord] = ()
    voters: Sequence[VoterRecord] = ()

    @cached_property
    def body(self) -> Mapping[Key, BodyRecord]:
        """Bodies by key."""
        return {one.key: one for one in self.bodies}

    @cached_property
    def seat(self) -> Mapping[Key, SeatRecord]:
        """Seats by key."""
        return {one.key: one for one in self.seats}

    @cached_property
    def appointment(self) -> Mapping[Key, AppointmentRecord]:
        """Appointments by key."""
        return {one.key: one for one in self.appointments}

    @cached_property
    def by_seat(self) -> Mapping[Key, Sequence[AppointmentRecord]]:
        """Each seat's holders, of all times."""
        return _grouped(self.appointments, lambda one: one.seat)

    @cached_property
    def by_person(self) -> Mapping[Key, Sequence[AppointmentRecord]]:
        """Each person's appointments, of all times."""
        return _grouped(self.appointments, lambda one: one.person)

    def holder(self, seat: Key, day: date) -> AppointmentRecord | None:
        """Who holds the seat on that day."""
        return next((one for one in self.by_seat.get(seat, ()) if one.days.has(day)), None)

    def on_body(self, person: Key, body: Key, day: date) -> AppointmentRecord | None:
        """The person's appointment to any seat of that body on that day."""
        return next(
            (
                one
                for one in self.by_person.get(person, ())
                if one.days.has(day) and self.seat[one.seat].body == body
            ),
            None,
        )


def _grouped(
    appointments: Sequence[AppointmentRecord], key: Callable[[AppointmentRecord], Key]
) -> Mapping[Key, Sequence[AppointmentRecord]]:
    groups: dict[Key, list[AppointmentRecord]] = defaultdict(list)
    for one in appointments:
        groups[key(one)].append(one)
    return dict(groups)
