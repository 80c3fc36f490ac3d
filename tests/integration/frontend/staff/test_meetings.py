"""The pages of meetings: who sees and changes them, and a body noted on one page."""

import pytest
from django.test import Client

from consortium.states import RoleKind
from representation.models import Meeting
from representation.selectors.meetings import sitters_of
from tests.factories import claims as make
from tests.factories import consortium as people
from tests.factories import representation as seats
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
LOOK = ("/network/meetings/", "/network/meetings/{id}/")
CHANGE = (
    "/network/meetings/new/",
    "/network/meetings/{id}/attendance/",
    "/network/meetings/{id}/change/",
    "/network/meetings/{id}/cancel/",
)
NOTES = {RoleKind.LEAD, RoleKind.COORDINATOR, RoleKind.CHAIR}
LOOKS = {*NOTES, RoleKind.TREASURER}
NEW = {"body": "childrens-board", "day": "17/11/2026", "starts": "2pm", "ends": "15:30"}


@pytest.fixture
def at() -> make.World:
    at = make.world()
    make.attendance(at)
    return at


def address(page: str) -> str:
    return page.format(id=Meeting.objects.earliest("pk").pk)


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_sees_and_who_notes(at: make.World, client: Client, kind: RoleKind) -> None:
    client.force_login(people.role(kind, of=at.money.network, email="somebody@else.example"))
    for page in (*LOOK, *CHANGE):
        may = kind in (LOOKS if page in LOOK else NOTES)
        answer = client.get(address(page))
        assert answer.status_code == (200 if may else 403), page
        assert faults(answer.content.decode()) == []


def test_another_networks_meetings_are_not_there(at: make.World, client: Client) -> None:
    elsewhere = people.network("Nene Small Voices")
    client.force_login(people.role(RoleKind.LEAD, of=elsewhere, email="lead@nene.example"))
    for page in (LOOK[1], *CHANGE):
        assert client.get(address(page)).status_code == 404, page
        assert client.post(address(page)).status_code in {404, 405}, page


def test_a_meeting_is_noted(at: make.World, client: Client) -> None:
    client.force_login(at.money.coordinator)
    for wrong, said in (
        ({"place": "Ripley", "starts": "25:00"}, "Give a time"),
        ({"place": "Ripley", "ends": "1pm"}, "ends after it begins"),
        ({"place": ""}, "Fill in: Where?"),
        ({"place": "Ripley", "body": "another-body"}, "body"),
    ):
        answer = client.post("/network/meetings/new/", NEW | wrong)
        assert said in answer.content.decode()
    assert Meeting.objects.count() == 1
    answer = client.post("/network/meetings/new/", NEW | {"place": "Ripley"}, follow=True)
    assert "14:00–15:30" in answer.content.decode()
    assert Meeting.objects.latest("pk").minutes == 90
    again = client.post("/network/meetings/new/", NEW | {"place": "Ripley"})
    assert "This meeting is here already." in again.content.decode()


def test_the_whole_body_is_noted_on_one_page(at: make.World, client: Client) -> None:
    met = Meeting.objects.get()
    seats.appointment(seats.seat(at.board, 9), seats.person("Karen Whitlow"))
    client.force_login(at.money.chair)
    page = address(CHANGE[1])
    html = client.get(page).content.decode()
    assert html.count("checked") == 1
    assert "Priya Nair, Belper Young Carers" in html
    ticks = [one.key for one in sitters_of(met)]
    sent = {"there": ticks, "guests": "Amy Lowe, Derbyshire County Council\n\n Joe "}
    html = client.post(page, sent, follow=True).content.decode()
    for words in (
        "Karen Whitlow",
        "Amy Lowe",
        "Derbyshire County Council",
        "Guest, without a vote",
    ):
        assert words in html
    answer = client.post(page, sent | {"there": ["seat-0"]})
    assert answer.status_code == 200
    assert "Select a valid choice" in answer.content.decode()
    assert met.attendances.count() == 2


def test_a_meeting_is_cancelled_after_the_day(at: make.World, client: Client) -> None:
    client.force_login(at.money.coordinator)
    page = address(CHANGE[3])
    assert "less than 24 hours before" in client.get(page).content.decode()
    html = client.post(page, {"day": "17/11/2026", "clock": "8:30"}, follow=True).content.decode()
    assert "8:30am, Tuesday 17 November 2026" in html
    assert "can claim" in html
    assert "Cancelled" in client.get("/network/meetings/").content.decode()
    client.force_login(at.user)
    assert "Begin a claim" in client.get("/claims/").content.decode()


def test_a_representative_is_asked_to_claim(at: make.World, client: Client) -> None:
    client.force_login(at.user)
    html = client.get("/now/").content.decode()
    assert "Claim for Tuesday 17 November 2026" in html
    assert "You attended: Children&#x27;s Partnership Board, 10:00–12:30." in html
    html = client.get("/claims/").content.decode()
    assert "You attended Tuesday 17 November 2026, 10:00–12:30" in html


def test_a_body_has_its_welsh_name_on_every_page_of_a_meeting_and_a_claim(
    at: make.World, client: Client
) -> None:
    at.board.name_cy = "Bwrdd Partneriaeth Plant"
    at.board.save()
    claim = make.submitted(at, of=at.priya.attendances.get())
    client.force_login(at.money.coordinator)
    for page in (*LOOK, *CHANGE, "/money/claims/all/", f"/money/claims/{claim.pk}/"):
        html = client.get(address(page), headers={"accept-language": "cy"}).content.decode()
        assert "Bwrdd Partneriaeth Plant" in html, page
        assert "Children&#x27;s Partnership Board" not in html, page
