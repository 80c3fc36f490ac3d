"""Who can be chosen for a seat, at the edges: the last day of what stands in the way, and the day after."""

from datetime import date, timedelta
from typing import Any

import pytest

from consortium.models import Band, Person
from consortium.services.reference_data import ensure_reference_data
from representation.models import Appointment, Body
from representation.rules.choosing import Choice, Votes, can_be_appointed, can_be_recorded
from representation.states import AppointmentState, Eligibility, EndReason, Mandate
from tests.factories import consortium as make
from tests.factories import representation as seats

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
SETTINGS = {"most_years": 0, "co_opted_most_pct": 50}


@pytest.fixture
def body() -> Body:
    return seats.body(seats.structure())


def choice(person: Person | None = None, **fields: Any) -> Choice:
    given = {"mandate": Mandate.ELECTED, "on_behalf_of": make.organisation()} | fields
    return Choice(person=person or seats.person(), start_on=DAY, **given)


def ended(on: date) -> dict[str, Any]:
    return {
        "state": AppointmentState.ENDED,
        "ended_on": on,
        "end_reason": EndReason.RESIGNED,
    }


@pytest.mark.parametrize("last_day, is_there", [(BEFORE, False), (DAY, True), (AFTER, True)])
def test_a_seat_and_its_body_are_there_on_their_last_day(
    body: Body, last_day: date, is_there: bool
) -> None:
    seat = seats.seat(body, end_on=last_day)
    assert bool(can_be_recorded(seat, choice())) is is_there
    other = seats.seat(seats.body(body.structure, "Bolsover Forum", end_on=last_day))
    assert bool(can_be_recorded(other, choice())) is is_there


def test_a_seat_is_there_from_its_first_day(body: Body) -> None:
    assert can_be_recorded(seats.seat(body, start_on=DAY), choice())
    assert not can_be_recorded(seats.seat(body, 2, start_on=AFTER), choice())


@pytest.mark.parametrize("last_day, is_free", [(BEFORE, True), (DAY, False)])
def test_who_leaves_the_same_body_comes_back_the_day_after(
    body: Body, last_day: date, is_free: bool
) -> None:
    seat, other = seats.seat(body), seats.seat(body, 2)
    seats.appointment(other, **ended(last_day))
    assert bool(can_be_recorded(seat, choice())) is is_free
    assert can_be_recorded(seat, choice(seats.person("Deb Keane")))


def test_what_is_over_before_the_next_began_is_recorded_afterwards(body: Body) -> None:
    """On the same seat, and by the same person on another seat of the body."""
    seat, other = seats.seat(body), seats.seat(body, 2)
    seats.appointment(seat, start_on=AFTER)
    for asked in (choice(seats.person("Deb Keane")), choice()):
        on = seat if asked.person.name == "Deb Keane" else other
        assert can_be_recorded(on, asked, until=DAY)
        assert not can_be_recorded(on, asked, until=AFTER)
        assert not can_be_recorded(on, asked)


@pytest.mark.parametrize("last_day, is_free", [(BEFORE, True), (DAY, False), (None, False)])
def test_who_stands_in_on_a_seat_holds_it_when_that_has_ended(
    body: Body, last_day: date | None, is_free: bool
) -> None:
    seat = seats.seat(body)
    seats.stand_in(seat, seats.person(), end_on=last_day)
    assert bool(can_be_recorded(seat, choice())) is is_free


@pytest.mark.parametrize(
    "votes, is_possible",
    [
        (Votes(DAY, electorate=20, voted=20), True),
        (Votes(DAY, electorate=20, voted=21), False),
        (Votes(DAY, electorate=None, voted=1), False),
        (Votes(DAY, electorate=20, voted=None), True),
    ],
)
def test_all_may_have_voted_and_no_more(body: Body, votes: Votes, is_possible: bool) -> None:
    assert bool(can_be_recorded(seats.seat(body), choice(votes=votes))) is is_possible


@pytest.mark.parametrize("last_day, holds", [(BEFORE, False), (DAY, True), (None, True)])
def test_a_basis_holds_on_its_last_day(body: Body, last_day: date | None, holds: bool) -> None:
    board = seats.seat(
        seats.body(body.structure, "Board"), electing_body=body, eligibility=Eligibility.HOLDERS
    )
    basis = seats.appointment(seats.seat(body), **(ended(last_day) if last_day else {}))
    asked = choice(mandate=Mandate.INDIRECTLY_ELECTED, basis=basis)
    assert bool(can_be_appointed(board, asked, SETTINGS)) is holds
    elsewhere = seats.seat(seats.body(body.structure, "Bolsover Forum"))
    stray = Appointment(seat=elsewhere, person=asked.person, start_on=seats.LONG_AGO)
    assert not can_be_appointed(
        board, choice(mandate=Mandate.INDIRECTLY_ELECTED, basis=stray), SETTINGS
    )


def test_half_of_the_seats_are_co_opted_and_not_one_more(body: Body) -> None:
    first, second, third, _last = (
        seats.seat(body, n, eligibility=Eligibility.ANYBODY) for n in range(1, 5)
    )
    assert not can_be_appointed(first, co_opted("Ann"), SETTINGS | {"co_opted_most_pct": 0})
    for seat, name in ((first, "Ann"), (second, "Bo")):
        assert can_be_appointed(seat, co_opted(name), SETTINGS)
        seats.appointment(seat, seats.person(name), mandate=Mandate.CO_OPTED)
    assert not can_be_appointed(third, co_opted("Cy"), SETTINGS)


def test_a_co_opted_holder_is_followed_by_another(body: Body) -> None:
    first, second = (seats.seat(body, n, eligibility=Eligibility.ANYBODY) for n in (1, 2))
    seats.appointment(first, seats.person("Ann"), mandate=Mandate.CO_OPTED, due_on=BEFORE)
    assert can_be_appointed(first, co_opted("Bo"), SETTINGS)
    assert not can_be_appointed(second, co_opted("Bo"), SETTINGS)


def co_opted(name: str) -> Choice:
    return choice(seats.person(name), mandate=Mandate.CO_OPTED)


@pytest.mark.parametrize("years, is_allowed", [(2, False), (3, True), (0, True)])
def test_nobody_sits_for_more_years_than_the_network_allows(
    body: Body, years: int, is_allowed: bool
) -> None:
    begun = DAY - timedelta(days=2 * 365)
    seats.appointment(seats.seat(body, 2), start_on=begun, **ended(BEFORE))
    seat = seats.seat(body, eligibility=Eligibility.ANYBODY)
    assert bool(can_be_appointed(seat, choice(), SETTINGS | {"most_years": years})) is is_allowed


@pytest.mark.parametrize(
    "earlier, latest, is_small",
    [(5_000, 50_000, True), (5_000, 99_999, True), (50_000, 100_000, False), (500_000, 1, True)],
)
def test_a_reserved_seat_looks_at_the_latest_years_income(
    body: Body, earlier: int, latest: int, is_small: bool
) -> None:
    ensure_reference_data()
    club = make.organisation()
    for year, pounds in ((2024, earlier), (2025, latest)):
        club.incomes.create(year_end_on=date(year, 3, 31), pence=pounds * 100, source="Accounts")
    small = Band.objects.get(scheme__slug="ncvo", slug="small")
    seat = seats.seat(body, eligibility=Eligibility.ANYBODY, reserved_up_to=small)
    assert bool(can_be_appointed(seat, choice(on_behalf_of=club), SETTINGS)) is is_small
    unknown = choice(on_behalf_of=make.organisation("Clay Cross Carers"))
    assert not can_be_appointed(seat, unknown, SETTINGS)
