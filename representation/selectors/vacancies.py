"""Seats of an election whose elected holder left, and that nobody has taken since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from representation.election_states import (
    BEFORE_A_RESULT,
    Action,
    ElectionState,
    states_for,
)
from representation.models import Appointment, ContestSeat, Election, Outcome
from representation.selectors.wording import seat_in_words
from representation.states import AppointmentState


@dataclass(frozen=True)
class SeatLeft:
    """A seat that somebody elected left. `by_election`: the election under way that fills it, or None."""

    appointment: Appointment
    seat: str
    person: str
    ended_on: date
    due_on: date | None
    by_election: Election | None


def seats_left(election: Election) -> tuple[SeatLeft, ...]:
    """The vacant seats of an election, in the order in which they fell vacant."""
    outcomes = Outcome.objects.filter(
        contest__election=election, appointment__state=AppointmentState.ENDED
    ).select_related("appointment__seat__body", "appointment__person")
    last = [one.appointment for one in outcomes if is_last(one.appointment)]
    return tuple(_seat_left(one) for one in sorted(last, key=lambda one: (one.ended_on, one.pk)))


def with_vacancies(elections: Iterable[Election]) -> frozenset[str]:
    """Codes of those of these elections that have a vacant seat for which nothing is on its way."""
    return frozenset(
        one.slug
        for one in elections
        if ElectionState(one.state) in states_for(Action.FILL_VACANCY)
        and any(left.by_election is None for left in seats_left(one))
    )


def is_last(left: Appointment) -> bool:
    """Whether nobody came to the seat after them."""
    later = Appointment.objects.filter(seat=left.seat).exclude(pk=left.pk)
    held = later.exclude(state=AppointmentState.ENDED) | later.filter(start_on__gt=left.start_on)
    return not held.exists()


def election_filling(left: Appointment) -> Election | None:
    """The election that is drafted or under way for the seat."""
    found = ContestSeat.objects.filter(seat=left.seat, election__state__in=BEFORE_A_RESULT)
    filling = found.select_related("election").order_by("-pk").first()
    return filling.election if filling else None


def _seat_left(left: Appointment) -> SeatLeft:
    if left.ended_on is None:
        raise ValueError("an appointment that ended has a last day")
    return SeatLeft(
        left,
        seat_in_words(left.seat),
        left.person.name,
        left.ended_on,
        left.due_on,
        election_filling(left),
    )
