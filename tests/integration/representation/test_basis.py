"""A board seat rests on a seat of the GRID: when that ends, a clock begins, or the seat is vacant."""

from datetime import date, timedelta

import pytest

from consortium.decisions import Refused
from consortium.states import RoleKind
from representation.models import Appointment, AppointmentStep
from representation.services.appointments import (
    end_appointment,
    end_for_leaver,
    end_what_ran_out,
)
from representation.services.memberships import leave_structure
from representation.states import AppointmentState, EndReason
from tests.factories import consortium as make
from tests.integration.representation.county import TERM, County, county

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LEFT = date(2026, 11, 22)


def two_tiers(**settings: object) -> tuple[County, Appointment, Appointment]:
    of = county(**settings)
    club = of.member("Hasland Homework Club", "Chesterfield")
    district = of.elect(of.seats("GRID", area__name="Chesterfield")[0], "Carl Orchard", club)
    return of, district, of.elect_from(district, of.seats("Children’s Trust Board")[0])


def leave(appointment: Appointment, day: date = LEFT) -> tuple[Appointment, ...]:
    return end_appointment(
        by=None, appointment=appointment, reason=EndReason.RESIGNED, last_day=day
    )


def test_who_lost_the_basis_goes_on_until_replaced() -> None:
    of, district, board = two_tiers()
    assert leave(district) == (board,)
    board.refresh_from_db()
    assert board.state == AppointmentState.BASIS_LOST
    assert (board.basis_lost_on, board.replace_by) == (LEFT + DAY, LEFT + 60 * DAY)
    other = of.member("Bolsover Young Voices", "Bolsover")
    fay = of.elect(of.seats("GRID", area__name="Bolsover")[0], "Fay Nowak", other)
    of.elect_from(fay, board.seat, start_on=LEFT + 10 * DAY)
    board.refresh_from_db()
    assert (board.end_reason, board.ended_on) == (EndReason.BASIS_ENDED, LEFT + 9 * DAY)


def test_the_clock_ends_what_nobody_replaced() -> None:
    _of, district, board = two_tiers()
    leave(district)
    assert end_what_ran_out(day=LEFT + 60 * DAY) == 0
    assert end_what_ran_out(day=LEFT + 61 * DAY) == 1
    assert end_what_ran_out(day=LEFT + 61 * DAY) == 0
    board.refresh_from_db()
    assert (board.end_reason, board.ended_on) == (EndReason.BASIS_ENDED, LEFT + 60 * DAY)


def test_the_board_seat_is_vacant_the_same_day_where_the_network_says_so() -> None:
    _of, district, board = two_tiers(basis_lost="ends")
    leave(district)
    board.refresh_from_db()
    assert (board.end_reason, board.ended_on) == (EndReason.BASIS_ENDED, LEFT)


@pytest.mark.parametrize("setting", ["continues", "ends"])
def test_whoever_is_elected_again_loses_nothing(setting: str) -> None:
    of, district, board = two_tiers(basis_lost=setting)
    assert district.due_on is not None
    assert district.on_behalf_of is not None
    of.elect(district.seat, "Carl Orchard", district.on_behalf_of, start_on=district.due_on + DAY)
    board.refresh_from_db()
    assert board.state == AppointmentState.STANDING


def test_whoever_comes_back_to_the_body_stands_again() -> None:
    of, district, board = two_tiers()
    leave(district)
    assert district.on_behalf_of is not None
    other_seat = of.seats("GRID", area__name="Chesterfield")[1]
    of.elect(other_seat, "Carl Orchard", district.on_behalf_of, start_on=LEFT + 30 * DAY)
    board.refresh_from_db()
    assert (board.state, board.basis_lost_on) == (AppointmentState.STANDING, None)
    moves = board.steps.values_list("from_state", "to_state")
    assert list(moves) == [
        ("", "standing"), ("standing", "basis-lost"), ("basis-lost", "standing"),
    ]  # fmt: skip


def test_terms_end_on_their_last_day_and_take_the_basis_with_them() -> None:
    _of, district, board = two_tiers(basis_lost="ends")
    assert district.due_on is not None
    assert board.due_on is not None
    assert end_what_ran_out(day=district.due_on) == 0
    assert end_what_ran_out(day=district.due_on + DAY) == 1
    for one in (district, board):
        one.refresh_from_db()
    assert (district.end_reason, district.ended_on) == (EndReason.TERM_ENDED, district.due_on)
    assert (board.end_reason, board.ended_on) == (EndReason.BASIS_ENDED, district.due_on)


def test_who_leaves_an_organisation_leaves_its_seats() -> None:
    of, district, board = two_tiers()
    assert district.on_behalf_of is not None
    contact = make.role(RoleKind.MEMBER_CONTACT, at=district.on_behalf_of, email="club@x.example")
    stranger = of.user(RoleKind.TREASURER)
    given = {"person": district.person, "organisation": district.on_behalf_of, "last_day": LEFT}
    with pytest.raises(Refused):
        end_for_leaver(by=stranger, **given)  # type: ignore[arg-type]
    assert set(end_for_leaver(by=contact, **given)) == {district, board}  # type: ignore[arg-type]
    assert set(Appointment.objects.values_list("end_reason", flat=True)) == {
        EndReason.LEFT_ORGANISATION
    }


def test_an_organisation_that_leaves_takes_its_seats_along() -> None:
    of, district, board = two_tiers()
    membership = of.structure.memberships.get(organisation=district.on_behalf_of)
    leave_structure(by=None, membership=membership, last_day=LEFT)
    for one in (district, board):
        one.refresh_from_db()
        assert (one.ended_on, one.end_reason) == (LEFT, EndReason.ORGANISATION_LEFT)
    assert not of.structure.memberships.filter(voting_homes__end_on__isnull=True).exists()


def test_every_move_leaves_a_step() -> None:
    _of, district, board = two_tiers()
    leave(district)
    assert AppointmentStep.objects.filter(appointment=district, reason="resigned").count() == 1
    assert district.steps.count() == 2
    assert board.steps.count() == 2
    assert district.start_on == TERM
