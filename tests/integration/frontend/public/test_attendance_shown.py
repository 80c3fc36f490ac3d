"""Who went, and was a small group in the room: on a board's, a seat's and the network's pages."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from consortium.models import Income, Organisation, User
from representation.models import Attendance, Meeting, StandIn
from representation.selectors.attended import NotedMeeting, Present, noted_meetings
from tests.factories.big_network import _scheme
from tests.integration.frontend.public.test_seats import (
    BOARD,
    board_of,
    derbyshire,  # noqa: F401 - a fixture
    speaks,
    text_of,
)
from tests.integration.representation.county import BOARD_TERM, County

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST = datetime(2026, 7, 14, 10, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def noted(derbyshire: County) -> County:  # noqa: F811
    """Carl went to the first meeting, Joan stood in at the second, nobody is noted at two more."""
    of = derbyshire
    of.network.band_scheme = _scheme()
    of.network.save()
    for name, pence in (
        ("Hasland Homework Club", 5_000_000),
        ("Bolsover Young Voices", 50_000_000),
    ):
        organisation = Organisation.objects.get(name=name)
        Income.objects.create(
            organisation=organisation, year_end_on=date(2026, 3, 31), pence=pence, source="made up"
        )
    carl = of.seats(BOARD)[0].appointments.get()
    meetings = [meeting(of, FIRST + n * 30 * DAY) for n in range(4)]
    there(meetings[0], appointment=carl)
    there(meetings[1], stand_in=StandIn.objects.get())
    there(meetings[2], appointment=of.seats(BOARD)[1].appointments.get())
    meetings[3].cancelled_at = FIRST
    meetings[3].save()
    there(meetings[3], appointment=carl)
    return of


def meeting(of: County, starts_at: datetime) -> Meeting:
    return Meeting.objects.create(
        body=of.body(BOARD),
        place="Matlock",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
    )


def noter() -> User:
    return User.objects.get_or_create(email="coordinator@example.org")[0]


def there(at: Meeting, **of: object) -> None:
    seat = next(iter(of.values()))
    Attendance.objects.create(
        meeting=at,
        person=seat.person,  # type: ignore[attr-defined]
        on_behalf_of=seat.on_behalf_of,  # type: ignore[attr-defined]
        noted_by=noter(),
        noted_at=at.ends_at,
        **of,
    )


def test_a_stand_in_counts_for_the_seat_and_a_cancelled_meeting_for_nobody(
    noted: County, client: Client
) -> None:
    html = text_of(client, f"{speaks(noted)}?on=2026-11-22")
    assert 'data-t="Went"><div>2 of 3</div>' in html
    assert 'data-t="Went"><div>1 of 3</div>' in html  # the guest
    assert "Reports of meetings are not kept here yet." in html


def test_what_came_later_is_not_counted_on_a_past_day(noted: County, client: Client) -> None:
    html = text_of(client, f"{speaks(noted)}?on=2026-07-14")
    assert 'data-t="Went"><div>1 of 1</div>' in html
    before = text_of(client, f"{speaks(noted)}?on=2026-07-13")
    assert "Nobody has noted yet" in before


def test_a_seat_says_who_stood_in(noted: County, client: Client) -> None:
    html = text_of(client, f"/seats/{board_of(noted)}/1/?on=2026-11-22")
    assert "Joan Tetley stood in" in html
    assert html.count('data-t="There"') == 3


def test_a_board_says_whether_a_small_group_was_in_the_room(noted: County, client: Client) -> None:
    html = text_of(client, f"/boards/{board_of(noted)}/?on=2026-11-22")
    assert "0 of 2 seats are kept for micro and small organisations." in html
    assert "1 of 2 filled seats is held by" not in html
    assert "1 of 2 filled seats are held by somebody from one." in html
    assert "Somebody from one was at 1 of 3 meetings in 12 months." in html
    assert html.count('<span class="tag ok">Yes</span>') == 1
    assert html.count('<span class="tag no">No</span>') == 1
    assert html.count('<span class="tag gap">Size not known</span>') == 1


@pytest.mark.parametrize(
    "sizes, answer",
    [
        ((True, None), True),
        ((False, True), True),
        ((False, None), None),
        ((False, False), False),
    ],
)
def test_a_room_is_not_called_empty_of_small_groups_while_a_size_is_unknown(
    sizes: tuple[bool | None, ...], answer: bool | None
) -> None:
    present = tuple(Present(n, "Somebody", False, one) for n, one in enumerate(sizes))
    assert NotedMeeting(1, BOARD_TERM, "Matlock", present).has_small is answer


def test_a_meeting_more_than_a_year_ago_is_left_out(noted: County) -> None:
    board = noted.body(BOARD)
    days = [date(2027, 7, 14), date(2027, 7, 15)]
    found = [noted_meetings(noted.network, [board.pk], day).get(board.pk, ()) for day in days]
    assert [len(one) for one in found] == [3, 2]
