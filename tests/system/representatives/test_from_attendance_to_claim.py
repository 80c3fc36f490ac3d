"""A coordinator notes a meeting and who was there on a phone; a representative begins the claim from it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from representation.models import Attendance, Claim
from tests.factories import claims as make
from tests.factories import representation as seats

Accessible = Callable[[Page], None]
SignIn = Callable[[Page, str], None]
Shoot = Callable[[Page, str], None]


@pytest.fixture
def at() -> make.World:
    """A board of two, one with an alternate."""
    at = make.world()
    first = seats.seat(at.board, 1, label="Amber Valley")
    seats.appointment(first, at.priya, at.club)
    seats.appointment(seats.seat(at.board, 2, label="Bolsover"), seats.person("Karen Whitlow"))
    seats.stand_in(first, seats.person("Asha Rao"))
    return at


def test_who_was_there_is_noted_and_claims_from_it(
    page: Page, at: make.World, sign_in: SignIn, accessible: Accessible, shoot: Shoot
) -> None:
    sign_in(page, at.money.coordinator.email)
    given_a_meeting_is_noted(page, accessible, shoot)
    when_the_whole_body_is_noted_on_one_page(page, accessible, shoot)
    page.context.clear_cookies()
    sign_in(page, at.user.email)
    then_the_representative_begins_the_claim(page, accessible, shoot)


def given_a_meeting_is_noted(page: Page, accessible: Accessible, shoot: Shoot) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Meetings").click()
    accessible(page)
    page.get_by_role("link", name="Note a meeting").click()
    page.get_by_label("Day").fill("17/11/2026")
    page.get_by_label("From").fill("ten")
    page.get_by_label("Until").fill("12:30")
    page.get_by_label("Where?").fill("Matlock Town Hall")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a time")
    accessible(page)
    shoot(page, "meeting-errors")
    page.get_by_label("From").fill("10am")
    page.get_by_role("button", name="Save").click()
    expect(
        page.get_by_text("1 meeting was held, and nobody has said who was there.")
    ).to_be_visible()
    accessible(page)
    shoot(page, "meetings")


def when_the_whole_body_is_noted_on_one_page(
    page: Page, accessible: Accessible, shoot: Shoot
) -> None:
    page.get_by_role("link", name="Children's Partnership Board").click()
    accessible(page)
    page.get_by_role("link", name="Say who was there").click()
    page.get_by_label("Priya Nair, Belper Young Carers").check()
    page.get_by_label("Asha Rao").check()
    page.get_by_label("Guests").fill("Amy Lowe, Derbyshire County Council")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick one of the two")
    accessible(page)
    page.get_by_label("Asha Rao").uncheck()
    page.get_by_label("Karen Whitlow").check()
    shoot(page, "attendance")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Guest, without a vote")).to_be_visible()
    accessible(page)
    shoot(page, "meeting")
    assert Attendance.objects.count() == 2


def then_the_representative_begins_the_claim(
    page: Page, accessible: Accessible, shoot: Shoot
) -> None:
    page.goto("/now/")
    expect(page.get_by_text("Claim for Tuesday 17 November 2026")).to_be_visible()
    accessible(page)
    page.goto("/claims/")
    expect(page.get_by_text("You attended Tuesday 17 November 2026, 10:00–12:30")).to_be_visible()
    accessible(page)
    shoot(page, "claims-to-begin")
    page.get_by_role("link", name="Begin a claim").click()
    expect(page.get_by_label("Time away from work")).to_have_value("2.5")
    page.get_by_role("button", name="Check your claim").click()
    page.get_by_role("button", name="Send this claim in").click()
    expect(page.get_by_text("Your claim is sent in.")).to_be_visible()
    assert Claim.objects.get().total_pence == 3_625
