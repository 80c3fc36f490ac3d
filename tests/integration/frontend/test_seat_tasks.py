"""On the day's page, whoever looks after seats is told which are vacant and whose terms run out."""

from datetime import date, timedelta

import pytest
from django.test import Client

from consortium.states import RoleKind
from frontend.presenters.seat_tasks import seat_tasks
from representation.selectors.seat_lines import seat_lines
from tests.integration.representation.county import County, county

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> County:
    return county()


@pytest.mark.parametrize("kind", [RoleKind.LEAD, RoleKind.COORDINATOR])
def test_vacant_seats_are_told_board_by_board(
    there: County, client: Client, kind: RoleKind
) -> None:
    client.force_login(there.user(kind))
    told = client.get("/today/").content.decode()
    assert "4 seats are vacant: GRID" in told
    assert "/network/structures/derbyshire-grid/" in told


@pytest.mark.parametrize("days, is_told", [(90, True), (91, False)])
def test_a_term_that_runs_out_is_told_ninety_days_before(
    there: County, days: int, is_told: bool
) -> None:
    for seat in there.seats("GRID"):
        district = str(seat.electing_body).removesuffix(" Forum")
        there.elect(seat, f"Person {seat.number}", there.member(f"Club {seat.number}", district))
    structure = there.structure
    lines = [one for one in seat_lines(structure, date(2026, 6, 1)) if one.body_name == "GRID"]
    assert lines[0].holding is not None
    assert lines[0].holding.due_on is not None
    day = lines[0].holding.due_on - timedelta(days=days)
    told = [str(task.words) for task in seat_tasks(structure.slug, lines, day)]
    assert ("4 terms run out: GRID" in told) is is_told


def test_vacant_seats_that_an_election_fills_say_so(there: County) -> None:
    day = date(2026, 6, 1)
    lines = seat_lines(there.structure, day)
    seats = [one.seat for one in lines if one.body_name == "GRID"]
    for filling, said in ((seats, True), (seats[1:], False)):
        told = {
            str(task.words): str(task.small)
            for task in seat_tasks(there.structure.slug, lines, day, filling)
        }
        assert bool(told["4 seats are vacant: GRID"]) is said
