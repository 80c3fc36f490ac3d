"""Networks of bodies, seats, holders and voters, of up to four tiers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from representation.mandates.records import (
    AppointmentRecord,
    BodyRecord,
    Days,
    Records,
    SeatRecord,
    VoterRecord,
)
from representation.states import Mandate

START = date(2026, 1, 1)
LAST_DAY = START + timedelta(days=10)
ALWAYS = Days(START)


@st.composite
def records(draw: st.DrawFn) -> Records:
    """Bodies in tiers; every seat is elected by a body of an earlier tier, or by none.

    A holder of a seat elected by another body's holders is one of them, and the seat is theirs alone.
    """
    size = draw(st.integers(2, 5))
    bodies = [BodyRecord(key, ALWAYS, area=f"area {key}") for key in range(size)]
    seats = [
        SeatRecord(100 + number, body, ALWAYS, electing_body=electing)
        for number, (body, electing) in enumerate(draw(_elections(size)))
    ]
    voters = [
        VoterRecord(organisation, draw(st.integers(0, size - 1)), ALWAYS)
        for organisation in range(draw(st.integers(1, 4)))
    ]
    return Records(bodies, seats, _holders(draw, seats), voters)


@st.composite
def _elections(draw: st.DrawFn, size: int) -> list[tuple[int, int | None]]:
    """Seats, lowest tier first, as (body, electing body): mostly elected by the tier just below."""
    elections: list[tuple[int, int | None]] = []
    for body in range(size):
        for _ in range(draw(st.integers(0, 3))):
            below = [body - 1] * 3 + list(range(body)) if body else []
            elections.append((body, draw(st.sampled_from([*below, None]))))
    return elections


def _holders(draw: st.DrawFn, seats: Sequence[SeatRecord]) -> list[AppointmentRecord]:
    held: list[AppointmentRecord] = []
    by_key = {seat.key: seat for seat in seats}
    for seat in sorted(seats, key=lambda one: one.body):
        if draw(st.integers(0, 4)) == 4:
            continue
        electing = [one for one in held if by_key[one.seat].body == seat.electing_body]
        basis = draw(st.sampled_from(electing)) if electing else None
        person = basis.person if basis else 1000 + len(held)
        if any(one.person == person and by_key[one.seat].body == seat.body for one in held):
            continue
        held.append(
            AppointmentRecord(
                key=len(held) + 1,
                seat=seat.key,
                person=person,
                days=ALWAYS,
                mandate=Mandate.INDIRECTLY_ELECTED if basis else Mandate.ELECTED,
                organisation=person,
                basis=basis.key if basis else None,
            )
        )
    return held


def with_end(of: Records, key: int, last: date = LAST_DAY, *, again: bool = False) -> Records:
    """The same with one appointment ended; `again`: its person comes back to the seat the day after."""
    ended = replace(of.appointment[key], days=Days(START, last))
    others = [one for one in of.appointments if one.key != key]
    if again:
        back = replace(ended, key=len(of.appointments) + 1, days=Days(last + timedelta(days=1)))
        others.append(back)
    return Records(of.bodies, of.seats, [*others, ended], of.voters)
